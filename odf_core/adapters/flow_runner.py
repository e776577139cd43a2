"""Runs a flow at once, in the transaction of the caller."""

from pathlib import Path
from tempfile import TemporaryDirectory

from odoo import fields
from odoo.exceptions import UserError

from odoo_data_flow.run import Workspace, run_flow

from . import pipeline_lock, pipelines, rejects, rights, run_values, selection
from .preparation import FAULTS, prepare
from .settings import is_on


def run(flow, records=None):
    """Run a flow with the rights of its user. Returns the record of the run, done or failed.

    `records`: only these are read, of the steps that read their model here; what the pipeline
    remembers is then neither used nor changed, because it knows nothing of the others.

    Data and state are written in a savepoint: if the flow fails, they are as before, and the run
    with its reason stays. Raises UserError if the pipeline is at work already; besides that only
    what is no fault of flow or data (a lost connection, say).
    """
    user = rights.user(flow)
    prepared, values = None, {}
    try:
        prepared = _prepared(flow, user, records)
    except FAULTS as error:
        values = run_values.of_error(error)
    if prepared and not _take(prepared.pipeline):
        raise UserError(
            flow.env._("%s is running already. Wait until it has ended.", flow.display_name)
        )
    pipeline = prepared.pipeline if prepared else flow.env["odf.pipeline"]
    # sudo: runs are the system's own record, nobody may write one; its user is in it.
    runs = flow.env["odf.run"].sudo().with_company(pipeline.company_id or flow.company_id)
    record = runs.create(
        {
            "flow_id": flow.id,
            "pipeline_id": pipeline.id,
            "state": "running",
            "trigger": "manual",
            "user_id": user.id,
            "started": fields.Datetime.now(),
        }
    )
    with TemporaryDirectory(prefix="odf-") as folder:
        if prepared:
            values = _run(prepared, record, Path(folder), remembers=records is None)
        record._end(values)
        rejects.attach(record, rejects.files(Path(folder) / "runs"))
    return record.with_env(flow.env)


def _prepared(flow, user, records):
    prepared = prepare(flow, rights.environment(flow, user, flow.env.context))
    if records is None:
        return prepared
    return prepared._replace(document=selection.only(flow, prepared.document, records))


def _run(prepared, record, folder, remembers):
    """Run the engine. Returns the values that the run ends with."""
    try:
        with record.env.cr.savepoint():
            pipeline = prepared.pipeline
            state = pipelines.state(pipeline, record.env.cr, commits=False) if remembers else None
            workspace = Workspace(folder, pipeline.fingerprint, state, durable=False)
            report = run_flow(
                prepared.document,
                prepared.host,
                workspace=workspace,
                unsafe=is_on("odf_unsafe_scripts"),
            )
    except FAULTS as error:
        return run_values.of_error(error, prepared.document.steps)
    for step in report.steps:
        record._put_line(run_values.of_step(step))
    return run_values.of_report(report)


def _take(pipeline):
    """Keep others from the pipeline until the transaction ends. Returns whether it was idle."""
    free = pipeline_lock.taken_until_commit(pipeline.env.cr, pipeline._lock_name())
    return free and not pipeline._unfinished_runs()
