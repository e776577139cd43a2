"""Actions, crons and rules either run code on a model or start a flow: both are code to Odoo."""

import re

from .references import ModelRef

_FLOW_MODEL = "odf.flow"


def values(node, session, returns):
    """Return model and code of an action or a cron; `returns`: hand on what the flow answers."""
    model = _FLOW_MODEL if node.flow else node.model
    return {"model_id": ModelRef(model), "code": code(node, session, returns)}


def read(record, session, returns):
    """Return `model`, `code` and `flow` as a document says them."""
    found = said(record.code, session, returns)
    if found["flow"] and record.model_id.model == _FLOW_MODEL:
        return {"model": "", **found}
    return {"model": record.model_id.model or "", "code": record.code or "", "flow": ""}


def code(node, session, returns):
    """Return the code that an element stands for, be it its own or that which starts its flow."""
    return _flow_code(node.flow, session, returns) if node.flow else node.code


def said(held, session, returns):
    """Return `code` and `flow` as a document says the code that a record holds."""
    start = re.escape(_flow_code("FLOW", session, returns)).replace("FLOW", r"(\w+)")
    match = re.fullmatch(start, (held or "").strip())
    return {"code": "", "flow": match[1]} if match else {"code": held or "", "flow": ""}


def _flow_code(flow, session, returns):
    call = f"env.ref('{session.namespace}.flow_{flow}').run()"
    return f"action = {call}" if returns else call
