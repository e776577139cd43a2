from itx_codegen.errors import CodegenError
from itx_codegen.messages import text

from ..adapter import LiveAdapter
from ..registry import register


@register
class DependencyAdapter(LiveAdapter):
    """A dependency is bound to the installed module; nothing is installed or removed for it."""

    kind = "dependency"
    model = "ir.module.module"

    def is_made_by_us(self, record):
        return False

    def add(self, operations):
        elements = [self.session.elements[operation.uid] for operation in operations]
        self.own(elements, [self._installed(element.node.name) for element in elements])

    def rename(self, operations):
        self.session.unbind([operation.uid for operation in operations])
        self.add(operations)

    def remove(self, operations):
        self.session.unbind([operation.uid for operation in operations])

    def _installed(self, name):
        module = self.env["ir.module.module"].search(
            [("name", "=", name), ("state", "=", "installed")]
        )
        if not module:
            raise CodegenError(
                text("The module %(name)s is not installed here: install it first.", name=name)
            )
        return module

    def read(self, record, node):
        return {"name": record.name} if record.state == "installed" else None

    def parent(self, record):
        return self.session.lineage
