"""Odoo as the host of a run: files from one folder, records by the ORM, named connections."""

from pathlib import Path

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import FlowError
from odoo_data_flow.messages import text
from odoo_data_flow.run import contained
from odoo_data_flow.write.odoo_rpc import OdooRpcWriter
from odoo_data_flow.write.postgres import PostgresWriter

from . import connections, local_models, rights
from .messages import translated
from .orm_writer import OrmWriter
from .settings import setting


class OdooHost:
    """Host of one run (protocol of odoo_data_flow.run.Host).

    :param env: environment of the user whose rights the run has.
    :param namespace: of external IDs without a dot.
    :param files: paths that stand for files of the system, such as the rejects of a run.
    """

    def __init__(self, env, namespace, files=None):
        self._env = env
        self._namespace = namespace
        self._files = files or {}

    @property
    def company(self):
        """The company that the run works in."""
        return self._env.company

    def open_path(self, path):
        """The file below the data folder. Raises FlowError."""
        if path in self._files:
            return self._files[path]
        folder = setting("odf_data_dir")
        if not folder:
            raise FlowError(
                "",
                text(
                    "The server has no folder for data files. Its owner sets it as odf_data_dir in "
                    "Odoo's configuration file, or as environment variable ODF_DATA_DIR."
                ),
            )
        return contained(Path(folder), path)

    def connection(self, name):
        """What a connection leads to, which the user must be allowed to see; without a name, to the
        models of this database. Raises FlowError.
        """
        if not name:
            return local_models.local(self._env)
        return connections.client(connections.find(self._env, name))

    def writer(self, connection, dry_run):
        """The writer to the models of this database, or behind a connection. Raises FlowError."""
        if not connection:
            return OrmWriter(self._env, self._namespace, dry_run)
        try:
            target = self.connection(connection)
        except FlowError as error:
            raise error.within("connection") from None
        if isinstance(target, Odoo):
            return OdooRpcWriter(target, self._namespace, dry_run=dry_run)
        if isinstance(target, Database):
            return PostgresWriter(target, dry_run=dry_run)
        raise FlowError(
            "connection",
            text("%(name)s is a web service; it is only read.", name=connection),
        )

    def identity(self, connection):
        """What tells the place that a connection leads to from others. Raises FlowError."""
        return connections.identity(connections.find(self._env, connection))

    def say(self, message):
        """A sentence in the language of the user, also where nobody looks on: under a schedule."""
        language = rights.language(self._env.user, self._env.context)
        return translated(self._env(context={**self._env.context, "lang": language}), message)
