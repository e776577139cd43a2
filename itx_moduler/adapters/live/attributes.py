"""Arguments of fields and models for which Odoo's own metadata has no place.

They stand as JSON beside the metadata, and are given to the field or the class when the registry is
set up. One table says which there are; writing and reading go by it.
"""

import odoo.fields
from odoo.tools.safe_eval import datetime, dateutil, safe_eval, time, wrap_module

from itx_codegen.names import LIVE_PREFIX

#: Attributes of a field that its class takes as they are.
_FIELD_ARGUMENTS = (
    "digits",
    "aggregator",
    "check_company",
    "compute_sudo",
    "precompute",
    "recursive",
    "model_field",
    "definition",
    "attachment",
)
#: Attributes of a field that are made into arguments below.
_MADE = ("groups", "tracking", "precision", "index_type", "context", "default_expression")
FIELD_ATTRIBUTES = (*_FIELD_ARGUMENTS, *_MADE)

#: Attributes of a model → the class attribute that it is.
_MODEL_ARGUMENTS = {"rec_name": "_rec_name", "check_company_auto": "_check_company_auto"}
MODEL_ATTRIBUTES = (*_MODEL_ARGUMENTS, "inherit")

_EXPRESSION_NAMES = {
    "datetime": datetime,
    "dateutil": dateutil,
    "time": time,
    "fields": wrap_module(odoo.fields, ["Date", "Datetime", "Command"]),
}


def kept(node, names):
    """Return what of an element's attributes differs from the defaults, as JSON; False if none."""
    found = {}
    for name in names:
        value = getattr(node, name)
        if value != type(node).model_fields[name].get_default(call_default_factory=True):
            found[name] = list(value) if isinstance(value, tuple) else value
    return found or False


def described(kept_values, names):
    """Return attributes as an element has them; the inverse of `kept`."""
    return {name: value for name, value in (kept_values or {}).items() if name in names}


def field_arguments(env, kept_values):
    """Return the arguments of a field's class for what is kept beside its metadata."""
    arguments = {name: kept_values[name] for name in _FIELD_ARGUMENTS if name in kept_values}
    if "digits" in arguments:
        arguments["digits"] = tuple(arguments["digits"])
    if "precision" in kept_values:
        arguments["digits"] = kept_values["precision"]
    if "index_type" in kept_values:
        arguments["index"] = kept_values["index_type"]
    if "context" in kept_values:
        arguments["context"] = safe_eval(kept_values["context"])
    if "groups" in kept_values:
        arguments["groups"] = ",".join(kept_values["groups"])
    if "tracking" in kept_values and "mail.thread" in env:
        arguments["tracking"] = True
    if "default_expression" in kept_values:
        arguments["default"] = _default(kept_values["default_expression"])
    return arguments


def _default(expression):
    """Return the default of a field, evaluated anew for each record."""

    def default(records):
        return safe_eval(expression, {**_EXPRESSION_NAMES, "self": records})

    return default


def model_arguments(env, model, kept_values):
    """Return the class attributes of a model for what is kept beside its metadata, and its mixins.

    What is not there (yet: addons are loaded one after the other, fields come after their model,
    and move away for a while) is left out.
    """
    arguments = {
        argument: kept_values[name]
        for name, argument in _MODEL_ARGUMENTS.items()
        if name in kept_values
    }
    rec_name = arguments.get("_rec_name", "")
    fields_there = env["ir.model.fields"]._get_manual_field_data(model)
    if rec_name.startswith(LIVE_PREFIX) and rec_name not in fields_there:
        del arguments["_rec_name"]
    mixins = [name for name in kept_values.get("inherit", ()) if name in env]
    return arguments, mixins
