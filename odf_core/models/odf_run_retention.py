from odoo import api, fields, models

from .odf_run import OPEN

#: Runs that are deleted at a time.
_AT_ONCE = 1000


class OdfRun(models.Model):
    """How long runs are kept."""

    _inherit = "odf.run"

    @api.autovacuum
    def _gc_old_runs(self):
        """Delete runs that have ended before the days of their flow, save those whose quarantined
        rows are still to be sent again. Returns how many, and whether there are more (0 or 1).
        """
        deleted, more = 0, False
        flows = self.env["odf.flow"].with_context(active_test=False)
        for flow in flows.search([("keep_days", ">", 0)]):
            limit = fields.Datetime.subtract(fields.Datetime.now(), days=flow.keep_days)
            old = self.search(
                [("flow_id", "=", flow.id), ("ended", "<", limit), ("state", "not in", OPEN)],
                limit=_AT_ONCE,
            )
            more = more or len(old) == _AT_ONCE
            old -= old._retries().retry_line_id.run_id
            old.unlink()
            deleted += len(old)
        return deleted, int(more)
