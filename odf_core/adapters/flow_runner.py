"""Runs a flow at once, in the transaction of the caller."""

from pathlib import Path
from tempfile import TemporaryDirectory

from odoo import fields
from odoo.exceptions import UserError

from odoo_data_flow.run import Workspace, run_flow

from . import pipeline_lock, pipelines, rejects, rights, run_values
from .preparation import FAULTS, prepare
from .settings import is_on


def run(flow):
    """Run a flow with the rights of its user. Returns the record of the run, done or failed.

    Data and state are written in a savepoint: if the flow fails, they are as before, and the run
    with its reason stays. Raises UserError if the pipeline is at work already; besides that only
    what is no fault of flow or data (a lost connection, say).
    """
    user = rights.user(flow)
    prepared, values = None, {}
    try:
        prepared = prepare(flow, rights.environment(flow, user, flow.env.context))
    except FAULTS as error:
        values = run_values.of_error(error)
    if prepared and not _take(prepared.pipeline):
        raise UserError(
            flow.env._("%s is running already. Wait until it has ended.", flow.display_name)
        )
    # sudo: runs are the system's own record, nobody may write one; its user is in it.
    record = (
        flow.env["odf.run"]
        .sudo()
        .create(
            {
                "flow_id": flow.id,
                "pipeline_id": prepared.pipeline.id if prepared else False,
                "state": "running",
                "trigger": "manual",
                "user_id": user.id,
                "started": fields.Datetime.now(),
            }
        )
    )
    with TemporaryDirectory(prefix="odf-") as folder:
        if prepared:
            values = _run(prepared, record, Path(folder))
        record._end(values)
        rejects.attach(record, rejects.files(Path(folder) / "runs"))
    return record.with_env(flow.env)


def _run(prepared, record, folder):
    """Run the engine. Returns the values that the run ends with."""
    try:
        with record.env.cr.savepoint():
            workspace = Workspace(
                folder,
                prepared.pipeline.fingerprint,
                pipelines.state(prepared.pipeline, record.env.cr, commits=False),
                durable=False,
            )
            report = run_flow(
                prepared.document,
                prepared.host,
                workspace=workspace,
                unsafe=is_on("odf_unsafe_scripts"),
            )
    except FAULTS as error:
        return run_values.of_error(error)
    for step in report.steps:
        record._put_line(run_values.of_step(step))
    return run_values.of_report(report)


def _take(pipeline):
    """Keep others from the pipeline until the transaction ends. Returns whether it was idle."""
    free = pipeline_lock.taken_until_commit(pipeline.env.cr, pipeline._lock_name())
    return free and not pipeline._unfinished_runs()
