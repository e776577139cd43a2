"""What the engine tells about a run, as values of its records."""

from odoo import Command

from odoo_data_flow.connect import ConnectError
from odoo_data_flow.errors import FlowError
from odoo_data_flow.messages import text
from odoo_data_flow.write import COUNTS

#: Quarantined rows of a step that are kept as records; the file has them all.
SHOWN = 1000


def of_report(report):
    """The engine's RunReport as values of odf.run."""
    return {
        "state": "done",
        **_counts(report.counts),
        "unsandboxed": report.unsandboxed,
    }


def of_error(error, steps=()):
    """What is told of a FlowError or UserError as values of odf.run; `error` may be a Message.

    `steps`: of the flow that was run (of the engine), to name the connection that is to blame.
    """
    if not isinstance(error, FlowError):
        return {"state": "failed", "error": str(error)}
    message = error.message
    connection = _connection(error, steps)
    if connection:
        message = text(
            "%(message)s See to the connection %(connection)s under Data Flows ‣ Connections (Test "
            "Connection says whether it works), then run the flow again.",
            message=message,
            connection=connection,
        )
    return {"state": "failed", "error_path": error.path, "error": message}


def stopped(count, reason):
    """What is told of a run that was set back too often at the same place."""
    return text(
        "The run was stopped %(count)s times at the same place: %(reason)s See to the reason (the "
        "server's log may tell more), then run the flow again.",
        count=count,
        reason=reason,
    )


def of_step(step):
    """The engine's StepReport as values of odf.run.line. Quarantined rows replace older ones."""
    values = {
        "name": step.name,
        "type": step.type,
        "rows_in": step.rows_in,
        "rows_out": step.rows_out,
        "rejected_rows": step.quarantined,
        "excluded_rows": step.excluded,
        "seconds": step.seconds,
        "log": step.log or False,
    }
    if step.write:
        rejects = step.write.rejects[:SHOWN]
        values |= {
            **_counts(step.write),
            "model": step.write.model,
            "reject_ids": [
                Command.clear(),
                # People count from 1, as the file does.
                *(Command.create({**one._asdict(), "row": one.row + 1}) for one in rejects),
            ],
        }
    return values


def _connection(error, steps):
    """The name of the connection that an error is about, or None."""
    is_its = isinstance(error, ConnectError) or error.path.endswith(".connection")
    if not (is_its and error.passing):
        return None
    named = error.path.split(".")[:2]
    step = next((step for step in steps if ["steps", step.name] == named), None)
    return getattr(step, "connection", None)


def _counts(counts):
    return {f"{name}_count": getattr(counts, name) for name in COUNTS}
