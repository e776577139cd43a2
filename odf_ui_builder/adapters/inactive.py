"""Records of a source that are not in use: looked for, and marked there."""

from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime, timezone

import polars as pl
from odoo.addons.odf_core.adapters import messages
from odoo.addons.odf_core.adapters.odoo_host import OdooHost
from odoo.exceptions import AccessError, UserError

from odoo_data_flow.activity import (
    DEFAULT,
    RpcMarker,
    RpcSource,
    analyse,
    database_source,
    write_marks,
)
from odoo_data_flow.client import Odoo
from odoo_data_flow.errors import FlowError

from .builder_engine import may_run

_MONTHS = range(1, 1201)
#: Records that are named as examples.
_EXAMPLES = 10


def models():
    """The models for which it is said what counts as being in use."""
    return [policy.model for policy in DEFAULT.models]


def look(flow, connection, model, months, mark):
    """Find the records of a model without a transaction in the last months; with `mark`, mark them
    at the source. What people have decided there is never changed.

    Returns a dict: `records`, `in_use`, `since`, `counts` by verdict, `evidence` (what was looked
    at: label, number of records, why it is missing), `examples` (id and last transaction of some
    that are to be marked), and `written` (marked, unmarked, left, refused, notes) or None.
    Raises AccessError and UserError.
    """
    env = flow.env
    if not may_run(env) or (mark and not flow.has_access("write")):
        raise AccessError(env._("Only a Flow Manager may look into connections."))
    if months not in _MONTHS:
        raise UserError(env._("Write a number of months between 1 and 1,200."))
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    try:
        client = OdooHost(env, "").connection(connection)
        if not isinstance(client, Odoo):
            raise UserError(
                env._(
                    "%s leads to no Odoo. Marks are written through Odoo itself: choose a "
                    "connection of that kind.",
                    connection,
                )
            )
        policy = DEFAULT.of(model).model_copy(update={"months": months})
        source = database_source(client.direct) if client.direct else nullcontext(RpcSource(client))
        with source as place:
            found = analyse(policy, place, now)
        written = write_marks(found, RpcMarker(client), now) if mark else None
    except FlowError as error:
        raise UserError(messages.error_text(env, error)) from error
    return {
        "records": found.frame.height,
        "in_use": int(found.frame["active"].sum()),
        "since": found.since.date().isoformat(),
        "counts": found.counts,
        "evidence": [
            {**asdict(one), "missing": messages.translated(env, one.missing)} for one in found.found
        ],
        "examples": _examples(found.frame),
        "written": written
        and {
            "marked": written.marked,
            "unmarked": written.unmarked,
            "left": written.left,
            "refused": len(written.refused),
            "notes": [messages.translated(env, note) for note in written.notes],
        },
    }


def _examples(frame):
    rows = frame.filter(pl.col("verdict") == "mark").sort("id").head(_EXAMPLES)
    return [
        {"id": row["id"], "last": row["last"] and row["last"].date().isoformat()}
        for row in rows.select("id", "last").to_dicts()
    ]
