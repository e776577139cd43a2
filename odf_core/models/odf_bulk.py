from odoo import api, models

from ..adapters import bulk


class OdfBulk(models.AbstractModel):
    _name = "odf.bulk"
    _description = "Many Writes in One Call"

    @api.model
    def save(self, model, fields, rows):
        """Create and update records of `model` with the rights of the caller, in one transaction.

        :param fields: names of fields. :param rows: lists of a key and a value for each field, as
            `create` and `write` take them. A key is an external ID (`module.name`): its record is
            updated, or created when there is none; or the id of a record.
        :return: {"ids": for each row the id of its record, False if it was refused,
            "refused": [{"row": place, "message": reason}]}. Rows that were not refused are written.
        :raise UserError: there is no such model or field, or the caller may not write it at all.
        """
        return bulk.save(bulk.target(self.env, model), fields, rows)
