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
            xml_source.text("sequence", str(node.sequence)) if node.sequence else None,
            records.optional_link(site, "privilege_id", node.privilege),
            records.optional("comment", node.comment),
            xml_source.evaluated("share", True) if node.share else None,
            records.links(site, "implied_ids", node.implied),
            records.links(site, "user_ids", node.users),
        ],
    )
    yield records.placed(site, f"security/{site.scope.module}_groups.xml", Stage.GROUPS, element)
    yield records.term(site, "res.groups,name", node.xml_id, node.name)
    yield records.term(site, "res.groups,comment", node.xml_id, node.comment)
