"""Migration scripts: one file each, in the folder of its version."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.migration import Migration
from ..dispatch import renders
from ..parts import Part, WholeFile
from ..python_file import headed
from ..python_source import body, formatted, imports_of, indented
from ..site import Site
from ..templates import SERIES, fill


@renders(Migration)
def migration(node: Migration, site: Site) -> Iterator[Part]:
    """The file with the function around the person's code."""
    code = body(node.code)
    source = fill(
        "function.py.jinja",
        head=headed(node.head, imports_of(code)),
        functions=[("migrate", "cr, version", indented(code, " " * 4))],
    )
    path = f"migrations/{SERIES}.{node.version}/{node.phase}-{node.name}.py"
    yield WholeFile(site.path, path, formatted(source, site.path))
