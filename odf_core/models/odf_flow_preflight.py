from odoo import models

from ..adapters import preflight


class OdfFlow(models.Model):
    """What can be found out before a run."""

    _inherit = "odf.flow"

    def preflight(self):
        """What would go wrong, on either side, without changing anything: list of {"path",
        "severity", "message", "check", "subject", "connection"}, the worst first.

        With the rights that a run would have that the user starts now.
        """
        self.ensure_one()
        self.check_access("read")
        return [finding._asdict() for finding in preflight.check(self)]

    def action_preflight(self):
        """Show the findings, with what they can be mended with."""
        findings = self.preflight()
        # sudo: findings are the system's own, nobody may write one; whoever asks is their creator.
        own = self.env["odf.preflight.finding"].sudo()
        own.search([("flow_id", "=", self.id), ("create_uid", "=", self.env.uid)]).unlink()
        if not findings:
            message = self.env._("Nothing stands in the way of a run.")
            done = self._notification("success", message)
            # Where the list of older findings is open, it is empty now.
            done["params"]["next"] = {"type": "ir.actions.client", "tag": "soft_reload"}
            return done
        own.create(
            [
                {
                    "flow_id": self.id,
                    "sequence": place,
                    "severity": finding["severity"],
                    "path": finding["path"],
                    "message": finding["message"],
                    "check_name": finding["check"],
                    "subject": finding["subject"],
                    "connection": finding["connection"],
                }
                for place, finding in enumerate(findings)
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("odf_core.action_preflight_finding")
        action["domain"] = [("flow_id", "=", self.id), ("create_uid", "=", self.env.uid)]
        action["context"] = {"odf_preflight_flow_id": self.id}
        return action
