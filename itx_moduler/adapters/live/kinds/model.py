import re

from itx_codegen.errors import CodegenError
from itx_codegen.messages import text

from .. import attributes
from ..adapter import LiveAdapter, write_grouped
from ..registry import register

_NAME = re.compile(r"\bx_\w+")


@register
class ModelAdapter(LiveAdapter):
    """Models come bare; what speaks of fields (order, folding) follows when these are there.

    A model that is extended is only bound: it is not ours to make, change or drop.
    """

    kind = "model"
    model = "ir.model"

    def __init__(self, session):
        super().__init__(session)
        # Without install_mode, Odoo would add a field x_name of its own. Views that were set aside
        # are not to count when it looks for views that still show a field.
        context = {**self.env.context, "install_mode": True, "active_test": True}
        self.env = self.env(context=context)[self.model]._unguarded().env

    def values(self, node, element):
        return {
            "model": node.name,
            "name": node.description,
            "state": "manual",
            "abstract": node.abstract,
            "transient": node.transient,
            "moduler_attributes": attributes.kept(node, attributes.MODEL_ATTRIBUTES),
        }

    def is_made_by_us(self, record):
        return record.state == "manual"

    def read(self, record, node):
        if not self.is_made_by_us(record):
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
        for operation in made:
            self._refuse_taken(self.session.elements[operation.uid])
        if made:
            super().add(made)
        elements = [self.session.elements[operation.uid] for operation in extended]
        self.own(elements, [self.session.model(element.node.name) for element in elements])

    def _refuse_taken(self, element):
        if self.env["ir.model"]._get_id(element.node.name):
            raise CodegenError(
                text(
                    "%(path)s: there is a model %(name)s in this database that is not this "
                    "module's. Give yours another name.",
                    path=element.path,
                    name=element.node.name,
                )
            )

    def difference(self, uid):
        """Return the values that change; what `settle` writes is not among them."""
        changed = super().difference(uid)
        changed.pop("moduler_attributes", None)
        return changed

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
        """Write what speaks of fields, for the models whose fields are there by now."""
        missing = [
            (self.records(uid), self._missing(element))
            for uid, element in self.session.elements.items()
            if element.node.kind == self.kind
            and not element.node.extends
            and self.session.bindings[uid]
        ]
        write_grouped(missing)
        attributed = [r.model for r, values in missing if "moduler_attributes" in values]
        if attributed:
            self.env.flush_all()
            registry = self.env.registry
            registry._setup_models__(self.env.cr, [])
            context = {**self.env.context, "update_custom_fields": True}
            registry.init_models(self.env.cr, attributed, context)

    def _missing(self, element):
        """Return the values that a model's record still lacks and its fields allow."""
        node, record = element.node, self.records(element.node.uid)
        wanted = {
            "order": node.order,
            "fold_name": node.fold_name or False,
            "moduler_attributes": attributes.kept(node, attributes.MODEL_ATTRIBUTES),
        }
        missing = {
            name: value for name, value in wanted.items() if (record[name] or False) != value
        }
        for name in ("order", "fold_name"):
            # Odoo refuses to speak of a field that is not there.
            spoken_of = set(_NAME.findall(missing.get(name) or ""))
            if spoken_of and not spoken_of <= set(record.field_id.mapped("name")):
                del missing[name]
        return missing
