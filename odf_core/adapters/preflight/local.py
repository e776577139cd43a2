"""This Odoo, as the user of a run sees it."""

from odoo import release


class LocalSide:
    """See odoo_data_flow.preflight.Side. `env`: that of the run."""

    def __init__(self, env):
        self._env = env
        self.name = env._("this database")

    def version(self):
        """See Side."""
        return release.major_version

    def fields(self, model):
        """See Side."""
        if model not in self._env or self._env[model]._abstract:
            return None
        return self._env[model].fields_get()

    def may(self, model, operation):
        """See Side."""
        return self._env[model].has_access(operation)

    def unfilled(self, model, fields):
        """See Side."""
        records = self._env[model]
        filled = records.default_get(list(fields))
        # Odoo computes the ones, and makes the others' records with those that are created.
        by_itself = {name for name in fields if records._fields[name].compute}
        by_itself |= set(records._inherits.values())
        return [
            name
            for name in fields
            if name not in by_itself and filled.get(name) in (None, False, "", [])
        ]

    def languages(self):
        """See Side."""
        return {code for code, _name in self._env["res.lang"].get_installed()}

    def modules(self):
        """See Side."""
        # sudo: which modules are installed is no secret of those who describe flows between them.
        found = self._env["ir.module.module"].sudo().search([("state", "=", "installed")])
        return {module.name: module.latest_version or "" for module in found}

    def modules_of(self, model):
        """See Side."""
        # sudo: see modules().
        found = self._env["ir.model"].sudo()._get(model)
        return [name for name in (found.modules or "").split(", ") if name]
