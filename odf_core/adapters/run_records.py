"""The record of a run that goes on in the background, written in transactions of its own.

The transaction that writes the data must not touch it: whoever cancels the run meanwhile, or looks
at it, would make that transaction fail.
"""

from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying

from odoo_data_flow.messages import text

from . import pipeline_lock, rejects, run_values

#: Minutes of rest after a worker has died once, twice, …
_AFTER_DEATH = (0, 2, 4, 8, 16, 32)


class RunRecord:
    """One run, by its id."""

    def __init__(self, registry, run_id):
        self._registry = registry
        self._id = run_id

    def find_dead(self):
        """Set the run back if its worker is gone: nobody holds the lock of its pipeline."""
        self._transact(_find_dead)

    def start(self):
        """Make the run a running one, if it is to go on and no other one of its pipeline has to be
        ended first. Returns whether it does. To be called while the lock of the pipeline is held.
        """
        return self._transact(_start)

    def refuse(self, values):
        """The run can't begin or go on. `values`: of odf.run."""
        self._transact(_refuse, values)

    def tell(self, progress, package):
        """Note how far the run is. Returns whether somebody has cancelled it."""
        return self._transact(_tell, progress, package)

    def put_lines(self, steps):
        """See to it that each step of a run that has ended is there (StepReport of the engine): of
        some a worker may have had no time to tell.
        """
        self._transact(_put_lines, steps)

    def wait(self, message):
        """The run is interrupted, and goes on as soon as there is time."""
        self._transact(lambda run: run._wait(message))

    def set_back(self, message, path):
        """Something outside has stopped the run; it goes on by itself after a while."""
        self._transact(lambda run: run._set_back(message, path))

    def end(self, values, reject_files):
        """The run has ended. `values`: of odf.run, `state` at least."""
        self._transact(_end, values, reject_files)

    def _transact(self, function, *arguments):
        with self._registry.cursor() as cr:
            # sudo: runs are the system's own record, nobody may write one.
            env = api.Environment(cr, SUPERUSER_ID, {})
            run = env["odf.run"].browse(self._id)._in_its_language()
            return retrying(partial(function, run, *arguments), env)


def _find_dead(run):
    # A worker that ends between the first look and the second makes this transaction fail, and look
    # again.
    lock = run.pipeline_id._lock_name()
    if run.state == "running" and pipeline_lock.is_free(run.env.cr.dbname, lock):
        _set_dead_back(run)


def _set_dead_back(runs):
    # The first time at once: there is nothing to wait for.
    runs._set_back(text("The server ended in the middle of the run."), pauses=_AFTER_DEATH)


def _start(run):
    others = run.pipeline_id.run_ids - run
    # Nobody else holds the lock: who was running is dead.
    _set_dead_back(others.filtered(lambda other: other.state == "running"))
    unfinished = others.filtered(lambda other: other.state == "waiting")
    if run.state not in ("queued", "waiting") or (run.state == "queued" and unfinished):
        return False
    run._begin()
    return True


def _refuse(run, values):
    if run.state in ("queued", "waiting"):
        run._end(values)


def _tell(run, progress, package):
    run._note_progress(
        {
            "progress_step": progress.step,
            "progress_index": progress.index,
            "progress_total": progress.total,
            "progress_rows": progress.rows,
            "progress_of": progress.of or 0,
            "package": package,
        }
    )
    if progress.report:
        run._put_line(run_values.of_step(progress.report))
    return run.cancel_requested


def _put_lines(run, steps):
    told = set(run.line_ids.mapped("name"))
    for step in steps:
        if step.name not in told:
            run._put_line(run_values.of_step(step))


def _end(run, values, reject_files):
    run._end(values)
    rejects.attach(run, reject_files)
