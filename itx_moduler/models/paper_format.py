from odoo import fields, models


class PaperFormat(models.Model):
    _name = "itx.moduler.paper.format"
    _description = "Paper Format"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "paper_format"

    xml_id = fields.Char("XML ID", required=True, help="For example: paper_format_label.")
    name = fields.Char("Label", required=True)
    format = fields.Char(
        "Paper", required=True, default="A4", help="For example: A4, Letter, custom."
    )
    page_height = fields.Integer("Page Height (mm)")
    page_width = fields.Integer("Page Width (mm)")
    orientation = fields.Selection(
        [("Portrait", "Portrait"), ("Landscape", "Landscape")], required=True, default="Portrait"
    )
    margin_top = fields.Integer("Top Margin (mm)", default=40)
    margin_bottom = fields.Integer("Bottom Margin (mm)", default=20)
    margin_left = fields.Integer("Left Margin (mm)", default=7)
    margin_right = fields.Integer("Right Margin (mm)", default=7)
    header_line = fields.Boolean("Line Below the Header")
    header_spacing = fields.Integer("Space Below the Header (mm)", default=35)
    disable_shrinking = fields.Boolean("No Shrinking")
    css_margins = fields.Boolean("Margins by CSS")
    dpi = fields.Integer("Resolution (DPI)", default=90)
    parent_version_id = fields.Many2one(
        "itx.moduler.paper.format", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    paper_format_ids = fields.One2many(
        "itx.moduler.paper.format", "module_id", "Paper Formats", context={"active_test": False}
    )
