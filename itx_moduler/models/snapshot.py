from uuid import uuid4

from lxml import etree
from odoo import api, fields, models

from ..adapters import values


class Snapshot(models.AbstractModel):
    """What every record that holds a part of a module has in common, the module itself included.

    A concrete model says which kind of the document it holds (`_ir_kind`) and has a field for each
    attribute of that kind, under the same name; `_ir_fields` names the exceptions
    (attribute → field). A list of elements of another kind is the One2many to that kind's model.
    """

    _name = "itx.moduler.snapshot"
    _description = "Part of a Module"
    _inherit = ["itx.moduler.guarded"]

    _ir_kind = None
    _ir_fields = {}

    uid = fields.Char(
        "Identity",
        required=True,
        index=True,
        copy=False,
        readonly=True,
        guarded=True,
        default=lambda self: uuid4().hex,
        help="Stays the same through all versions, also when the name changes.",
    )
    created_by_ai = fields.Boolean("Drafted by AI", copy=False)
    ai_prompt = fields.Text("AI Prompt", copy=False)
    ai_confidence = fields.Float("AI Confidence (%)", digits=(5, 2), copy=False)
    error_message = fields.Text(
        "Problems", copy=False, readonly=True, guarded=True, help="What the last validation found."
    )
    applied_record = fields.Reference(
        selection="_selection_applied_record",
        compute="_compute_applied_record",
        groups="itx_moduler.group_manager",
        help="What stands for it in this database.",
    )

    @api.model
    def _selection_applied_record(self):
        return sorted((name, model._description) for name, model in self.env.registry.items())

    def _lineage(self):
        """Return the identity that all versions of this record's module share."""
        raise NotImplementedError

    def _compute_applied_record(self):
        bindings = self.env["itx.moduler.binding"].search(
            [("uid", "in", self.mapped("uid"))], order="id desc"
        )
        first = {(binding.lineage, binding.uid): binding for binding in bindings}
        for record in self:
            binding = first.get((record._lineage(), record.uid))
            alive = binding and binding.res_model in self.env and binding._target().exists()
            record.applied_record = f"{binding.res_model},{binding.res_id}" if alive else False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            values.check_readable(self, vals)
        return super().create(vals_list)

    def write(self, vals):
        values.check_readable(self, vals)
        return super().write(vals)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type in ("form", "list"):
            self._close_outside_draft(arch)
        return arch, view

    @api.model
    def _close_outside_draft(self, arch):
        """Make each field of a view read-only when the record is not in draft.

        One rule for every screen, instead of an attribute on each of hundreds of fields. The test
        holds for a new record, whose state is not known yet. Fields of embedded lists follow the
        field that embeds them.
        """
        closed = "state in ('validated', 'applied', 'exported', 'archived')"
        for node in arch.xpath("//field[not(ancestor::field)]"):
            own = node.get("readonly")
            if own is None and not self._fields[node.get("name")].readonly:
                node.set("readonly", closed)
            elif own not in (None, "1", "True"):
                node.set("readonly", f"({own}) or {closed}")
        if arch.tag == "form" and not arch.xpath("//field[@name='state']"):
            arch.append(etree.Element("field", name="state", invisible="1"))
