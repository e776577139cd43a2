from odoo import fields, models


class QwebTemplate(models.Model):
    _name = "itx.moduler.qweb.template"
    _description = "QWeb Template"
    _inherit = ["itx.moduler.record.element"]
    _rec_name = "xml_id"

    _ir_kind = "qweb_template"

    xml_id = fields.Char("XML ID", help="For example: report_book.")
    name = fields.Char(help="Empty: the XML ID.")
    model = fields.Char("Model Name", help="The model of docs, doc, o and object in it.")
    inherit_id = fields.Char("Inherits From", help="XML ID of the template that it changes.")
    mode = fields.Selection(
        [("primary", "A template beside its parent"), ("extension", "Changes its parent")],
        help="Empty: what inherits changes its parent.",
    )
    priority = fields.Integer(default=16)
    groups = fields.Char(help="XML ids of the groups it is for, with commas between. Empty: all.")
    enabled = fields.Boolean(default=True, help="Whether it is in use as soon as it stands.")
    arch = fields.Text("Content", required=True, help="The template as XML.")
    parent_version_id = fields.Many2one(
        "itx.moduler.qweb.template", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    qweb_template_ids = fields.One2many(
        "itx.moduler.qweb.template", "module_id", "QWeb Templates", context={"active_test": False}
    )
