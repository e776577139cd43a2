import psycopg2
from odoo.tools import sql

from itx_codegen.errors import CodegenError
from itx_codegen.messages import text

from ..adapter import LiveAdapter
from ..references import RecordOf
from ..registry import register


@register
class ConstraintAdapter(LiveAdapter):
    """An SQL constraint: really in the database, and remembered so that Odoo knows its message."""

    kind = "constraint"
    model = "itx.moduler.live.constraint"
    inside = ("model", "model_id")
    _touched = False

    def __init__(self, session):
        super().__init__(session)
        self.env = self.env[self.model]._unguarded().env

    def values(self, node, element):
        return {
            "model_id": RecordOf(element.parent),
            "name": node.name,
            "definition": node.definition,
            "message": node.message or False,
        }

    def read(self, record, node):
        table, name = record._table_name(), record._full_name()
        definition = sql.constraint_definition(self.env.cr, table, name)
        if definition is None:
            return None
        return {"name": record.name, "definition": definition, "message": record.message or ""}

    def add(self, operations):
        super().add(operations)
        for operation in operations:
            self._put(operation.uid)

    def rename(self, operations):
        self._drop([operation.uid for operation in operations])
        super().rename(operations)
        for operation in operations:
            self._put(operation.uid)

    def change(self, operations):
        redefined = [o.uid for o in operations if o.attribute == "definition"]
        self._drop(redefined)
        super().change(operations)
        for uid in redefined:
            self._put(uid)

    def remove(self, operations):
        self._drop([operation.uid for operation in operations])
        super().remove(operations)

    def _put(self, uid):
        self._touched = True
        record = self.records(uid)
        try:
            with self.env.cr.savepoint():
                sql.add_constraint(
                    self.env.cr, record._table_name(), record._full_name(), record.definition
                )
        except psycopg2.Error as error:
            raise CodegenError(
                text(
                    "%(path)s: PostgreSQL refuses it: %(cause)s",
                    path=self.session.elements[uid].path,
                    cause=str(error).strip().splitlines()[0],
                )
            ) from error

    def _drop(self, uids):
        self._touched = True
        for uid in uids:
            for record in self._still_there(uid):
                sql.drop_constraint(self.env.cr, record._table_name(), record._full_name())

    def settle(self):
        """Let the registry know the constraints, so that their messages are shown."""
        if not self._touched:
            return
        self.env.flush_all()
        self.env.registry._setup_models__(self.env.cr, [])
