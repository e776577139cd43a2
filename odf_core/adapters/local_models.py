"""The models of this database, as the engine's reader of Odoo asks for them."""

from datetime import date, datetime

from odoo import fields, release
from odoo.exceptions import AccessError

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect import ServerVersion
from odoo_data_flow.errors import FlowError
from odoo_data_flow.messages import text

#: What a record is called, which is no secret, see external_ids.resolve(); and nothing beside it:
#: a condition on who has made it leads to the rest of the database.
_NAMES = frozenset({"id", "module", "name", "model", "res_id"})
#: What reading needs; nothing else can be called.
_READING = frozenset({"fields_get", "read", "search", "search_count", "search_read"})


class LocalModels:
    """Calls without a server, with the rights of the user of an environment.

    It has of OdooConnection what reading asks for. Values are as a server would send them.
    """

    def __init__(self, env):
        self._env = env
        self.url = "here"
        self.database = env.cr.dbname
        # One transaction can't be read by several threads at a time.
        self.readers = 1
        self.version = ServerVersion.of(release.version_info, release.version)

    def call(self, model, method, ids, arguments, context=None, repeatable=None):
        """See OdooConnection.call. Raises LookupError for a method that does not read, FlowError
        for a model that is not there or that the user may not read, and what the method raises.
        """
        if method not in _READING:
            raise LookupError(f"{model}.{method} is not for reading")
        if model not in self._env:
            message = text(
                "There is no model %(model)s. Correct its name or install its module.", model=model
            )
            raise FlowError("options.model", message)
        records = self._env[model].with_context(**(context or {}))
        if model == "ir.model.data" and _asks_for_names(method, arguments):
            # sudo: only administrators may read it as records.
            records = records.sudo()
        if ids is not None:
            records = records.browse(ids)
        try:
            answer = getattr(records, method)(**arguments)
        except AccessError as error:
            raise FlowError("options.model", str(error)) from error
        return [_sent(row) for row in answer] if method in ("read", "search_read") else answer


def local(env):
    """The facade of this database, for reading."""
    return Odoo.on(LocalModels(env))


def _asks_for_names(method, arguments):
    if method != "search_read" or arguments["order"] != "id" or not arguments["fields"]:
        return False
    leaves = [leaf for leaf in arguments["domain"] if not isinstance(leaf, str)]
    return _NAMES.issuperset([*arguments["fields"], *(str(leaf[0]) for leaf in leaves)])


def _sent(row):
    return {name: _value(value) for name, value in row.items()}


def _value(value):
    if isinstance(value, datetime):
        return fields.Datetime.to_string(value)
    if isinstance(value, date):
        return fields.Date.to_string(value)
    return value.decode("ascii") if isinstance(value, bytes) else value
