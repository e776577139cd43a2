from odoo import fields, models


class ImportEntry(models.Model):
    """What became of something that stood in the module which a version was taken from.

    What is modelled is counted, one entry for each sort; all else is told one by one, and so is
    what is a data record for want of words. The numbers add up to what was found.
    """

    _name = "itx.moduler.import.entry"
    _description = "Imported Element"
    _inherit = ["itx.moduler.guarded"]
    _order = "module_id, kept, sort, path, line, id"
    _rec_name = "name"

    _guard_records = True

    module_id = fields.Many2one("itx.moduler.module", required=True, ondelete="cascade", index=True)
    kept = fields.Selection(
        [
            ("modelled", "Modelled"),
            ("verbatim", "Carried as text"),
            ("unsupported", "Not carried"),
        ],
        "What Became of It",
        required=True,
    )
    sort = fields.Char(required=True)
    quantity = fields.Integer("Number", required=True, default=1)
    name = fields.Char()
    path = fields.Char("File")
    line = fields.Integer()
    reason = fields.Text()
