"""Record rules: records of `ir.rule`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.rule import Rule
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site

_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")


@renders(Rule)
def rule(node: Rule, site: Site) -> Iterator[Part]:
    """One record in the file of the rules; permissions only where they are not granted."""
    element = xml_source.record(
        "ir.rule",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            records.model_link(site, "model_id", node.model),
            xml_source.text("domain_force", node.domain),
            records.links(site, "groups", node.groups),
            *(
                xml_source.evaluated(name, False)
                for name in _PERMISSIONS
                if not getattr(node, name)
            ),
        ],
    )
    yield records.placed(site, f"security/{site.scope.module}_rules.xml", Stage.RULES, element)
