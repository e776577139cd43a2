from odoo import api, fields, models

from ..adapters import preparation, rights
from ..adapters.run_records import RunRecord

#: What a scheduled action does that is a lane: each more lets one more run go on at a time.
_LANE = "model._run_queue()"


class OdfRun(models.Model):
    """Runs that wait for a worker: OCA's queue_job where it is installed, else the cron worker."""

    _inherit = "odf.run"

    @api.model
    def _enqueue(self, flow, **values):
        """A new run of a flow, handed to a worker. Returns the record, readable by the user."""
        user = rights.user(flow)
        try:
            environment = rights.environment(flow, user, flow.env.context)
            pipeline = preparation.prepare(flow, environment).pipeline
        except preparation.FAULTS:
            # The run will say what is wrong.
            pipeline = self.env["odf.pipeline"]
        # sudo: runs are the system's own record, nobody may write one; its user is in it.
        runs = self.sudo().with_company(pipeline.company_id or flow.company_id)
        run = runs.create(
            {
                "flow_id": flow.id,
                "pipeline_id": pipeline.id,
                "state": "queued",
                "user_id": user.id,
                # As it is now: who edits the flow later has no part in the rights of this user.
                "document": flow.to_document(),
                "context": rights.context(flow),
                **values,
            }
        )
        run._hand_over()
        return run.with_env(flow.env)

    def _hand_over(self):
        """See to it that a worker takes the runs soon."""
        self._wake_workers()

    @api.model
    def _wake_workers(self, at=None):
        """Let the cron workers look at the queue, now or `at` a time."""
        # sudo: who may run a flow may not see schedules.
        lanes = self.env["ir.cron"].sudo().search([("code", "=", _LANE), ("active", "=", True)])
        for lane in lanes:
            lane._trigger(at)

    @api.model
    def _run_queue(self):
        """Give each run that is to go on some time; called by the cron workers, each by a scheduled
        action of its own (a lane). Any number of them may do so at once.
        """
        self._find_dead()
        if "queue.job" in self.env:
            # Those whose job has come to nothing.
            self._commit_progress(0, 0)
            self._ready()._hand_over()
            return
        served = idle = self.browse()
        while True:
            # Commits, so that what the workers have done is seen.
            left = self._commit_progress(0, 1)
            ready = self._ready() - idle
            run = (ready - served)[:1]
            if not run or left <= 0:
                break
            served += run
            if not run._work(lambda: self._commit_progress(1, 1)):
                # Somebody else is at work on its pipeline.
                idle += run
        if ready - idle:
            # Odoo itself would look for the rest of the work only some time later.
            self._hand_over()
        elif idle:
            # Whoever works on their pipelines may need long, and wakes nobody in the end.
            self._wake_workers(fields.Datetime.add(fields.Datetime.now(), minutes=1))
        self._commit_progress(0, len(ready - idle))

    @api.model
    def _commit_progress(self, done, remaining):
        return self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _ready(self):
        """Runs that a worker may take, in the order in which it should."""
        now = fields.Datetime.now()
        ready = self.search(
            [
                ("state", "in", ("queued", "waiting")),
                "|",
                ("not_before", "=", False),
                ("not_before", "<=", now),
            ]
        )
        unfinished = {
            run.pipeline_id: run
            for run in self.search([("state", "in", ("running", "waiting"))])
            if run.pipeline_id
        }
        return ready.filtered(lambda run: unfinished.get(run.pipeline_id, run) == run).sorted(
            lambda run: (run.heartbeat or run.create_date, run.id)
        )

    @api.model
    def _find_dead(self):
        """Let runs whose worker is gone wait for another one."""
        for run in self.search([("state", "=", "running")]):
            RunRecord(self.env.registry, run.id).find_dead()
