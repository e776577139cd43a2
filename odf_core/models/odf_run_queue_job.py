from odoo import models

#: Seconds until a job looks again whether its pipeline is free.
_AGAIN = 30


class OdfRun(models.Model):
    """Where OCA's queue_job is installed, its workers carry runs out: a channel for each pipeline,
    so that the server's owner says how many may go on at the same time.
    """

    _inherit = "odf.run"

    def _hand_over(self):
        if "queue.job" not in self.env:
            return super()._hand_over()
        for run in self:
            # Asked for twice, it is one job, as long as that has not begun.
            run.with_delay(
                channel=f"root.odf.pipeline_{run.pipeline_id.id or 0}",
                identity_key=f"odf.run {run.id}",
                description=run.display_name,
                max_retries=0,
            )._work_job()
        return None

    def _work_job(self):
        """Carry the run out; called by a worker of queue_job."""
        # Only there when the module is.
        from odoo.addons.queue_job.exception import RetryableJobError

        worked = self._work()
        self.invalidate_recordset()
        if not worked and self.state in ("queued", "waiting"):
            raise RetryableJobError(
                self.env._("Another run of the pipeline goes on."),
                seconds=_AGAIN,
                ignore_retry=True,
            )
