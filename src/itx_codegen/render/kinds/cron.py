"""Scheduled actions: records of `ir.cron`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.flow_records import FLOW
from ...ir.kinds.cron import Cron
from .. import flows, records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..python_source import body
from ..site import Site


@renders(Cron)
def cron(node: Cron, site: Site) -> Iterator[Part]:
    """One record that upgrades leave alone: people choose their own times."""
    code = flows.run(site, node.flow) if node.flow else body(node.normalized().code)
    element = xml_source.record(
        "ir.cron",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            records.model_link(site, "model_id", FLOW if node.flow else node.model),
            xml_source.text("state", "code"),
            xml_source.text("code", code),
            xml_source.text("interval_number", str(node.interval_number)),
            xml_source.text("interval_type", node.interval_type),
            xml_source.text("priority", str(node.priority)) if node.priority != 5 else None,
            records.optional_link(site, "user_id", node.user),
            None if node.enabled else xml_source.evaluated("active", False),
        ],
    )
    path = f"data/{site.scope.module}_crons.xml"
    yield records.placed(site, path, Stage.CRONS, element, noupdate=True)
    # A cron delegates its name to a server action, whose XML id Odoo makes from the cron's.
    action = f"{node.xml_id}_ir_actions_server"
    yield records.term(site, "ir.actions.server,name", action, node.name)
