"""What surrounds a document in this database."""


class OdooWorld:
    """`itx_codegen.validate.World` of this database."""

    def __init__(self, env):
        self.env = env

    def has_module(self, name):
        # sudo: which modules there are is no secret, and every author may depend on any of them.
        modules = self.env["ir.module.module"].sudo()
        return bool(modules.search_count([("name", "=", name)], limit=1))

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
