"""Privileges: records of `res.groups.privilege`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.privilege import Privilege
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(Privilege)
def privilege(node: Privilege, site: Site) -> Iterator[Part]:
    """One record in the file of the groups."""
    element = xml_source.record(
        "res.groups.privilege",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            records.optional("description", node.description),
            records.optional_link(site, "category_id", node.category),
            xml_source.text("sequence", str(node.sequence)) if node.sequence != 100 else None,
            xml_source.text("placeholder", node.placeholder) if node.placeholder != "No" else None,
        ],
    )
    yield records.placed(site, f"security/{site.scope.module}_groups.xml", Stage.GROUPS, element)
    yield records.term(site, "res.groups.privilege,name", node.xml_id, node.name)
