from odoo import fields, models


class ActionServer(models.Model):
    _name = "itx.moduler.action.server"
    _description = "Server Action"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "action_server"
    # `state` is that of the snapshot; `parent` means something else in views of the web client.
    _ir_fields = {"state": "action_state", "parent": "parent_action"}

    xml_id = fields.Char("XML ID", required=True, help="For example: action_close_orders.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name")
    action_state = fields.Selection(
        [
            ("code", "Run Code"),
            ("object_write", "Set a Field"),
            ("object_create", "Create a Record"),
            ("object_copy", "Copy a Record"),
            ("webhook", "Call Another System"),
            ("multi", "Run Several Actions"),
            ("mail_post", "Send an Email"),
            ("next_activity", "Plan an Activity"),
            ("followers", "Add Followers"),
            ("remove_followers", "Remove Followers"),
        ],
        "Does",
        required=True,
        default="code",
    )
    code = fields.Text(help="Python that it runs. Leave it empty to start a data flow.")
    flow = fields.Char("Data Flow", help="Name of the flow that it starts instead of code.")
    update_path = fields.Char("Field to Set", help="For example: state, or partner_id.name.")
    update_m2m_operation = fields.Selection(
        [("add", "Add"), ("remove", "Remove"), ("set", "Set to"), ("clear", "Clear")],
        "Operation",
        required=True,
        default="add",
        help="On fields that hold several records.",
    )
    value = fields.Char(help="A text, a number, true or false, or the name of the new record.")
    expression = fields.Char(help="Python expression for the value, for example: record.total * 2.")
    sequence_id = fields.Char(
        "Number Sequence", help="XML ID of the sequence that gives the value."
    )
    resource_ref = fields.Char("Record", help="XML ID of the record that is set or copied.")
    crud_model = fields.Char("Model to Create", help="Empty: the action's own.")
    link_field = fields.Char("Field for the New Record")
    webhook_url = fields.Char(
        "Address",
        help="Empty: set in each database. Addresses often hold secrets, which don't belong in a "
        "module.",
    )
    webhook_fields = fields.Char("Sent Fields", help="With commas between.")
    template = fields.Char("Email Template", help="XML ID.")
    mail_post_method = fields.Selection(
        [("email", "Email"), ("comment", "Message"), ("note", "Note")],
        "Send As",
        required=True,
        default="comment",
    )
    mail_post_autofollow = fields.Boolean("Recipients Follow", default=True)
    activity_type = fields.Char(help="XML ID, for example: mail.mail_activity_data_call.")
    activity_summary = fields.Char("Title")
    activity_note = fields.Text("Note", help="HTML.")
    activity_date_deadline_range = fields.Integer("Due In")
    activity_date_deadline_range_type = fields.Selection(
        [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")],
        "Unit",
        required=True,
        default="days",
    )
    activity_user = fields.Char("Responsible", help="XML ID of a user.")
    activity_user_field = fields.Char(
        "Responsible by Field", help="Name of the field that holds the user."
    )
    followers_partners = fields.Char("Followers", help="XML ids of partners.")
    followers_partner_field = fields.Char(
        "Followers by Field", help="Name of the field that holds the partners."
    )
    parent_action = fields.Char("Part of", help="XML ID of the action that runs this one.")
    automation = fields.Char("Automation Rule", help="XML ID of the rule that runs it.")
    sequence = fields.Integer(default=5, help="Of several, the lower number runs first.")
    binding_model = fields.Char(
        "In the Menu of", help="Technical name of the model in whose menu it appears."
    )
    binding_type = fields.Selection(
        [("action", "Actions"), ("report", "Print")], "Menu", required=True, default="action"
    )
    binding_view_types = fields.Char(
        "On Views", default="list, form", help="With commas between: list, form, kanban."
    )
    groups = fields.Char(help="XML ids of the groups that see it, with commas between. Empty: all.")
    parent_version_id = fields.Many2one(
        "itx.moduler.action.server", compute="_compute_parent_version_id"
    )
