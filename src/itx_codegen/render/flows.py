"""The code of the records of a generated module that start a flow."""

from __future__ import annotations

from ..ir.flow_records import flow_id
from .literals import literal
from .site import Site


def run(site: Site, flow: str, assign: str = "", of: str = "") -> str:
    """Return the code of a record that starts a flow; `assign` stands before it.

    With `of` it is for the selected records.
    """
    return f"{assign}env.ref({literal(site.scope.full(flow_id(flow))).source}).run({of})"
