from odoo import fields, models


class Webhook(models.Model):
    _name = "itx.moduler.webhook"
    _description = "Webhook"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "webhook"

    xml_id = fields.Char("XML ID", required=True, help="For example: webhook_order_paid.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name", required=True)
    direction = fields.Selection(
        [("incoming", "They call us"), ("outgoing", "We call them")],
        required=True,
        default="incoming",
    )
    record_getter = fields.Char(
        "Finds the Record By",
        help="Python expression on `model` and `payload`. Empty: the record whose id is `_id` of "
        "the payload.",
    )
    code = fields.Text(
        help="Python that it runs on `record`, with the `payload`. Leave it empty to start a flow."
    )
    flow = fields.Char("Data Flow", help="Name of the flow that it starts instead of code.")
    log_calls = fields.Boolean("Log the Calls")
    trigger = fields.Selection(
        [
            ("on_create", "A record is created"),
            ("on_create_or_write", "A record is created or changed"),
            ("on_unlink", "A record is deleted"),
            ("on_archive", "A record is archived"),
            ("on_unarchive", "A record is restored"),
        ],
        help="When we call. Empty: a record is created or changed.",
    )
    filter_domain = fields.Char("Condition", help="Domain that a record must match.")
    trigger_fields = fields.Char("Watched Fields", help="With commas between. Empty: all.")
    field_names = fields.Char("Sent Fields", help="With commas between.")
    url = fields.Char(
        "Address",
        help="Empty: set in each database, in the rule's action. Addresses often hold secrets, "
        "which don't belong in a module.",
    )
    enabled = fields.Boolean(default=True, help="Whether it works as soon as it stands.")
    parent_version_id = fields.Many2one("itx.moduler.webhook", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    webhook_ids = fields.One2many(
        "itx.moduler.webhook", "module_id", "Webhooks", context={"active_test": False}
    )
