"""Flows: records of `odf.flow`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir import flow_records as flows
from ...ir.kinds.flow import NO_LIMIT, Flow
from .. import records, xml_source
from ..dispatch import renders
from ..literals import literal
from ..parts import Depends, Part, Stage, Test
from ..site import Site
from ..templates import fill

_KEEP_DAYS = Flow.model_fields["keep_days"].default


@renders(Flow)
def flow(node: Flow, site: Site) -> Iterator[Part]:
    """One record, and a test that the flow is there and free of mistakes."""
    yield Depends(site.path, flows.RUNTIME)
    own = node.normalized()
    xml_id = flows.flow_id(own.name)
    element = xml_source.record(
        flows.FLOW,
        xml_id,
        [
            xml_source.text("name", own.name),
            xml_source.text("title", own.title),
            records.optional("description", own.description),
            xml_source.text("namespace", site.scope.module),
            xml_source.text("mode", own.mode) if own.mode != "full" else None,
            _number("max_rejects", own.max_rejects, NO_LIMIT),
            None if own.without_tracking else xml_source.evaluated("without_tracking", False),
            xml_source.evaluated("without_checks", True) if own.without_checks else None,
            _number("keep_days", own.keep_days, _KEEP_DAYS),
        ],
    )
    path = f"data/{site.scope.module}_flows.xml"
    yield records.placed(site, path, Stage.FLOWS, element)
    yield records.term(site, "odf.flow,title", xml_id, own.title)
    yield records.term(site, "odf.flow,description", xml_id, own.description)
    source = fill("tests/flow.py.jinja", flow=literal(site.scope.full(xml_id)).source)
    yield Test(site.path, "tests/test_flows.py", "TestFlows", own.name, source)


def _number(name: str, value: int, default: int) -> etree._Element | None:
    return None if value == default else xml_source.evaluated(name, value)
