from typing import NamedTuple

from itx_codegen.validate.rules.assets import matches

from ..adapter import LiveAdapter
from ..registry import register

#: Lines with a lower number would come before those of the manifests (`ir.asset`).
_FIRST = 16


class _Line(NamedTuple):
    """What `ir.asset` says of one file."""

    bundle: str
    directive: str
    path: str
    target: str


@register
class AssetsBundleAdapter(LiveAdapter):
    """A line of a bundle is one `ir.asset`, or several where a pattern means several files.

    Odoo knows patterns only for files on disk.
    """

    kind = "assets_bundle"
    model = "ir.asset"

    def lines(self, node):
        """Return the lines that an element stands for."""
        if node.directive == "include":
            return [_Line(node.bundle, node.directive, node.path, "")]
        files = [e.node.path for e in self.session.elements.values() if e.node.kind == "assets"]
        if node.path.startswith("static/"):
            paths = [path for path in files if matches(path, node.path)]
        else:
            paths = [node.path]
        target = self._address(node.target) if node.target else ""
        return [_Line(node.bundle, node.directive, self._address(path), target) for path in paths]

    def _address(self, path):
        return self.session.asset_url(path) if path.startswith("static/") else path

    def read(self, record, node):
        found = [_Line(one.bundle, one.directive, one.path, one.target or "") for one in record]
        if node is not None and found == self.lines(node):
            return {name: getattr(node, name) for name in ("name", *_Line._fields)}
        own = self.session.asset_url("")
        first = found[0]
        return {
            "name": record[0].name,
            **first._asdict(),
            "path": first.path.removeprefix(own),
            "target": first.target.removeprefix(own),
        }

    def place(self, record):
        return record[:1].sequence - _FIRST

    def add(self, operations):
        for operation in operations:
            self._make(operation.uid)

    def change(self, operations):
        for uid in dict.fromkeys(operation.uid for operation in operations):
            self._drop(uid)
            self._make(uid)

    def rename(self, operations):
        self.change(operations)

    def remove(self, operations):
        for operation in operations:
            self._still_there(operation.uid).unlink()
        self.session.unbind([operation.uid for operation in operations])

    def reorder(self, uids):
        for place, uid in enumerate(uids):
            self.records(uid).write({"sequence": _FIRST + place})

    def settle(self):
        """Make the lines anew whose pattern means other files now."""
        for uid, element in self.session.elements.items():
            if element.node.kind == self.kind:
                found = self._still_there(uid)
                held = [_Line(o.bundle, o.directive, o.path, o.target or "") for o in found]
                if held != self.lines(element.node):
                    self._drop(uid)
                    self._make(uid)

    def _make(self, uid):
        element = self.session.elements[uid]
        node = element.node
        records = self.env[self.model].create(
            [
                {
                    **line._asdict(),
                    "target": line.target or False,
                    "name": node.name,
                    "sequence": _FIRST + element.position,
                }
                for line in self.lines(node)
            ]
        )
        self.session.bind((node, record) for record in records)

    def _drop(self, uid):
        records = self._still_there(uid)
        self.session.unbind([uid])
        records.unlink()
