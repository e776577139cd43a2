from odoo import fields, models


class Automation(models.Model):
    _name = "itx.moduler.automation"
    _description = "Automation Rule"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "automation"

    xml_id = fields.Char("XML ID", required=True, help="For example: rule_warn_of_delay.")
    name = fields.Char("Label", required=True)
    description = fields.Text(help="What it is for, as HTML.")
    model = fields.Char("Model Name", required=True)
    trigger = fields.Selection(
        [
            ("on_create", "A record is created"),
            ("on_create_or_write", "A record is created or changed"),
            ("on_write", "A record is changed"),
            ("on_unlink", "A record is deleted"),
            ("on_change", "A field changes in a form"),
            ("on_archive", "A record is archived"),
            ("on_unarchive", "A record is restored"),
            ("on_state_set", "The state is set"),
            ("on_priority_set", "The priority is set"),
            ("on_stage_set", "The stage is set"),
            ("on_tag_set", "A tag is added"),
            ("on_user_set", "A user is set"),
            ("on_time", "A date has come"),
            ("on_time_created", "Some time after the creation"),
            ("on_time_updated", "Some time after the last change"),
            ("on_message_received", "A message comes in"),
            ("on_message_sent", "A message goes out"),
            ("on_webhook", "Another system calls"),
        ],
        required=True,
        default="on_create_or_write",
    )
    filter_domain = fields.Char(
        "Condition",
        help="Domain that a record must match. Empty: each one, or what the trigger says.",
    )
    filter_pre_domain = fields.Char(
        "Condition Before", help="Domain that a record must match before the change."
    )
    trigger_fields = fields.Char(
        "Watched Fields",
        help="With commas between. Empty: all, or the field that the trigger means.",
    )
    on_change_fields = fields.Char(
        "Fields in the Form", help="Whose change in a form starts the rule, with commas between."
    )
    trg_selection = fields.Char(
        "Value", help="The value of the state or priority, for example: done."
    )
    trg_field_ref = fields.Char("Record", help="XML ID of the stage or tag.")
    trg_date = fields.Char("Date Field", help="Name of the field that it counts from.")
    trg_date_range = fields.Integer("Delay")
    trg_date_range_type = fields.Selection(
        [("minutes", "Minutes"), ("hour", "Hours"), ("day", "Days"), ("month", "Months")],
        "Unit",
        help="Empty: hours.",
    )
    trg_date_range_mode = fields.Selection(
        [("after", "After the Date"), ("before", "Before the Date")],
        "Before or After",
        help="Empty: after the date.",
    )
    trg_date_calendar = fields.Char(
        "Working Hours", help="XML ID of the calendar whose working days are counted."
    )
    record_getter = fields.Char(
        "Finds the Record By",
        help="Python expression on `model` and `payload`. Empty: the record whose id is `_id` of "
        "the payload.",
    )
    log_webhook_calls = fields.Boolean("Log the Calls")
    code = fields.Text(
        help="Python that it runs on `records`. Server actions that name this rule run after it."
    )
    flow = fields.Char("Data Flow", help="Name of the flow that it starts instead of code.")
    enabled = fields.Boolean(default=True, help="Whether it runs as soon as it stands.")
    parent_version_id = fields.Many2one(
        "itx.moduler.automation", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    automation_ids = fields.One2many(
        "itx.moduler.automation",
        "module_id",
        "Automation Rules",
        context={"active_test": False},
    )
