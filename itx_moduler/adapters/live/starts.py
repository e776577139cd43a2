"""Actions, crons and rules either run code on a model or start a flow: both are code to Odoo."""

import re

from itx_codegen.ir.kinds.flow import Flow

from .references import ModelRef

_FLOW_MODEL = "odf.flow"
#: What an action hands its flow that runs for the selected records.
_SELECTED = "records"


def values(node, session, returns):
    """Return model and code of an action or a cron; `returns`: hand on what the flow answers."""
    model = _selected_model(node, session) or _FLOW_MODEL if node.flow else node.model
    return {"model_id": ModelRef(model), "code": code(node, session, returns)}


def read(record, session, returns):
    """Return `model`, `code` and `flow` as a document says them."""
    found = said(record.code, session, returns)
    selected = record.code and record.code.strip().endswith(f".run({_SELECTED})")
    if found["flow"] and (selected or record.model_id.model == _FLOW_MODEL):
        return {"model": "", **found}
    return {"model": record.model_id.model or "", "code": record.code or "", "flow": ""}


def code(node, session, returns):
    """Return the code that an element stands for, be it its own or that which starts its flow."""
    if not node.flow:
        return node.code
    of = _SELECTED if _selected_model(node, session) else ""
    return _flow_code(node.flow, session, returns, of)


def said(held, session, returns):
    """Return `code` and `flow` as a document says the code that a record holds."""
    start = re.escape(_flow_code("FLOW", session, returns, "OF"))
    start = start.replace("FLOW", r"(\w+)").replace("OF", f"(?:{_SELECTED})?")
    match = re.fullmatch(start, (held or "").strip())
    return {"code": "", "flow": match[1]} if match else {"code": held or "", "flow": ""}


def _selected_model(node, session):
    """Return the model of whose selected records an action runs its flow; empty for none."""
    model = getattr(node, "binding_model", "")
    flows = (flow for flow in session.document.of(Flow) if flow.name == node.flow)
    return model if any(flow.reads_here(model) for flow in flows) else ""


def _flow_code(flow, session, returns, of):
    call = f"env.ref('{session.namespace}.flow_{flow}').run({of})"
    return f"action = {call}" if returns else call
