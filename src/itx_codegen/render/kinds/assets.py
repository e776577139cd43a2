"""Files for the browser."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.assets import Assets
from ..asset_terms import asset_terms
from ..dispatch import renders
from ..parts import Part, Term, WholeFile
from ..site import Site


@renders(Assets)
def assets(node: Assets, site: Site) -> Iterator[Part]:
    """The file as its author wrote it."""
    yield WholeFile(site.path, node.path, node.content.encode("utf-8"))
    place = f"code:addons/{site.scope.module}/{node.path}:0"
    for found in asset_terms(node.path, node.content):
        yield Term(site.path, place, found)
