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
        flow.message_post(body=self.env._("A run has failed: %s", run._summary()))
        for user in flow.notify_user_ids:
            flow._tell_user(user, run.with_context(lang=user.lang))

    def _tell_user(self, user, run):
        """Give the user something to do. `run`: in their language."""
        summary = run.env._("A run has failed")
        note = escape(run.env._("A run has failed: %s", run._summary()))
        told = self.activity_ids.filtered(
            lambda activity: activity.user_id == user and activity.summary == summary
        )
        if told:
            # What a schedule repeats all night is one thing to do.
            told.note = note
        else:
            self.activity_schedule(
                "mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id
            )
