"""What surrounds a document in this database."""

from pathlib import Path

from lxml import etree
from odoo.modules import Manifest
from odoo.tools import config
from odoo.tools.view_validation import relaxng

from itx_codegen.ir.flow_records import CONNECTION
from itx_codegen.render import GENERATED
from itx_codegen.validate import Owner

#: Types of views for which Odoo ships a schema (`odoo.tools.view_validation`).
_WITH_SCHEMA = frozenset({"activity", "calendar", "graph", "list", "pivot", "search"})


def owner(module):
    """Return whose the module of that name is, by where it stands: an `Owner`."""
    manifest = Manifest.for_addon(module, display_warning=False)
    if manifest is None:
        return Owner.NOBODY
    folder = Path(manifest.addons_path).resolve()
    odoos_own = (config.addons_base_dir, config.addons_community_dir)
    if folder in {Path(place).resolve() for place in odoos_own}:
        return Owner.ODOO
    source = Path(manifest.path, "__manifest__.py").read_text(encoding="utf-8")
    return Owner.US if source.startswith(GENERATED) else Owner.SOMEBODY


class OdooWorld:
    """`itx_codegen.validate.World` of this database."""

    def __init__(self, env):
        self.env = env

    def has_module(self, name):
        # sudo: which modules there are is no secret, and every author may depend on any of them.
        modules = self.env["ir.module.module"].sudo()
        return bool(modules.search_count([("name", "=", name)], limit=1))

    def owner(self, module):
        return owner(module)

    def brought_by(self, module):
        # sudo: as above.
        modules = self.env["ir.module.module"].sudo().search([("name", "=", module)])
        if not modules:
            return None
        brought = modules.upstream_dependencies(exclude_states=("uninstallable",))
        return frozenset(brought.mapped("name"))

    def has_model(self, name):
        return name in self.env.registry

    def has_field(self, model, name):
        return name in self.env.registry[model]._fields if model in self.env.registry else None

    def has_xml_id(self, name):
        data = self.env["ir.model.data"]
        return bool(data._xmlid_to_res_id(name, raise_if_not_found=False))

    def has_connection(self, name):
        if CONNECTION not in self.env or not self.env[CONNECTION].has_access("read"):
            return None
        return bool(self.env[CONNECTION].search_count([("name", "=", name)], limit=1))

    def archs(self, name):
        view = self.env.ref(name, raise_if_not_found=False)
        if not view or view._name != "ir.ui.view":
            return None
        # sudo: an author may extend every view, whatever groups it is for.
        view = view.sudo().with_context(lang=None)
        root = view
        while root.mode == "extension":
            root = root.inherit_id
        parts = [root, *root.inherit_children_ids.filtered(lambda one: one.mode == "extension")]
        combined = etree.tostring(view._get_combined_arch(), encoding="unicode")
        return (combined, *(part.arch_db for part in parts))

    def arch_faults(self, view_type, arch):
        if view_type not in _WITH_SCHEMA:
            return None
        schema = relaxng(view_type)
        if schema is None or schema.validate(etree.fromstring(arch)):
            return ()
        return tuple(f"{error.message} (line {error.line})" for error in schema.error_log)
