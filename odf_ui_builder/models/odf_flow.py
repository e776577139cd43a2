from odoo import api, fields, models


class OdfFlow(models.Model):
    """Where a flow is authored, if a module here describes it."""

    _inherit = "odf.flow"

    authored_id = fields.Many2one(
        "itx.moduler.flow",
        string="Described By",
        compute="_compute_authored_id",
        groups="itx_moduler.group_user",
        help="The flow in the newest version of the module that has made it.",
    )

    @api.depends_context("uid")
    def _compute_authored_id(self):
        bindings = self.env["itx.moduler.binding"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        authored = self.env["itx.moduler.flow"].search([("uid", "in", bindings.mapped("uid"))])
        # The last one of each stays.
        newest = {(flow._lineage(), flow.uid): flow for flow in authored.sorted("version")}
        places = {binding.res_id: (binding.lineage, binding.uid) for binding in bindings}
        for flow in self:
            flow.authored_id = newest.get(places.get(flow.id))

    def action_open_builder(self):
        """Open the builder on the newest version of the flow."""
        return self.authored_id.action_open_builder()
