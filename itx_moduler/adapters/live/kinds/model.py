from ..adapter import LiveAdapter
from ..registry import register


@register
class ModelAdapter(LiveAdapter):
    """Models come without fields and order; both follow when the fields are there."""

    kind = "model"
    model = "ir.model"

    def __init__(self, session):
        super().__init__(session)
        # Without install_mode, Odoo would add a field x_name of its own. Views that were set aside
        # are not to count when it looks for views that still show a field.
        context = {**self.env.context, "install_mode": True, "active_test": True}
        self.env = self.env(context=context)

    def values(self, node, element):
        return {"model": node.name, "name": node.description, "state": "manual"}

    def read(self, record, node):
        names = set(record.field_id.mapped("name"))
        return {
            "name": record.model,
            "description": record.name,
            "order": record.order,
            "rec_name": "x_name" if "x_name" in names else "",
        }

    def settle(self):
        """Write the order of models whose fields have come or gone."""
        for uid, element in self.session.elements.items():
            if element.node.kind == self.kind and self.session.bindings[uid]:
                record = self.session.records(uid)
                if record.order != element.node.order:
                    record.write({"order": element.node.order})
