from odoo import api, fields, models


class RecordElement(models.AbstractModel):
    """An element that is one record of Odoo; `further` says what has no field of its own here."""

    _name = "itx.moduler.record.element"
    _description = "Element That Is a Record"
    _inherit = ["itx.moduler.element"]

    further = fields.Text(
        "Further Fields",
        help='Other fields of the exported record, as JSON: {"active": false}. They win over what '
        "is said above.",
    )

    @api.model
    def _about_box(self):
        box = super()._about_box()
        box.insert(0, box.makeelement("field", name="further", colspan="2"))
        return box
