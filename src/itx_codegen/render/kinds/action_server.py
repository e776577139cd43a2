"""Server actions: records of `ir.actions.server`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.action_server import ActionServer
from .. import flows, records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..python_source import body
from ..site import Site


@renders(ActionServer)
def action_server(node: ActionServer, site: Site) -> Iterator[Part]:
    """One record in the file of the server actions."""
    code = flows.run(site, node.flow, "action = ") if node.flow else body(node.code)
    model = flows.MODEL if node.flow else node.model
    element = xml_source.record(
        "ir.actions.server",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            records.model_link(site, "model_id", model),
            xml_source.text("state", "code"),
            xml_source.text("code", code),
            (
                records.model_link(site, "binding_model_id", node.binding_model)
                if node.binding_model
                else None
            ),
            records.group_links(site, "group_ids", node.groups),
        ],
    )
    path = f"data/{site.scope.module}_server_actions.xml"
    yield records.placed(site, path, Stage.SERVER_ACTIONS, element)
    yield records.term(site, "ir.actions.server,name", node.xml_id, node.name)
