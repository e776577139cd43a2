"""What a careful programmer would write by hand to make the records of one app.

The reference for live apply: batched calls. It takes a document in live names, checks nothing,
keeps no record of what it made, and does in one call what can be done in one.
"""

import json

from odoo.fields import Command
from odoo.tools import sql

_NAMESPACE = "x_bench_app"


def make(env, document):
    """Make the records of `tests.bench._apps.app`, given in live names."""
    env = env(context={"install_mode": True, "lang": "en_US"})
    groups = env["res.groups"].create([{"name": group.name} for group in document.groups])
    group_ids = _ids(document.groups, groups)
    models = env["ir.model"].create(
        [{"model": m.name, "name": m.description, "state": "manual"} for m in document.models]
    )
    model_ids = {m.name: record.id for m, record in zip(document.models, models, strict=True)}
    _make_fields(env, document, model_ids)
    models.write({"order": document.models[0].order})
    for model in document.models:
        for one in model.constraints:
            sql.add_constraint(env.cr, model.name, f"{model.name}_{one.name}", one.definition)
    views = env["ir.ui.view"].create(
        [{"name": v.name, "model": v.model, "type": v.type, "arch": v.arch} for v in document.views]
    )
    actions = env["ir.actions.act_window"].create(
        [
            {"name": a.name, "res_model": a.model, "view_mode": ",".join(a.view_mode)}
            for a in document.actions
        ]
    )
    access = env["ir.model.access"].create(
        [
            {
                "name": row.name,
                "model_id": model_ids[row.model],
                "group_id": group_ids[row.group],
                "perm_read": row.perm_read,
                "perm_write": row.perm_write,
                "perm_create": row.perm_create,
                "perm_unlink": row.perm_unlink,
            }
            for row in document.access
        ]
    )
    roots, leaves = _make_menus(env, document, _ids(document.actions, actions))
    _name(
        env,
        (document.groups, groups),
        (document.views, views),
        (document.actions, actions),
        (document.access, access),
        roots,
        leaves,
    )
    env.flush_all()


def _make_fields(env, document, model_ids):
    everything = [(model, field) for model in document.models for field in model.fields]
    computed = [pair for pair in everything if pair[1].compute or pair[1].related]
    mirrors = [pair for pair in everything if pair[1].type == "one2many"]
    late = {field.uid for _model, field in [*computed, *mirrors]}
    plain = [pair for pair in everything if pair[1].uid not in late]
    ids = {}
    for batch in (plain, mirrors, computed):
        created = env["ir.model.fields"].create([_field(*pair, model_ids) for pair in batch])
        ids |= {field.uid: made.id for (_model, field), made in zip(batch, created, strict=True)}
    env["ir.default"].create(
        [
            {"field_id": ids[field.uid], "json_value": json.dumps(field.default)}
            for _model, field in everything
            if field.default is not None
        ]
    )


def _field(model, field, model_ids):
    method = model.method(field.compute) if field.compute else None
    values = {
        "model_id": model_ids[model.name],
        "name": field.name,
        "ttype": field.type,
        "field_description": field.string,
        "help": field.help or False,
        "required": field.required,
        "readonly": field.readonly,
        "index": field.index,
        "copied": field.copied,
        "store": field.store,
        "size": field.size or 0,
        "relation": field.comodel_name or False,
        "relation_field": field.inverse_name or False,
        "on_delete": field.ondelete or False,
        "related": field.related or False,
        "compute": method.code if method else False,
        "depends": ", ".join(method.depends) if method else False,
        "selection_ids": [
            Command.create({"value": option.value, "name": option.name, "sequence": place})
            for place, option in enumerate(field.selection)
        ],
    }
    if field.type == "many2many":
        table = sql.make_identifier(f"{model.name}_{field.name}_rel")
        values |= {"relation_table": table, "column1": "record_id", "column2": "target_id"}
    return values


def _make_menus(env, document, action_ids):
    """Return two pairs (nodes, records): the roots, and what hangs below."""
    roots = [menu for menu in document.menus if not menu.parent]
    leaves = [menu for menu in document.menus if menu.parent]
    menus = env["ir.ui.menu"]
    top = menus.create([{"name": menu.name, "sequence": menu.sequence} for menu in roots])
    parents = _ids(roots, top)
    below = menus.create(
        [
            {
                "name": menu.name,
                "parent_id": parents[menu.parent],
                "action": f"ir.actions.act_window,{action_ids[menu.action]}",
                "sequence": menu.sequence,
            }
            for menu in leaves
        ]
    )
    return (roots, top), (leaves, below)


def _ids(nodes, records):
    return {node.xml_id: record.id for node, record in zip(nodes, records, strict=True)}


def _name(env, *pairs):
    env["ir.model.data"].create(
        [
            {
                "module": _NAMESPACE,
                "name": node.xml_id,
                "model": record._name,
                "res_id": record.id,
                "noupdate": True,
            }
            for nodes, records in pairs
            for node, record in zip(nodes, records, strict=True)
        ]
    )
