"""The module itself: what describes it, and what its tests share."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.base64_text import decoded
from ...ir.kinds.flow import Flow
from ...ir.kinds.model import Model
from ...ir.kinds.module import Module
from ..dispatch import renders
from ..icon import icon
from ..markdown import escaped
from ..parts import PackageImport, Part, WholeFile
from ..python_file import headed
from ..python_source import body, formatted, imports_of, indented
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
    readme = node.readme or fill("README.md.jinja", module=own, md=escaped, **normal)
    page = node.index_html or fill("static/description/index.html.jinja", module=own, **normal)
    common = fill("tests/common.py.jinja")
    for path, text in (
        ("README.md", readme),
        ("static/description/index.html", page),
        ("tests/common.py", common),
    ):
        yield WholeFile(site.path, path, text.encode("utf-8"))
    picture = decoded(node.icon) if node.icon else icon(node.name)
    yield WholeFile(site.path, "static/description/icon.png", picture)
    for path, content in node.images.items():
        if content:
            yield WholeFile(site.path, path, decoded(content))
    yield from _hooks(node, site)


#: Only this hook runs before there is a database.
_ARGUMENTS = {"post_load": ""}


def _hooks(node: Module, site: Site) -> Iterator[Part]:
    """The file of the hooks, and their names in the package, where Odoo looks for them."""
    if not node.hooks:
        return
    bodies = {name: body(getattr(node, name)) for name in node.hooks}
    imports = {one for code in bodies.values() for one in imports_of(code)}
    source = fill(
        "function.py.jinja",
        head=headed(node.hooks_head, imports),
        functions=[
            (name, _ARGUMENTS.get(name, "env"), indented(code, " " * 4))
            for name, code in bodies.items()
        ],
    )
    yield WholeFile(site.path, "hooks.py", formatted(source, site.path))
    for name in node.hooks:
        yield PackageImport(site.path, "hooks", name)
