"""Runs a flow by the engine, and records what came of it."""

from odoo import Command, fields
from odoo.exceptions import UserError

from odoo_data_flow.errors import FlowError
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import run_flow
from odoo_data_flow.write import COUNTS

from .flow_document import to_document
from .odoo_host import OdooHost
from .settings import is_on


def run(flow):
    """Run a flow with the rights of its user. Returns the record of the run, done or failed.

    The data are written in a savepoint: if the flow fails, they are as before, and the run with its
    reason stays. Only what is no fault of flow or data (a lost connection, say) is raised.
    """
    env = _environment(flow)
    # sudo: runs are the system's own record, nobody may write one; its user is in it.
    record = (
        flow.env["odf.run"]
        .sudo()
        .create(
            {
                "flow_id": flow.id,
                "trigger": "schedule" if flow.env.context.get("cron_id") else "manual",
                "user_id": env.uid,
                "started": fields.Datetime.now(),
            }
        )
    )
    try:
        with flow.env.cr.savepoint():
            document = parse_flow(to_document(flow))
            host = OdooHost(env, flow.namespace)
            report = run_flow(document, host, unsafe=is_on("odf_unsafe_scripts"))
    except FlowError as error:
        _close(record, {"state": "failed", "error_path": error.path, "error": error.message})
    except UserError as error:
        _close(record, {"state": "failed", "error": str(error)})
    else:
        _close(record, {"state": "done", **report_values(report)})
    return record.with_env(flow.env)


def _environment(flow):
    """Whose rights the run has: the current user's; under a schedule of the superuser, of who has
    changed the flow last.
    """
    # Defaults that a menu or button has put into the context are not meant for the data.
    context = {
        key: value for key, value in flow.env.context.items() if not key.startswith("default_")
    }
    # sudo: everybody who may run the flow may know in whose name it runs.
    user = flow.sudo().run_as_id if flow.env.su else flow.env.user
    flow = flow.with_context(context, active_test=False).with_user(user)
    if flow.company_id:
        flow = flow.with_company(flow.company_id)
    return flow.env


def _close(record, values):
    ended = fields.Datetime.now()
    record.write({"ended": ended, "duration": (ended - record.started).total_seconds(), **values})


def report_values(report):
    """The engine's RunReport as values of odf.run, its lines and rejects included."""
    return {
        **_counts(report.counts),
        "duration": report.seconds,
        "unsandboxed": report.unsandboxed,
        "line_ids": [
            Command.create({"sequence": place, **_line_values(step)})
            for place, step in enumerate(report.steps)
        ],
    }


def _line_values(step):
    values = {
        "name": step.name,
        "type": step.type,
        "rows_in": step.rows_in,
        "rows_out": step.rows_out,
        "seconds": step.seconds,
        "log": step.log or False,
    }
    if step.write:
        values |= {
            **_counts(step.write),
            "model": step.write.model,
            "reject_ids": [Command.create(reject._asdict()) for reject in step.write.rejects],
        }
    return values


def _counts(counts):
    return {f"{name}_count": getattr(counts, name) for name in COUNTS}
