"""Runs a flow in the background: batch by batch, each of which is committed, in slices of time."""

# Commits: what is committed batch by batch is what makes a run resumable.
# pylint: disable=invalid-commit

import logging
import math
import shutil
import time

import psycopg2
from odoo import SUPERUSER_ID, api
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from odoo_data_flow.errors import FlowError, Interrupted
from odoo_data_flow.messages import text
from odoo_data_flow.run import RunReport, Workspace, run_flow

from . import pipeline_lock, pipelines, rejects, rights, run_values
from .preparation import FAULTS, prepare, retrying
from .run_records import RunRecord
from .settings import is_on

_logger = logging.getLogger(__name__)

#: Rows that are written and committed together.
_ROWS = 2_000
#: How often the same batch is tried when somebody else changes the same records.
_TRIES = 5
#: Seconds between two notes about the progress.
_PAUSE = 0.5


class TimeOver(Interrupted):
    """The worker has others to serve."""


class Cancelled(FlowError):
    """Somebody does not want the run any more."""


def work(run, time_left):
    """Bring a run forward, until it has ended or there is no time left. What is to be done must be
    committed; everything here goes through cursors of its own.

    Returns whether it could be worked on: not while somebody else works on its pipeline.

    :param time_left: function that gives the seconds that are left.
    """
    registry = run.env.registry
    with registry.cursor() as cr:
        run = api.Environment(cr, SUPERUSER_ID, {})["odf.run"].browse(run.id)
        return _Worker(run, time_left).work()


class _Worker:
    def __init__(self, run, time_left):
        self._run = run
        self._cr = run.env.cr
        self._record = RunRecord(run.env.registry, run.id)
        # A dry run can't be resumed: nothing of it lasts.
        self._time_left = time_left if not run.dry_run else lambda: math.inf

    def work(self):
        try:
            prepared, env, lock = self._prepare()
        except FAULTS as error:
            self._cr.rollback()
            self._record.refuse(run_values.of_error(error))
            return True
        with pipeline_lock.held(self._cr.dbname, lock) as got:
            if not got or not self._record.start():
                return False
            # What this transaction has seen until now may be older than the lock.
            self._cr.commit()
            if self._run.retry_line_id:
                with retrying(prepared, self._run, env) as retried:
                    self._go_on(retried)
            else:
                self._go_on(prepared)
        return True

    def _prepare(self):
        run = self._run
        flow = run.flow_id
        env = rights.environment(flow, run.user_id, run.context or {})
        env["odf.flow"].browse(flow.id).check_access("read")
        prepared = prepare(flow, env, run.document)
        if run.pipeline_id != prepared.pipeline:
            run.pipeline_id = prepared.pipeline
        lock = prepared.pipeline._lock_name()
        self._cr.commit()
        return prepared, env, lock

    def _go_on(self, prepared):
        folder = pipelines.folder(prepared.pipeline)
        try:
            values = self._report(prepared, folder)
        except TimeOver:
            self._cr.rollback()
            self._record.wait(text("Waits: the worker has others to serve."))
            return
        except Cancelled:
            self._cr.rollback()
            values = {"state": "cancelled"}
        except FAULTS as error:
            self._cr.rollback()
            values = run_values.of_error(error, prepared.document.steps)
            if isinstance(error, FlowError) and error.momentary:
                self._record.set_back(values["error"], values["error_path"])
                return
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            # This very database: the run can't even be told. Who looks for dead runs finds it.
            raise
        except Exception as error:
            # Whatever the code of a model raises must not look like a worker that has died.
            self._cr.rollback()
            _logger.exception("Run %s of a data flow has failed", self._run.id)
            values = self._unforeseen(error)
        reports, package = folder / "runs", self._run.package or "-"
        self._record.end(values, rejects.files(reports, package))
        # Of a run that has failed or was cancelled, the rows between its steps are left over.
        for left in (reports / package, folder / "packages"):
            shutil.rmtree(left, ignore_errors=True)

    def _unforeseen(self, error):
        message = text(
            "An error that nobody has foreseen: %(kind)s: %(error)s. The server's log says where; "
            "it may come from what an installed module does when records are written.",
            kind=type(error).__name__,
            error=error,
        )
        return {"state": "failed", "error": message}

    def _report(self, prepared, folder):
        """Let the engine run. Returns the values that the run ends with."""
        package = self._run.package
        state = pipelines.state(prepared.pipeline, self._cr, commits=True)
        workspace = Workspace(folder, prepared.pipeline.fingerprint, state)
        ended = workspace.reports / (package or "-") / "report.json"
        if ended.is_file() and workspace.pending() != package:
            # The worker was killed after the last row, before it could say so.
            report = RunReport.model_validate_json(ended.read_bytes())
        else:
            report = self._engine(prepared, workspace, restart=workspace.pending() != package)
        self._cr.commit()
        self._record.put_lines(report.steps)
        return run_values.of_report(report)

    def _engine(self, prepared, workspace, restart):
        """`restart`: what is left over there is of another run."""
        run, failures = self._run, 0
        while True:
            # While others are read or written to, no transaction here is to stay open for long. A
            # dry run undoes everything in the end.
            rest = (lambda: None) if run.dry_run else self._cr.commit
            progress = _Progress(self._record, workspace, self._time_left, rest)
            try:
                return run_flow(
                    prepared.document,
                    prepared.host,
                    progress,
                    workspace=workspace,
                    dry_run=run.dry_run,
                    restart=restart,
                    unsafe=is_on("odf_unsafe_scripts"),
                    sent=_ROWS,
                )
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                self._cr.rollback()
                failures = 1 if progress.batches else failures + 1
                if failures == _TRIES:
                    raise Interrupted(
                        "", text("Somebody else changes the same records: %(error)s", error=error)
                    ) from error
                restart = False


class _Progress:
    """Notes the engine's progress, and ends the run when its time is over or nobody wants it."""

    def __init__(self, record, workspace, time_left, rest):
        self._record = record
        self._workspace = workspace
        self._time_left = time_left
        self._rest = rest
        self._noted = 0.0
        self._package = None
        self._first = None
        self.batches = 0

    def __call__(self, progress):
        is_batch = bool(progress.rows and not progress.report)
        self.batches += is_batch
        now = time.monotonic()
        if is_batch and now - self._noted < _PAUSE:
            return
        self._noted = now
        self._rest()
        self._package = self._package or self._workspace.pending()
        if self._record.tell(progress, self._package):
            raise Cancelled("", "")
        # Further than at first, so that each slice of time brings the run forward.
        where = (progress.index, progress.rows)
        if is_batch:
            self._first = self._first or where
            if where != self._first and progress.lasting and self._time_left() <= 0:
                raise TimeOver("", "")
