"""Steps of flows: records of `odf.flow.step`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from ...ir import flow_records as flows
from ...ir.kinds.flow import Flow
from ...ir.kinds.flow_step import FlowStep
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(FlowStep)
def flow_step(node: FlowStep, site: Site) -> Iterator[Part]:
    """One record below that of its flow."""
    flow = cast(Flow, site.parent).name
    script = flows.script_id(node.script)
    element = xml_source.record(
        flows.STEP,
        flows.step_id(flow, node.name),
        [
            xml_source.reference("flow_id", flows.flow_id(flow)),
            xml_source.text("sequence", str((site.element.position + 1) * 10)),
            xml_source.text("name", node.name),
            xml_source.text("type", node.type),
            records.optional("format", node.format),
            records.optional("path", node.path),
            records.optional("connection", node.connection),
            _json("options", node.options),
            _json("columns", node.columns),
            _json("contract", node.contract),
            xml_source.reference("script_id", script) if node.script else None,
            xml_source.evaluated("row_wise", True) if node.row_wise else None,
            xml_source.text("on_error", node.on_error) if node.on_error != "stop" else None,
            xml_source.text("input", node.input) if node.input != "main" else None,
            xml_source.text("output", node.output) if node.output != "main" else None,
            records.optional("deleted", node.deleted),
            xml_source.evaluated("relations", list(node.relations)) if node.relations else None,
            records.optional("model", node.model),
            records.optional("key", node.key),
            _json("mapping", node.mapping),
            xml_source.text("compare", node.compare) if node.compare != "destination" else None,
        ],
    )
    path = f"data/{site.scope.module}_flows.xml"
    yield records.placed(site, path, Stage.FLOWS, element)


def _json(name: str, value: Mapping[str, object]) -> etree._Element | None:
    """Return a `<field>` with a JSON object, its keys sorted: the database keeps no order."""
    return xml_source.evaluated(name, dict(sorted(value.items()))) if value else None
