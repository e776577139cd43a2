"""The module itself: what describes it, and what its tests share."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.flow import Flow
from ...ir.kinds.model import Model
from ...ir.kinds.module import Module
from ..dispatch import renders
from ..icon import icon
from ..markdown import escaped
from ..parts import Part, WholeFile
from ..site import Site
from ..templates import fill


@renders(Module)
def module(node: Module, site: Site) -> Iterator[Part]:
    """Read-me, description, icon, the base of the tests. The manifest is written at the end."""
    own = node.normalized()
    normal = {
        "models": [model.normalized() for model in site.scope.document.of(Model)],
        "flows": [flow.normalized() for flow in site.scope.document.of(Flow)],
    }
    readme = fill("README.md.jinja", module=own, md=escaped, **normal)
    page = fill("static/description/index.html.jinja", module=own, **normal)
    common = fill("tests/common.py.jinja")
    for path, text in (
        ("README.md", readme),
        ("static/description/index.html", page),
        ("tests/common.py", common),
    ):
        yield WholeFile(site.path, path, text.encode("utf-8"))
    yield WholeFile(site.path, "static/description/icon.png", icon(node.name))
