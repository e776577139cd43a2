"""Files that were taken in with the module."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.base64_text import decoded
from ...ir.kinds.source_file import SourceFile
from ..dispatch import renders
from ..parts import Part, WholeFile
from ..site import Site


@renders(SourceFile)
def source_file(node: SourceFile, site: Site) -> Iterator[Part]:
    """The file as it was."""
    content = decoded(node.binary) or "".join(piece.text for piece in node.cut()).encode("utf-8")
    yield WholeFile(site.path, node.path, content)
