"""Lines of `assets` in the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.assets_bundle import AssetsBundle
from ..dispatch import renders
from ..parts import Asset, Part
from ..site import Site


@renders(AssetsBundle)
def assets_bundle(node: AssetsBundle, site: Site) -> Iterator[Part]:
    """One line of a bundle."""
    path = node.path if node.directive == "include" else _full(node.path, site)
    line: str | tuple[str, ...]
    if node.target:
        line = (node.directive, _full(node.target, site), path)
    elif node.directive == "append":
        line = path
    else:
        line = (node.directive, path)
    yield Asset(site.path, node.bundle, line)


def _full(path: str, site: Site) -> str:
    return f"{site.scope.module}/{path}" if path.startswith("static/") else path
