import mimetypes
import re

from ..adapter import LiveAdapter
from ..registry import register


@register
class AssetsAdapter(LiveAdapter):
    """A file is an attachment with the address that it would have in an installed module.

    The module's name in imports of its own files (`@library/…`) is the live one there.
    """

    kind = "assets"
    model = "ir.attachment"

    def values(self, node, element):
        return {
            "name": node.path.rpartition("/")[2],
            "type": "binary",
            "url": self.session.asset_url(node.path),
            "mimetype": mimetypes.guess_type(node.path)[0] or "text/plain",
            "public": True,
            "raw": self._live(node.content).encode(),
        }

    def read(self, record, node):
        content = record.raw.decode()
        if node is not None and content == self._live(node.content):
            content = node.content
        path = record.url.removeprefix(self.session.asset_url(""))
        return {"path": path, "content": content}

    def _live(self, content):
        own = re.escape(self.session.document.module.name)
        return re.sub(rf"""(["'])@{own}/""", rf"\1@{self.session.namespace}/", content)

    def add(self, operations):
        super().add(operations)
        self._tell()

    def change(self, operations):
        super().change(operations)
        self._tell()

    def remove(self, operations):
        super().remove(operations)
        self._tell()

    def _tell(self):
        """Let the bundles be made anew: Odoo looks at files, not at attachments."""
        self.env.registry.clear_cache("assets")
