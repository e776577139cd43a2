"""Access rights: rows of `security/ir.model.access.csv`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.access import Access
from .. import grants, records, xml_source
from ..dispatch import renders
from ..literals import literal
from ..parts import Part, Row, Stage, Test
from ..site import Site
from ..templates import fill

_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")


@renders(Access)
def access(node: Access, site: Site) -> Iterator[Part]:
    """A row, and a test of what its group may do.

    For a model that has no XML id here it is an XML record, which can search for the model; so it
    is where it says more than a row.
    """
    model = site.scope.model_xml_id(node.model)
    group = site.scope.local(node.group) if node.group else ""
    if model is None or node.further:
        path = f"security/{site.scope.module}_access.xml"
        yield records.placed(site, path, Stage.ACCESS, access_record(node, site))
        return
    yield Row(
        origin=site.path,
        path="security/ir.model.access.csv",
        stage=Stage.ACCESS,
        xml_id=node.xml_id,
        refers=frozenset({group} - {""}),
        cells=(
            ("id", node.xml_id),
            ("name", node.name or node.xml_id),
            ("model_id:id", model),
            ("group_id:id", group),
            *((name, str(int(getattr(node, name)))) for name in _PERMISSIONS),
        ),
    )
    if node.group:
        source = fill(
            "tests/access.py.jinja",
            groups=literal(grants.user_groups(site.scope, node.group)).source,
            model=literal(node.model).source,
            expected=literal(grants.expected(site.scope, node.model, node.group)).source,
        )
        name = node.xml_id.replace("-", "__")
        yield Test(site.path, "tests/test_access.py", "TestAccess", name, source)


def access_record(node: Access, site: Site) -> etree._Element:
    """Return the right as a record of an XML file."""
    return xml_source.record(
        "ir.model.access",
        node.xml_id,
        [
            xml_source.text("name", node.name or node.xml_id),
            records.model_link(site, "model_id", node.model),
            xml_source.reference("group_id", site.scope.local(node.group)) if node.group else None,
            *(xml_source.evaluated(name, getattr(node, name)) for name in _PERMISSIONS),
        ],
    )
