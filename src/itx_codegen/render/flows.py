"""How the records of a generated module name flows and scripts."""

from __future__ import annotations

from ..ir.kinds.action_server import ActionServer
from ..ir.kinds.flow import Flow
from .literals import literal
from .site import Site

#: The addon that runs flows, and its models of a flow and of what one reads from.
RUNTIME = "odf_core"
MODEL = "odf.flow"
CONNECTION = "odf.connection"


def flow_id(name: str) -> str:
    """Return the XML id of a flow's record."""
    return f"flow_{name}"


def step_id(flow: str, step: str) -> str:
    """Return the XML id of the record of a flow's step."""
    return f"flow_{flow}_step_{step}"


def script_id(name: str) -> str:
    """Return the XML id of a script's record."""
    return f"script_{name}"


def connection_id(name: str) -> str:
    """Return the XML id of a connection's record."""
    return f"connection_{name}"


def run(site: Site, flow: str, assign: str = "", of: str = "") -> str:
    """Return the code of a record that starts a flow; `assign` stands before it.

    With `of` it is for the selected records.
    """
    return f"{assign}env.ref({literal(site.scope.full(flow_id(flow))).source}).run({of})"


def selected_model(site: Site, action: ActionServer) -> str:
    """Return the model of whose selected records an action runs its flow; empty for none."""
    found = (flow for flow in site.scope.document.of(Flow) if flow.name == action.flow)
    reads = any(flow.reads_here(action.binding_model) for flow in found)
    return action.binding_model if reads else ""
