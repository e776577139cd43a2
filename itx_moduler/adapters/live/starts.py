"""Actions and crons either run code on a model or start a flow: both are code to Odoo."""

import re

from .references import ModelRef

_FLOW_MODEL = "odf.flow"


def values(node, session, returns):
    """Return model and code of an action or a cron; `returns`: hand on what the flow answers."""
    if not node.flow:
        return {"model_id": ModelRef(node.model), "code": node.code}
    return {"model_id": ModelRef(_FLOW_MODEL), "code": _flow_code(node.flow, session, returns)}


def read(record, session, returns):
    """Return `model`, `code` and `flow` as a document says them."""
    code = record.code or ""
    start = re.escape(_flow_code("FLOW", session, returns)).replace("FLOW", r"(\w+)")
    match = re.fullmatch(start, code.strip())
    if match and record.model_id.model == _FLOW_MODEL:
        return {"model": "", "code": "", "flow": match[1]}
    return {"model": record.model_id.model or "", "code": code, "flow": ""}


def _flow_code(flow, session, returns):
    call = f"env.ref('{session.namespace}.flow_{flow}').run()"
    return f"action = {call}" if returns else call
