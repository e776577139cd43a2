from odoo import fields, models


class Report(models.Model):
    _name = "itx.moduler.report"
    _description = "Report"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "report"

    xml_id = fields.Char("XML ID", required=True, help="For example: action_report_book.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name", required=True)
    report_type = fields.Selection(
        [("qweb-pdf", "PDF"), ("qweb-html", "HTML"), ("qweb-text", "Text")],
        required=True,
        default="qweb-pdf",
    )
    report_name = fields.Char("Template", required=True, help="XML ID of a QWeb template.")
    print_report_name = fields.Char(
        "File Name", help="Python on object. For example: 'Book - %s' % object.name."
    )
    attachment = fields.Char("Keep As", help="Python on object. Empty: it is not kept.")
    attachment_use = fields.Boolean("Print What Is Kept")
    paperformat = fields.Char("Paper Format", help="XML ID. Empty: the one of the company.")
    domain = fields.Char(help="Which records offer it.")
    multi = fields.Boolean("Not on Forms")
    binding = fields.Boolean("In the Print Menu", default=True)
    groups = fields.Char(help="XML ids of the groups it is for, with commas between. Empty: all.")
    parent_version_id = fields.Many2one("itx.moduler.report", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    report_ids = fields.One2many(
        "itx.moduler.report", "module_id", "Reports", context={"active_test": False}
    )
