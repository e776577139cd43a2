from lxml import etree
from odoo import api, fields, models

from ..adapters import documents


class Element(models.AbstractModel):
    """An element of a module: a model, a field, a view… Its state follows from its module's.

    `_ir_parent` names the link to the record that holds it: the module, or another element.
    A nested kind declares that link and makes `module_id` related to it. With `_ir_referenced`
    other elements call it by its name, and follow when that changes.
    """

    _name = "itx.moduler.element"
    _description = "Element of a Module"
    _inherit = ["itx.moduler.snapshot"]
    _order = "position, id"

    _ir_parent = "module_id"
    _ir_referenced = False

    module_id = fields.Many2one(
        "itx.moduler.module", required=True, ondelete="cascade", index=True, copy=False
    )
    position = fields.Integer(help="Place among its siblings.")
    state = fields.Selection(related="module_id.state", store=True, index=True, guarded=True)
    active = fields.Boolean(related="module_id.active", store=True, guarded=True)
    version = fields.Integer(related="module_id.version", store=True, guarded=True)
    applied_date = fields.Datetime(related="module_id.applied_date", guarded=True)

    _uid_unique = models.Constraint(
        "UNIQUE (module_id, uid)", "Two elements of a module can't have the same identity."
    )

    def _lineage(self):
        return self.module_id.uid

    @api.depends("uid", "module_id.parent_version_id")
    def _compute_parent_version_id(self):
        former = self.with_context(active_test=False).search(
            [
                ("module_id", "in", self.module_id.parent_version_id.ids),
                ("uid", "in", self.mapped("uid")),
            ]
        )
        by_place = {(element.module_id, element.uid): element for element in former}
        for element in self:
            place = (element.module_id.parent_version_id, element.uid)
            element.parent_version_id = by_place.get(place, False)

    @api.model_create_multi
    def create(self, vals_list):
        self._append(vals_list)
        elements = super().create(vals_list)
        elements._check_draft()
        return elements

    def write(self, vals):
        self._check_draft()
        for element in self.filtered(lambda element: element._is_renamed_by(vals)):
            element._rename(vals["name"])
        done = super().write(vals)
        self._check_draft()
        return done

    def _rename(self, name):
        """Give this element another name, and let what calls it by its name follow."""
        with documents.user_errors(self.env):
            before = documents.read(self.module_id)
            self._unguarded().name = name
            documents.follow_rename(self, before)

    def _is_renamed_by(self, vals):
        """Whether writing `vals` gives this element a name that others have to follow."""
        if not self._ir_referenced or self._is_unguarded():
            return False
        return "name" in vals and vals["name"] != self.name

    @api.ondelete(at_uninstall=False)
    def _unlink_in_draft(self):
        self._check_draft()

    def _check_draft(self):
        if not self._is_unguarded():
            self.module_id._check_draft()

    @api.model
    def _append(self, vals_list):
        """Give the new elements that have no position the places after their siblings."""
        last = {}
        default = self.env.context.get(f"default_{self._ir_parent}")
        for vals in vals_list:
            parent = vals.get(self._ir_parent, default)
            if parent not in last:
                last[parent] = self._last_position(parent)
            if "position" not in vals:
                vals["position"] = last[parent] + 1
            last[parent] = max(last[parent], vals["position"])

    @api.model
    def _last_position(self, parent):
        """Return the highest position among the elements that `parent` (an id) has; -1 for none."""
        positions = [-1]
        for name in documents.sibling_models(self.env, self):
            siblings = self.env[name].with_context(active_test=False)
            found = siblings.search(
                [(self._ir_parent, "=", parent)], order="position desc", limit=1
            )
            positions += found.mapped("position")
        return max(positions)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        sheet = arch.find("sheet")
        if view_type == "form" and sheet is not None:
            sheet.insert(0, self._problem_box())
            sheet.append(self._about_box())
        return arch, view

    @api.model
    def _problem_box(self):
        """Return what shows the problems of an element at the top of its form."""
        box = etree.Element(
            "div",
            {"class": "alert alert-danger", "role": "alert", "invisible": "not error_message"},
        )
        etree.SubElement(box, "field", name="error_message", nolabel="1")
        return box

    @api.model
    def _about_box(self):
        """Return what every element's form ends with: where it comes from, and what stands live."""
        box = etree.Element("group", name="about", string=self.env._("About"), invisible="not id")
        where = etree.SubElement(box, "group", name="about_module")
        etree.SubElement(where, "field", name="module_id", readonly="1")
        etree.SubElement(where, "field", name="version")
        etree.SubElement(
            where, "field", name="parent_version_id", invisible="not parent_version_id"
        )
        etree.SubElement(where, "field", name="uid")
        live = etree.SubElement(box, "group", name="about_live")
        etree.SubElement(live, "field", name="applied_record", invisible="not applied_record")
        etree.SubElement(live, "field", name="applied_date", invisible="not applied_date")
        etree.SubElement(
            live, "field", name="created_by_ai", readonly="1", invisible="not created_by_ai"
        )
        for name in ("ai_confidence", "ai_prompt"):
            etree.SubElement(live, "field", name=name, readonly="1", invisible="not created_by_ai")
        return box
