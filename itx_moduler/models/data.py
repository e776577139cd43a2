from odoo import fields, models


class Data(models.Model):
    _name = "itx.moduler.data"
    _description = "Data Record"
    _inherit = ["itx.moduler.element"]
    _rec_name = "xml_id"

    _ir_kind = "data"
    # `context` means something else in the views of the web client.
    _ir_fields = {"context": "record_context"}

    xml_id = fields.Char("XML ID", required=True, help="For example: sequence_loan.")
    model = fields.Char("Model Name", required=True)
    values = fields.Text(
        help='Fields with their values, as JSON. A link names a record by its XML ID: {"ref": '
        '"base.th"}, or several: {"refs": ["base.th", "base.fr"]}.'
    )
    noupdate = fields.Boolean(
        "Leave Alone", help="Upgrades of the exported module don't touch what people changed."
    )
    forcecreate = fields.Boolean(
        "Make Again", default=True, help="Upgrades make the record again if it was deleted."
    )
    demo = fields.Boolean(help="It comes with demo data only.")
    record_context = fields.Char("Context", help="In which Odoo makes it, in the exported module.")
    demo_live = fields.Boolean("Demo Here Too", help="Make this demo record in this database too.")
    parent_version_id = fields.Many2one("itx.moduler.data", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    data_ids = fields.One2many(
        "itx.moduler.data", "module_id", "Data Records", context={"active_test": False}
    )
