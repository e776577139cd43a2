"""What the engine tells about a run, as values of its records."""

from odoo import Command

from odoo_data_flow.errors import FlowError
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


def of_error(error):
    """What is told of a FlowError or UserError as values of odf.run."""
    if isinstance(error, FlowError):
        return {"state": "failed", "error_path": error.path, "error": error.message}
    return {"state": "failed", "error": str(error)}


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
                *(Command.create(reject._asdict()) for reject in rejects),
            ],
        }
    return values


def _counts(counts):
    return {f"{name}_count": getattr(counts, name) for name in COUNTS}
