from odoo import fields, models


class WorkshopRepair(models.Model):
    _name = "workshop.repair"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Repair"

    name = fields.Char(required=True)
    note = fields.Text()
    due = fields.Date()
    urgent = fields.Boolean()
    report_html = fields.Html()
    state = fields.Selection(selection=[("new", "New"), ("done", "Done")])
    active = fields.Boolean(default=True)
    stage_id = fields.Many2one(comodel_name="workshop.stage")
    customer_id = fields.Many2one(comodel_name="res.partner")
    user_id = fields.Many2one(comodel_name="res.users")
