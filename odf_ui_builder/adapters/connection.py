from odoo.addons.itx_moduler.adapters.live.adapter import LiveAdapter
from odoo.addons.itx_moduler.adapters.live.registry import register

from itx_codegen.ir.flow_records import connection_id

#: What people fill in and correct: a description only says what a new record begins with.
_STARTING = ("title", "url", "database", "login", "protocol", "database_url")


@register
class ConnectionAdapter(LiveAdapter):
    """A connection belongs to the database: one that is there already is taken as it is.

    The module's own are those that have its XML id.
    """

    kind = "connection"
    model = "odf.connection"

    def xml_name(self, node):
        return connection_id(node.name)

    def values(self, node, element):
        return {
            "name": node.name,
            "kind": node.type,
            **{name: getattr(node, name) or False for name in _STARTING},
        }

    def read(self, record, node):
        return {
            "name": record.name,
            "type": record.kind,
            **{
                name: getattr(node, name) if node is not None else record[name] or ""
                for name in _STARTING
            },
        }

    def difference(self, uid):
        changed = super().difference(uid)
        return {name: value for name, value in changed.items() if name not in _STARTING}

    def add(self, operations):
        there = {
            connection.name: connection
            for connection in self.env[self.model].search([("company_id", "=", False)])
        }
        missing = []
        for operation in operations:
            node = self.session.elements[operation.uid].node
            if node.name in there:
                self.session.bind([(node, there[node.name])])
            else:
                missing.append(operation)
        if missing:
            super().add(missing)

    def rename(self, operations):
        own = [operation for operation in operations if self._xml_ids(operation.uid)]
        super().rename(own)
        others = [operation for operation in operations if operation not in own]
        self.session.unbind([operation.uid for operation in others])
        self.add(others)

    def remove(self, operations):
        going = self.env[self.model]
        for operation in operations:
            names = self._xml_ids(operation.uid)
            record = self._still_there(operation.uid)
            if names and self._is_empty(record):
                going += record
            else:
                names.unlink()
        going.unlink()
        self.session.unbind([operation.uid for operation in operations])

    def _xml_ids(self, uid):
        """The XML ids of the module for the connection of an element (`ir.model.data`)."""
        return self.env["ir.model.data"].search(
            [
                ("module", "=", self.session.namespace),
                ("model", "=", self.model),
                ("res_id", "in", self.session.bindings[uid].mapped("res_id")),
            ]
        )

    def _is_empty(self, record):
        """Tell whether nobody can use the connection yet, and no other module has taken it."""
        others = self.env["itx.moduler.binding"].search_count(
            [
                ("res_model", "=", self.model),
                ("res_id", "=", record.id),
                ("lineage", "!=", self.session.lineage),
            ]
        )
        named = self.env["ir.model.data"].search_count(
            [("model", "=", self.model), ("res_id", "=", record.id)]
        )
        return not (record.url or record.has_secret or others) and named == 1
