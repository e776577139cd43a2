from ..adapter import LiveAdapter
from ..registry import register


@register
class ModuleAdapter(LiveAdapter):
    """The module itself has no live record: its manifest exists only when it is exported."""

    kind = "module"
    model = "ir.module.module"
