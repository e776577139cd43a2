from ..adapter import LiveAdapter
from ..registry import register


@register
class MethodAdapter(LiveAdapter):
    """A compute has no record of its own: it lives in every field that it computes."""

    kind = "method"
    model = "ir.model.fields"
    inside = ("model", "model_id")

    def strays(self):
        domain = [("model", "in", self.live_models()), ("compute", "!=", False)]
        return self.not_ours(domain)

    def read(self, record, node):
        field = record[:1]
        if not field.compute:
            return None
        bindings = self.session.bindings[self.session.uid_of(self.kind, field)]
        return {
            "name": bindings[:1].ident or f"_compute_{field.name}",
            "type": "compute",
            "depends": tuple(p.strip() for p in (field.depends or "").split(",") if p.strip()),
            "code": field.compute,
        }

    def add(self, operations):
        """Nothing to make: the fields came with their code; `settle` binds them."""

    def change(self, operations):
        for uid in dict.fromkeys(operation.uid for operation in operations):
            node = self.session.elements[uid].node
            self._fields(uid).write({"compute": node.code, "depends": ", ".join(node.depends)})

    def rename(self, operations):
        self.session.rename_bindings(operation.uid for operation in operations)

    def remove(self, operations):
        self.session.unbind([operation.uid for operation in operations])

    def settle(self):
        """Bind each method to just the fields that it computes now."""
        for uid, element in self.session.elements.items():
            if element.node.kind == self.kind:
                bound = self.session.bindings[uid].mapped("res_id")
                wanted = self._fields(uid)
                self.session.bind((element.node, f) for f in wanted if f.id not in bound)
                for field in self.env[self.model].browse(bound) - wanted:
                    self.session.release(element.node, field)

    def _fields(self, uid):
        element = self.session.elements[uid]
        model = self.session.elements[element.parent].node
        computed = [field for field in model.fields if field.compute == element.node.name]
        return self.env[self.model].union(*(self.session.records(f.uid) for f in computed))
