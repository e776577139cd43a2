from odoo import fields, models


class OdfFlow(models.Model):
    """What Odoo leaves out while the flow writes to the models of this database."""

    _inherit = "odf.flow"

    without_tracking = fields.Boolean(
        string="Without Notes of Changes",
        default=True,
        help="Records get no notes of who created them and what has changed, no followers, and "
        "nobody is told that they were assigned. Writing them takes a third less time.",
    )
    without_checks = fields.Boolean(
        string="Without Expensive Checks",
        help="Tax numbers are taken as they are, and not looked up. Rules that keep the data "
        "consistent stay in force.",
    )

    def _writing_context(self):
        """The context that records are written with, by these choices."""
        self.ensure_one()
        context = {}
        if self.without_tracking:
            context |= {
                "tracking_disable": True,
                "mail_notrack": True,
                "mail_create_nolog": True,
                "mail_create_nosubscribe": True,
                "mail_auto_subscribe_no_notify": True,
            }
        if self.without_checks:
            context["no_vat_validation"] = True
        return context
