"""Actions that open an address: records of `ir.actions.act_url`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.action_url import ActionUrl
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(ActionUrl)
def action_url(node: ActionUrl, site: Site) -> Iterator[Part]:
    """One record in the file of the actions."""
    element = xml_source.record(
        node.record_model,
        node.xml_id,
        [
            xml_source.text("name", node.name),
            xml_source.text("url", node.url),
            xml_source.text("target", node.target) if node.target != "new" else None,
            records.optional("path", node.path),
            *records.offered(site, node.binding_model, node.binding_view_types),
        ],
    )
    path = f"views/{site.scope.module}_actions.xml"
    yield records.placed(site, path, Stage.ACTIONS, element)
    yield records.term(site, f"{node.record_model},name", node.xml_id, node.name)
