from odoo import fields, models

YES_NO = [("yes", "Yes"), ("no", "No")]


class Field(models.Model):
    _name = "itx.moduler.model.field"
    _description = "Field"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "field"
    _ir_referenced = True
    _ir_parent = "model_id"

    model_id = fields.Many2one(
        "itx.moduler.model", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="model_id.module_id", store=True, precompute=True)

    name = fields.Char("Technical Name", required=True, help="For example: date_start.")
    type = fields.Selection(
        [
            ("char", "Text, one line"),
            ("text", "Text, several lines"),
            ("html", "Formatted text"),
            ("boolean", "Yes or no"),
            ("integer", "Whole number"),
            ("float", "Decimal number"),
            ("monetary", "Amount of money"),
            ("date", "Date"),
            ("datetime", "Date and time"),
            ("selection", "Choice from a list"),
            ("many2one", "Link to one record"),
            ("one2many", "Records that link here"),
            ("many2many", "Links to several records"),
        ],
        required=True,
    )
    string = fields.Char("Label", help="Empty: made from the technical name.")
    help = fields.Text("Help", help="What people read when they point at the field.")
    required = fields.Boolean()
    readonly = fields.Selection(YES_NO, help="Empty: as Odoo decides, yes for computed fields.")
    index = fields.Boolean("Indexed", help="For fields that people often search.")
    copied = fields.Selection(
        YES_NO, help="Whether a duplicate of a record gets the value. Empty: as Odoo decides."
    )
    store = fields.Selection(
        YES_NO, "Stored", help="Empty: as Odoo decides, no for computed fields."
    )
    tracking = fields.Boolean("Tracked", help="Changes are written to the record's messages.")
    translate = fields.Boolean("Translatable")
    size = fields.Integer("Maximum Length", help="Zero: no limit.")
    digits = fields.Char(help="All digits, decimals. For example: 9, 6.")
    default = fields.Char(
        help="The value that a new record starts with: a text, a number, true or false. "
        "A text that looks like something else stands in double quotes."
    )
    comodel_name = fields.Char("Linked Model", help="Technical name of the model on the far side.")
    inverse_name = fields.Char(
        "Linking Field", help="The field of the linked model that links back here."
    )
    ondelete = fields.Selection(
        [
            ("set null", "Empty this field"),
            ("restrict", "Refuse the deletion"),
            ("cascade", "Delete this record too"),
        ],
        "If the Linked Record Is Deleted",
    )
    domain = fields.Char(help="Which records can be chosen. For example: [('active', '=', True)].")
    currency_field = fields.Char(help="Empty: currency_id.")
    compute = fields.Char("Computed by", help="Name of the method that computes the value.")
    related = fields.Char("Related to", help="For example: partner_id.country_id.")
    groups = fields.Char(help="XML ids of the groups that see it, with commas between. Empty: all.")
    selection_ids = fields.One2many(
        "itx.moduler.model.field.selection",
        "field_id",
        "Choices",
        copy=True,
        context={"active_test": False},
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.model.field", compute="_compute_parent_version_id"
    )
