from odoo import api, models
from odoo.exceptions import AccessError

#: Stands in the context of the product's own writes. A caller from outside can send any JSON as
#: context, but never this very object.
EDIT_SENTINEL = object()
_KEY = "itx_moduler_edit"


class Guarded(models.AbstractModel):
    """Fields declared with `guarded=True` are written by the product's own methods alone.

    With `_guard_records` no record of the model can be made, changed or deleted any other way.
    Access rights decide who may call those methods; the guard decides that there is no other way
    in, for administrators either.
    """

    _name = "itx.moduler.guarded"
    _description = "Guarded Fields"

    _guard_records = False

    def _valid_field_parameter(self, field, name):
        return name == "guarded" or super()._valid_field_parameter(field, name)

    def _unguarded(self):
        """Return the same records, with which guarded fields can be written."""
        return self.with_context(**{_KEY: EDIT_SENTINEL})

    @api.model
    def _is_unguarded(self):
        return self.env.context.get(_KEY) is EDIT_SENTINEL

    @api.model
    def _guarded_fields(self):
        """Return the names of the guarded fields, as a set."""
        return {n for n, field in self._fields.items() if getattr(field, "guarded", False)}

    @api.model
    def default_get(self, fields):
        # The defaults of guarded fields come from the code: neither from the context nor from
        # what users may have stored as their defaults.
        guarded = self._guarded_fields()
        values = super().default_get([name for name in fields if name not in guarded])
        for name in guarded.intersection(fields):
            if self._fields[name].default:
                values[name] = self._fields[name].default(self)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self._check_guard({name for vals in vals_list for name in vals})
        return super().create(vals_list)

    def write(self, vals):
        self._check_guard(set(vals))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_guarded(self):
        self._check_guard(set())

    @api.model
    def _check_guard(self, names):
        """Raise AccessError where the names hold a guarded field and the caller is not ours."""
        if self._is_unguarded():
            return
        if self._guard_records:
            raise AccessError(
                self.env._(
                    "%(records)s are kept by the system; nobody can make, change or delete them.",
                    records=self.env["ir.model"]._get(self._name).name,
                )
            )
        forged = sorted(names & self._guarded_fields())
        if forged:
            labels = self.fields_get(forged, ["string"])
            raise AccessError(
                self.env._(
                    "%(fields)s can't be set by hand; use the buttons of the module.",
                    fields=", ".join(labels[name]["string"] for name in forged if name in labels)
                    or ", ".join(forged),
                )
            )
