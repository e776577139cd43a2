"""Models and fields of either side: of this database, of the module itself, or of a connection."""

import time
from functools import partial
from itertools import islice
from pathlib import Path

from odoo.addons.odf_core.adapters import messages
from odoo.addons.odf_core.adapters.odoo_host import OdooHost
from odoo.addons.odf_core.adapters.settings import setting
from odoo.exceptions import AccessError, UserError

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS

_ATTRIBUTES = ("string", "type", "required", "readonly", "relation", "store")
_SKIPPED = ("one2many", "binary", "properties", "properties_definition", "json", "serialized")
#: How long the answer of a connection is remembered, in seconds: as long as somebody builds a step.
_SECONDS = 120
_remembered = {}
#: Files that are offered.
_FILES = 500
#: Languages of another Odoo whose labels are asked for; each is a call.
_LANGUAGES = 5


def models(flow, connection):
    """Models as dicts of `name`, `label` and `own` (of the module itself), by label.

    Of this database those that the user may read; of a connection (by its name) those that its user
    may. Raises UserError.
    """
    if connection:
        found = _remember(flow, connection, "", _far_models)
    else:
        found = {**_near_models(flow.env), **_own_models(flow)}
    rows = [{"name": name, **model} for name, model in found.items()]
    return sorted(rows, key=lambda row: (not row["own"], row["label"].casefold(), row["name"]))


def fields(flow, connection, model):
    """Fields of a model that can be written or read as one column, as dicts of `name`, `label`,
    `type`, `required`, `readonly` and `relation`, by label. Raises UserError.
    """
    if connection:
        found = _remember(flow, connection, model, _far_fields)
    else:
        found = {**_near_fields(flow.env, model), **_own_fields(flow, model)}
    rows = [{"name": name, **field} for name, field in found.items()]
    return sorted(rows, key=lambda row: (row["label"].casefold(), row["name"]))


def labels(flow, connection, model):
    """What the fields of a model are called: dict of field → list of labels, one for each language
    that is installed there, each label once. Raises UserError.
    """
    if connection:
        return _remember(flow, connection, f"{model} labels", partial(_far_labels, model))
    if model not in flow.env:
        return {}
    flow.env[model].check_access("read")
    return _by_field(
        flow.env["ir.model.fields"].with_context(lang=code).get_field_string(model)
        for code, _name in flow.env["res.lang"].get_installed()
    )


def is_known(flow, model):
    """Whether this database or the module has a model."""
    return model in flow.env or model in flow.module_id.model_ids.mapped("name")


def own_described(flow, model):
    """Fields that the module of a flow gives a model, as `fields_get` will describe them; `filled`:
    it gives them a value by itself.
    """
    return {
        field.name: {
            "string": field.string or field.name.replace("_", " ").capitalize(),
            "type": field.type,
            "required": field.required,
            "readonly": field.readonly == "yes",
            "relation": field.comodel_name or False,
            "selection": [(one.value, one.name) for one in field.selection_ids],
            "filled": bool(
                field.compute or field.related or field.default or field.default_expression
            ),
        }
        for one in flow.module_id.model_ids
        if one.name == model
        for field in one.field_ids
    }


def connections(env):
    """The connections that the user may see, as dicts of `name`, `label` and `kind`."""
    found = env["odf.connection"].search([])
    return [{"name": one.name, "label": one.display_name, "kind": one.kind} for one in found]


def formats(env):
    """What read steps can read, as dicts of `name`, `label`, `from_file`, `reads_here` (also
    without a connection) and `options`: of these the `name`, the `sort` of value (text, number,
    truth, names or json) and the `default`, if any.
    """
    labels = dict(env["odf.flow.step"].fields_get(["format"], ["selection"])["format"]["selection"])
    return [
        {
            "name": name,
            "label": labels.get(name, name),
            "from_file": READERS.of(name).reads_files,
            "reads_here": READERS.of(name).reads_here,
            "options": [
                {"name": option, "sort": _sort(schema), "default": schema.get("default")}
                for option, schema in READERS.of(name).model_json_schema()["properties"].items()
            ],
        }
        for name in READERS.names
    ]


def files():
    """The files below the folder of data, as paths relative to it."""
    folder = setting("odf_data_dir")
    if not folder:
        return []
    root = Path(folder)
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return [path.relative_to(root).as_posix() for path in islice(found, _FILES)]


def _sort(schema):
    kinds = {schema.get("type"), *(one.get("type") for one in schema.get("anyOf", ()))}
    if "array" in kinds and schema.get("items", {}).get("type") == "string":
        return "names"
    if kinds & {"array", "object"}:
        return "json"
    if "boolean" in kinds:
        return "truth"
    return "number" if "integer" in kinds and "string" not in kinds else "text"


def _near_models(env):
    names = [
        name
        for name, model in env.registry.items()
        if not model._abstract and not model._transient and env[name].has_access("read")
    ]
    # sudo: only the labels of models that the user may read.
    rows = env["ir.model"].sudo().search_read([("model", "in", names)], ["model", "name"])
    return {row["model"]: {"label": row["name"], "own": False} for row in rows}


def _own_models(flow):
    return {
        model.name: {"label": model.description or model.name, "own": True}
        for model in flow.module_id.model_ids
        if not (model.abstract or model.transient or model.extends)
    }


def _near_fields(env, model):
    if model not in env:
        return {}
    env[model].check_access("read")
    return _columns(env[model].fields_get(attributes=_ATTRIBUTES))


def _own_fields(flow, model):
    return _columns(own_described(flow, model))


def _columns(described):
    return {
        name: {
            "label": field["string"],
            "type": field["type"],
            "required": bool(field.get("required")),
            "readonly": bool(field.get("readonly")),
            "relation": field.get("relation") or "",
        }
        for name, field in described.items()
        if field["type"] not in _SKIPPED
    }


def _far_models(client, _model):
    rows = client["ir.model"].search_read([("transient", "=", False)], ["model", "name"])
    return {row["model"]: {"label": row["name"], "own": False} for row in rows}


def _far_fields(client, model):
    return _columns(client[model].fields_get((), _ATTRIBUTES))


def _far_labels(model, client, _what):
    codes = [row["code"] for row in client["res.lang"].search_read([], ["code"], limit=_LANGUAGES)]
    described = [client.with_lang(code)[model].fields_get((), ("string",)) for code in codes]
    return _by_field(
        {name: field["string"] for name, field in fields.items()} for fields in described
    )


def _by_field(languages):
    found = {}
    for names in languages:
        for name, label in names.items():
            if label and label not in found.setdefault(name, []):
                found[name].append(label)
    return found


def _remember(flow, connection, model, ask):
    """What a connection answers, at most _SECONDS old. Each user has answers of their own."""
    if not flow.env.user.has_group("odf_core.group_flow_manager"):
        raise AccessError(flow.env._("Only a Flow Manager may look into connections."))
    now = time.monotonic()
    for place in [place for place, (until, _found) in _remembered.items() if until < now]:
        del _remembered[place]
    place = (flow.env.cr.dbname, flow.env.uid, flow.env.lang, connection, model)
    if place not in _remembered:
        try:
            client = OdooHost(flow.env, "").connection(connection)
            found = ask(client, model) if hasattr(client, "__getitem__") else {}
        except FlowError as error:
            raise UserError(messages.error_text(flow.env, error)) from error
        _remembered[place] = (now + _SECONDS, found)
    return _remembered[place][1]
