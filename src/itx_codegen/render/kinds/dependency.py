"""Dependencies: names in the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.dependency import Dependency
from ..dispatch import renders
from ..parts import Depends, Part
from ..site import Site


@renders(Dependency)
def dependency(node: Dependency, site: Site) -> Iterator[Part]:
    """One name in `depends`."""
    yield Depends(site.path, node.name)
