import re

from .. import attributes
from ..adapter import LiveAdapter
from ..registry import register

_NAME = re.compile(r"\bx_\w+")


@register
class ModelAdapter(LiveAdapter):
    """Models come bare; what speaks of fields (order, display name) follows when these are there.

    A model that is extended is only bound: it is not ours to make, change or drop.
    """

    kind = "model"
    model = "ir.model"

    def __init__(self, session):
        super().__init__(session)
        # Without install_mode, Odoo would add a field x_name of its own. Views that were set aside
        # are not to count when it looks for views that still show a field.
        context = {**self.env.context, "install_mode": True, "active_test": True}
        self.env = self.env(context=context)

    def values(self, node, element):
        return {
            "model": node.name,
            "name": node.description,
            "state": "manual",
            "abstract": node.abstract,
            "transient": node.transient,
            "fold_name": node.fold_name or False,
        }

    def read(self, record, node):
        if record.state != "manual":
            return {"name": record.model, "extends": True}
        return {
            "name": record.model,
            "description": record.name,
            "order": record.order,
            "abstract": record.abstract,
            "transient": record.transient,
            "fold_name": record.fold_name or "",
            **attributes.described(record.moduler_attributes, attributes.MODEL_ATTRIBUTES),
        }

    def add(self, operations):
        extended = [o for o in operations if self.session.elements[o.uid].node.extends]
        made = [operation for operation in operations if operation not in extended]
        if made:
            super().add(made)
        elements = [self.session.elements[operation.uid] for operation in extended]
        self.own(elements, [self.session.model(element.node.name) for element in elements])

    def remove(self, operations):
        before = self.session.elements_before
        extended = [o for o in operations if before[o.uid].node.extends]
        made = [operation for operation in operations if operation not in extended]
        if made:
            super().remove(made)
        self.session.unbind([operation.uid for operation in extended])

    def set_aside(self, names):
        """Take off what speaks of the live fields `names`, while these move; `settle` brings it."""
        for uid, element in self.session.elements_before.items():
            if element.node.kind == self.kind and not element.node.extends:
                record = self.records(uid)
                kept = record.moduler_attributes or {}
                rest = {k: v for k, v in kept.items() if k == "inherit" or v not in names}
                if rest != kept:
                    record.write({"moduler_attributes": rest or False})

    def settle(self):
        """Write order and attributes of the models whose fields are there by now."""
        changed = []
        for uid, element in self.session.elements.items():
            if element.node.kind != self.kind or element.node.extends:
                continue
            if self.session.bindings[uid] and self._write_what_fits(element):
                changed.append(element.node.name)
        if changed:
            self.env.flush_all()
            registry = self.env.registry
            registry._setup_models__(self.env.cr, [])
            context = {**self.env.context, "update_custom_fields": True}
            registry.init_models(self.env.cr, changed, context)

    def _write_what_fits(self, element):
        """Write what the model's fields allow; tell whether its class has to be made anew."""
        node, record = element.node, self.records(element.node.uid)
        names = set(record.field_id.mapped("name"))
        if record.order != node.order and names.issuperset(_NAME.findall(node.order)):
            record.write({"order": node.order})
        wanted = attributes.kept(node, attributes.MODEL_ATTRIBUTES)
        if (record.moduler_attributes or False) == wanted:
            return False
        if wanted and "rec_name" in wanted and wanted["rec_name"] not in names:
            return False
        record.write({"moduler_attributes": wanted})
        return True
