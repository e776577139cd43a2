from markupsafe import Markup
from odoo import models


class OdfFlow(models.Model):
    """Who learns that a run has failed."""

    _inherit = "odf.flow"

    def _tell_failure(self, run):
        """Write to the followers, and give those who are to be told something to do."""
        self.ensure_one()
        # sudo: whoever runs a flow need not be able to edit it; this is the system speaking.
        flow = self.sudo()
        flow.message_post(body=self._failure(run))
        for user in flow._told_of_failure(run):
            flow._tell_user(user, run.with_context(lang=user.lang))

    def _told_of_failure(self, run):
        """The users who get something to do: those that the flow names; if it names nobody, as one
        that came with a module, who has started the run, and of a schedule all Flow Managers.
        """
        users = self.notify_user_ids
        if not users and run.trigger == "schedule":
            users = self.env.ref("odf_core.group_flow_manager").all_user_ids
        elif not users:
            users = run.user_id
        # Nobody else could be given it: who has left, or sees nothing of that company.
        return users.filtered(lambda user: user.active and self._may_see(user, run))

    def _may_see(self, user, run):
        run = run.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
        return run.has_access("read")

    def _tell_user(self, user, run):
        """Give the user something to do. `run`: in their language."""
        summary = run.env._("A run has failed")
        note = self._failure(run)
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

    def _failure(self, run):
        """What is told of a run, with a link to it. `run`: in the language of who reads it."""
        return Markup("%s<br/>%s") % (
            run.env._("A run has failed: %s", run._summary()),
            run._get_html_link(),
        )
