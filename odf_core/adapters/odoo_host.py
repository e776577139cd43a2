"""Odoo as the host of a run: files from one folder, records by the ORM."""

from pathlib import Path

from odoo_data_flow.errors import FlowError
from odoo_data_flow.run import contained

from .orm_writer import OrmWriter
from .settings import setting


class OdooHost:
    """Host of one run (protocol of odoo_data_flow.run.Host).

    :param env: environment of the user whose rights the run has.
    :param namespace: of external IDs without a dot.
    """

    def __init__(self, env, namespace):
        self._env = env
        self._namespace = namespace

    def open_path(self, path):
        """The file below the data folder. Raises FlowError."""
        folder = setting("odf_data_dir")
        if not folder:
            raise FlowError(
                "",
                self._env._(
                    "The server has no folder for data files. Its owner sets it as odf_data_dir in "
                    "Odoo's configuration file, or as environment variable ODF_DATA_DIR."
                ),
            )
        return contained(Path(folder), path)

    def connection(self, name):
        """Flows in Odoo read files. Raises FlowError."""
        raise FlowError("", self._env._("There is no connection %s here.", name))

    def writer(self, connection, dry_run):
        """The writer to the models of this database."""
        if connection:
            raise FlowError(
                "connection", self._env._("There is no connection %s here.", connection)
            )
        return OrmWriter(self._env, self._namespace, dry_run)

    def identity(self, connection):
        """What a name stands for; here each stands for itself."""
        return connection
