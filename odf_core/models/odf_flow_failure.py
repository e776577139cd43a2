from markupsafe import escape
from odoo import models


class OdfFlow(models.Model):
    """Who learns that a run has failed."""

    _inherit = "odf.flow"

    def _tell_failure(self, run):
        """Write to the followers, and give those who are to be told something to do."""
        self.ensure_one()
        # sudo: whoever runs a flow need not be able to edit it; this is the system speaking.
        flow = self.sudo()
        message = self.env._("A run has failed: %s", run._summary())
        flow.message_post(body=message)
        summary, note = self.env._("A run has failed"), escape(message)
        told = flow.activity_ids.filtered(lambda activity: activity.summary == summary)
        # What a schedule repeats all night is one thing to do.
        told.note = note
        for user in flow.notify_user_ids - told.user_id:
            flow.activity_schedule(
                "mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id
            )
