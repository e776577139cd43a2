"""Groups: records of `res.groups`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.group import Group
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(Group)
def group(node: Group, site: Site) -> Iterator[Part]:
    """One record in the file of the groups."""
    element = xml_source.record(
        "res.groups",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            records.optional("comment", node.comment),
            records.group_links(site, "implied_ids", node.implied),
        ],
    )
    yield records.placed(site, f"security/{site.scope.module}_groups.xml", Stage.GROUPS, element)
    yield records.term(site, "res.groups,name", node.xml_id, node.name)
    yield records.term(site, "res.groups,comment", node.xml_id, node.comment)
