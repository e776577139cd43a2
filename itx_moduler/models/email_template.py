from odoo import fields, models


class EmailTemplate(models.Model):
    _name = "itx.moduler.email.template"
    _description = "Email Template"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "email_template"

    xml_id = fields.Char("XML ID", required=True, help="For example: email_order_ready.")
    name = fields.Char("Label", required=True)
    description = fields.Text(help="What it is for.")
    model = fields.Char("Model Name", required=True, help="What an email is about: the `object`.")
    subject = fields.Char(help="For example: Your order {{ object.name }}")
    body_html = fields.Text(
        "Body",
        help='HTML that is well-formed XML, with QWeb: <t t-out="object.name"/>.',
    )
    use_default_to = fields.Boolean(
        "Default Recipients", default=True, help="To whom the record belongs, as Odoo finds it."
    )
    email_from = fields.Char("From")
    email_to = fields.Char("To (Addresses)", help="With commas between.")
    partner_to = fields.Char("To (Partners)", help="Ids of partners, with commas between.")
    email_cc = fields.Char("Cc")
    reply_to = fields.Char()
    lang = fields.Char("Language", help="For example: {{ object.partner_id.lang }}")
    scheduled_date = fields.Char(help="When it is sent. Empty: as soon as possible.")
    auto_delete = fields.Boolean(default=True, help="Whether it is deleted after it was sent.")
    email_layout = fields.Char(
        "Layout",
        help="XML ID of the view around the body, for example: mail.mail_notification_light.",
    )
    report_templates = fields.Char("Reports", help="XML ids of reports to attach.")
    attachments = fields.Char(help="XML ids of attachments, with commas between.")
    parent_version_id = fields.Many2one(
        "itx.moduler.email.template", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    email_template_ids = fields.One2many(
        "itx.moduler.email.template",
        "module_id",
        "Email Templates",
        context={"active_test": False},
    )
