"""Actions, crons and rules either run code on a model or start a flow: both are code to Odoo."""

from itx_codegen.ir.flow_records import FLOW, SELECTED, flow_id, selected_model, started
from itx_codegen.ir.kinds.flow import Flow

from .references import ModelRef


def values(node, session, returns):
    """Return model and code of an action or a cron; `returns`: hand on what the flow answers."""
    model = _selected_model(node, session) or FLOW if node.flow else node.model
    return {"model_id": ModelRef(model), "code": code(node, session, returns)}


def read(record, session, returns):
    """Return `model`, `code` and `flow` as a document says them."""
    start = started(record.code or "", session.namespace, returns)
    if start and (start.selected or record.model_id.model == FLOW):
        return {"model": "", "code": "", "flow": start.flow}
    return {"model": record.model_id.model or "", "code": record.code or "", "flow": ""}


def code(node, session, returns):
    """Return the code that an element stands for, be it its own or that which starts its flow."""
    if not node.flow:
        return node.code
    of = SELECTED if _selected_model(node, session) else ""
    call = f"env.ref('{session.namespace}.{flow_id(node.flow)}').run({of})"
    return f"action = {call}" if returns else call


def said(held, session, returns):
    """Return `code` and `flow` as a document says the code that a record holds."""
    start = started(held or "", session.namespace, returns)
    return {"code": "", "flow": start.flow} if start else {"code": held or "", "flow": ""}


def _selected_model(node, session):
    """Return the model of whose selected records an action runs its flow; empty for none."""
    flows = session.document.of(Flow)
    return selected_model(flows, node.flow, getattr(node, "binding_model", ""))
