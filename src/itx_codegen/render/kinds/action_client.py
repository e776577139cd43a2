"""Actions of the web client: records of `ir.actions.client`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.action_client import ActionClient
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(ActionClient)
def action_client(node: ActionClient, site: Site) -> Iterator[Part]:
    """One record in the file of the actions."""
    own = node.normalized()
    element = xml_source.record(
        own.record_model,
        own.xml_id,
        [
            xml_source.text("name", own.name),
            xml_source.text("tag", own.tag),
            xml_source.text("target", own.target) if own.target != "current" else None,
            records.optional("res_model", own.model),
            records.optional("context", own.context),
            records.optional("path", own.path),
            *records.offered(site, own.binding_model, own.binding_view_types),
        ],
    )
    path = f"views/{site.scope.module}_actions.xml"
    yield records.placed(site, path, Stage.ACTIONS, element)
    yield records.term(site, f"{own.record_model},name", own.xml_id, own.name)
