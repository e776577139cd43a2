from odoo import fields, models

YES_NO = [("yes", "Yes"), ("no", "No")]


class Field(models.Model):
    _name = "itx.moduler.model.field"
    _description = "Field"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "field"
    # Fields of these names would take the place of what the ORM and the web client call so.
    _ir_fields = {"search": "search_method", "context": "link_context"}
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
            ("reference", "Link to a record of some model"),
            ("many2one_reference", "Number of a record of a model named elsewhere"),
            ("binary", "File"),
            ("image", "Picture"),
            ("json", "JSON"),
            ("properties", "Properties"),
            ("properties_definition", "Definition of properties"),
        ],
        required=True,
    )
    string = fields.Char("Label", help="Empty: made from the technical name.")
    help = fields.Text(help="What people read when they point at the field.")
    required = fields.Boolean()
    readonly = fields.Selection(YES_NO, help="Empty: as Odoo decides, yes for computed fields.")
    index = fields.Boolean("Indexed", help="For fields that people often search.")
    index_type = fields.Selection(
        [("btree_not_null", "Only rows with a value"), ("trigram", "For search within texts")],
        "Sort of Index",
        help="Empty: an ordinary index.",
    )
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
    precision = fields.Char(
        "Decimal Accuracy", help="Name of a decimal accuracy instead of digits: Product Price."
    )
    default_expression = fields.Char(
        "Default by Code", help="Python instead of a constant default, for example self.env.user."
    )
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
    link_context = fields.Char(
        "Context", help="Context of the linked records, for example {'active_test': False}."
    )
    check_company = fields.Boolean(help="The linked record must be of the same company.")
    delegate = fields.Boolean(help="The fields of the linked record are fields of this one.")
    relation_table = fields.Char("Table of Links", help="Empty: as Odoo names it.")
    column1 = fields.Char("Column of This Record", help="Empty: as Odoo names it.")
    column2 = fields.Char("Column of the Linked Record", help="Empty: as Odoo names it.")
    group_expand = fields.Boolean(
        "Show Empty Groups", help="Grouped views show also what no record has."
    )
    model_field = fields.Char("Field with the Model", help="The field that names the model.")
    definition = fields.Char(
        "Defined by", help="Path to the field that defines the properties: parent_id.definition."
    )
    company_dependent = fields.Boolean("Differs by Company")
    aggregator = fields.Char(
        "Aggregated by", help="sum, avg, max, min, count, bool_and … Empty: as Odoo decides."
    )
    sanitize = fields.Boolean(default=True, help="Dangerous parts of the HTML are taken out.")
    attachment = fields.Boolean(
        "Kept as an Attachment", default=True, help="Else in a column of the table."
    )
    max_width = fields.Integer("Maximum Width", help="In pixels. Zero: no limit.")
    max_height = fields.Integer("Maximum Height", help="In pixels. Zero: no limit.")
    currency_field = fields.Char(help="Empty: currency_id.")
    compute = fields.Char("Computed by", help="Name of the method that computes the value.")
    inverse = fields.Char("Written by", help="Name of the method that takes a written value.")
    search_method = fields.Char(
        "Searched by", help="Name of the method that searches by the value."
    )
    compute_sudo = fields.Selection(
        YES_NO, "Computed with All Rights", help="Empty: as Odoo decides, yes for stored fields."
    )
    precompute = fields.Boolean(help="Computed before the record is written for the first time.")
    recursive = fields.Boolean(help="Depends on itself in other records.")
    related = fields.Char("Related to", help="For example: partner_id.country_id.")
    groups = fields.Char(help="XML ids of the groups that see it, with commas between. Empty: all.")
    arguments = fields.Text(
        "Further Arguments",
        help='What has no place above, as JSON of argument and Python: {"prefetch": "False"}.',
    )
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
