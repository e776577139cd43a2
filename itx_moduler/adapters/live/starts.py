"""Actions, crons and rules either run code on a model or start a flow: both are code to Odoo."""

from itx_codegen.ir.flow_records import FLOW, flow_id, selected_model, start, started
from itx_codegen.ir.kinds.flow import Flow

from .references import ModelRef


def values(node, session, returns):
    """Return model and code of an action or a cron; `returns`: hand on what the flow answers."""
    model = _selected_model(node, session) or FLOW if node.flow else node.model
    return {"model_id": ModelRef(model), "code": code(node, session, returns)}


def read(record, session, returns):
    """Return `model`, `code` and `flow` as a document says them."""
    found = started(record.code or "", session.namespace, returns)
    if found and (found.selected or record.model_id.model == FLOW):
        return {"model": "", "code": "", "flow": found.flow}
    return {"model": record.model_id.model or "", "code": record.code or "", "flow": ""}


def code(node, session, returns):
    """Return the code that an element stands for, be it its own or that which starts its flow."""
    if not node.flow:
        return node.code
    name = repr(f"{session.namespace}.{flow_id(node.flow)}")
    return start(name, returns, bool(_selected_model(node, session)))


def said(held, session, returns):
    """Return `code` and `flow` as a document says the code that a record holds."""
    found = started(held or "", session.namespace, returns)
    return {"code": "", "flow": found.flow} if found else {"code": held or "", "flow": ""}


def _selected_model(node, session):
    """Return the model of whose selected records an action runs its flow; empty for none."""
    flows = session.document.of(Flow)
    return selected_model(flows, node.flow, getattr(node, "binding_model", ""))
