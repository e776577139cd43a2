"""The code of the records of a generated module that start a flow."""

from __future__ import annotations

from ..ir.flow_records import flow_id, start
from .literals import literal
from .site import Site


def run(site: Site, flow: str, answers: bool = False, selected: bool = False) -> str:
    """Return the code of a record that starts a flow: see `flow_records.start`."""
    name = literal(site.scope.full(flow_id(flow))).source
    return start(name, answers, selected)
