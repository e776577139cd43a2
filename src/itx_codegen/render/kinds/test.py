"""A person's own tests: one file each."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.test import Test
from ..dispatch import renders
from ..literals import Import, literal
from ..parts import Part, WholeFile
from ..python_file import headed
from ..python_source import body, class_name, formatted, imports_of, indented
from ..site import Site
from ..templates import fill


@renders(Test)
def test(node: Test, site: Site) -> Iterator[Part]:
    """The file with the class around the person's code."""
    code = body(node.code)
    imports = {Import("odoo.tests", node.type), *imports_of(code)}
    if node.tags:
        imports.add(Import("odoo.tests", "tagged"))
    source = fill(
        "tests/own_test.py.jinja",
        head=headed(node.head, imports),
        tags=[literal(tag).source for tag in node.tags],
        class_name=f"Test{class_name(node.name)}",
        base=node.type,
        body=indented(code, " " * 4),
    )
    yield WholeFile(site.path, f"tests/test_{node.name}.py", formatted(source, site.path))
