import psycopg2
from odoo.tools import sql

from itx_codegen.errors import CodegenError
from itx_codegen.messages import text

from ..adapter import LiveAdapter
from ..references import RecordOf
from ..registry import register


@register
class ConstraintAdapter(LiveAdapter):
    """An SQL constraint or index: in the table, and remembered so that Odoo knows its message."""

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
            "type": node.type,
            "definition": node.definition,
            "message": node.message or False,
        }

    def read(self, record, node):
        definition = self._in_database(record)
        if definition is None:
            return None
        return {
            "name": record.name,
            "type": record.type,
            "definition": definition,
            "message": record.message or "",
        }

    def _in_database(self, record):
        """Return the definition as the database keeps it (Odoo puts it in a comment), or None."""
        name = record._full_name()
        if record.type == "constraint":
            return sql.constraint_definition(self.env.cr, record._table_name(), name)
        made, comment = sql.index_definition(self.env.cr, name)
        kind = "UNIQUE INDEX " if record.type == "unique_index" else "INDEX "
        return (comment or "").removeprefix(kind) if made else None

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
        redefined = {o.uid for o in operations if o.attribute in ("definition", "type")}
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
                self._add(record)
        except psycopg2.Error as error:
            raise CodegenError(
                text(
                    "%(path)s: PostgreSQL refuses it: %(cause)s",
                    path=self.session.elements[uid].path,
                    cause=str(error).strip().splitlines()[0],
                )
            ) from error

    def _add(self, record):
        table, name, definition = record._table_name(), record._full_name(), record.definition
        if record.type == "constraint":
            sql.add_constraint(self.env.cr, table, name, definition)
            return
        unique = record.type == "unique_index"
        comment = f"{'UNIQUE ' if unique else ''}INDEX {definition}"
        sql.add_index(self.env.cr, name, table, definition, unique=unique, comment=comment)

    def _drop(self, uids):
        self._touched = True
        for uid in uids:
            for record in self._still_there(uid):
                table, name = record._table_name(), record._full_name()
                if record.type == "constraint":
                    sql.drop_constraint(self.env.cr, table, name)
                else:
                    sql.drop_index(self.env.cr, name, table)

    def settle(self):
        """Let the registry know the constraints, so that their messages are shown."""
        if not self._touched:
            return
        self.env.flush_all()
        self.env.registry._setup_models__(self.env.cr, [])
