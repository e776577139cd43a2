"""The live app after the move: switched off, listed, and removed when somebody says so."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from .names import FIELDS, MODELS, MODULE, NAMESPACE, TAKEN_OVER, WITHOUT_ROWS
from .rows import table_of

#: What must not act twice: model -> its table.
_ACTIVE = {
    "base.automation": "base_automation",
    "ir.asset": "ir_asset",
    "ir.cron": "ir_cron",
    "ir.rule": "ir_rule",
    "ir.ui.menu": "ir_ui_menu",
    "ir.ui.view": "ir_ui_view",
    "mail.template": "mail_template",
}
#: What has an address of its own, which nobody else may have, and stands in others' menus.
_ACTIONS = {
    "ir.actions.act_url": "ir_act_url",
    "ir.actions.act_window": "ir_act_window",
    "ir.actions.client": "ir_act_client",
    "ir.actions.report": "ir_act_report_xml",
    "ir.actions.server": "ir_act_server",
}
#: What people set on the app's records of these tables, and the module's go on with.
_KEPT = {
    "base_automation": ("webhook_uuid",),
    "ir_cron": ("active", "interval_number", "interval_type", "lastcall", "nextcall", "user_id"),
}
#: Tables that describe models, and what belongs to the app as it was made.
_PARTS = ("ir_actions", "ir_default", "ir_model_", "itx_moduler_")


def pairs(env, *models):
    """Return id -> id of the records that the app and the module have under one name."""
    query = SQL(
        "SELECT live.res_id, code.res_id FROM ir_model_data AS live JOIN ir_model_data AS code"
        " USING (name, model) WHERE live.module = %s AND code.module = %s AND model = ANY(%s)"
        " AND live.res_id <> code.res_id",
        NAMESPACE,
        MODULE,
        list(models),
    )
    return dict(env.execute_query(query))


def give_paths(env):
    """Leave the addresses of the app's actions to the module's; return table -> [id, path]."""
    given = {}
    for model, table in _ACTIONS.items():
        which = SQL("path IS NOT NULL")
        rows = _ours(env, model, table, SQL("id, path"), which)
        given[table] = [list(row) for row in rows]
        _update(env, model, table, SQL("path = NULL"), which)
    return given


def take_paths(env, given):
    """Give the app's actions their addresses again; the inverse of `give_paths`."""
    for table, held in given.items():
        rows = SQL(
            "UPDATE %s SET path = NULL WHERE path = ANY(%s)",
            SQL.identifier(table),
            [path for _number, path in held],
        )
        env.cr.execute(rows)
        for number, path in held:
            query = "UPDATE %s SET path = %s WHERE id = %s"
            env.cr.execute(SQL(query, SQL.identifier(table), path, number))


def switch_off(env):
    """Hide and stop what the app does; return table -> ids of what was on."""
    for model in ("base.automation", "ir.cron"):
        _hand_on(env, _ACTIVE[model], pairs(env, model))
    off = {}
    for model, table in _ACTIVE.items():
        if column_exists(env.cr, table, "active"):
            on = SQL("active")
            off[table] = _update(env, model, table, SQL("active = false"), on)
    for model, table in _ACTIONS.items():
        bound = SQL("binding_model_id IS NOT NULL")
        rows = _ours(env, model, table, SQL("id, binding_model_id"), bound)
        off[f"{table} bound"] = [list(row) for row in rows]
        _update(env, model, table, SQL("binding_model_id = NULL"), bound)
    return off


def switch_on(env, off):
    """Let the app act again as it did; the inverse of `switch_off`."""
    for name, held in off.items():
        table, _blank, is_bound = name.partition(" ")
        if is_bound:
            for number, model in held:
                query = "UPDATE %s SET binding_model_id = %s WHERE id = %s"
                env.cr.execute(SQL(query, SQL.identifier(table), model, number))
        else:
            query = "UPDATE %s SET active = true WHERE id = ANY(%s)"
            env.cr.execute(SQL(query, SQL.identifier(table), held))


def _hand_on(env, table, ids):
    for old, new in ids.items():
        columns = [SQL.identifier(name) for name in _KEPT[table]]
        env.cr.execute(
            SQL(
                "UPDATE %s AS code SET %s FROM %s AS live WHERE code.id = %s AND live.id = %s",
                SQL.identifier(table),
                SQL(", ").join(SQL("%s = live.%s", name, name) for name in columns),
                SQL.identifier(table),
                new,
                old,
            )
        )


def _ours(env, model, table, columns, which):
    return env.execute_query(
        SQL(
            "SELECT %s FROM %s WHERE %s AND %s",
            columns,
            SQL.identifier(table),
            which,
            _is_ours(model),
        )
    )


def _update(env, model, table, change, which):
    query = "UPDATE %s SET %s WHERE %s AND %s RETURNING id"
    rows = env.execute_query(SQL(query, SQL.identifier(table), change, which, _is_ours(model)))
    return [number for (number,) in rows]


def _is_ours(model):
    return SQL(
        "id IN (SELECT res_id FROM ir_model_data WHERE module = %s AND model = %s"
        " AND name <> ALL(%s))",
        NAMESPACE,
        model,
        list(TAKEN_OVER),
    )


def leftovers(env):
    """Return what is left of the live app, as dicts: `what`, `count`, `by_hand`.

    `by_hand`: it was made by people beside the app, and would go with it.
    """
    found = [*_tables(env), *_columns(env), *_records(env)]
    return [*found, *_fields_by_hand(env), *_speaking_of_the_app(env)]


def _tables(env):
    for model in MODELS:
        if table_exists(env.cr, table_of(model)):
            query = SQL("SELECT count(*) FROM %s", SQL.identifier(table_of(model)))
            yield _left(f"Model {model} (moved to {MODELS[model]})", env.execute_query(query)[0][0])
    yield from (_left(f"Model {model}", 0) for model in WITHOUT_ROWS if _model_ids(env, [model]))


def _columns(env):
    for model, names in FIELDS.items():
        if model not in MODELS:
            for name in names:
                if env["ir.model.fields"]._get_ids(model).get(name):
                    yield _left(f"Field {name} of {model} (moved to {names[name]})", 1)


def _records(env):
    query = SQL(
        "SELECT model, count(*) FROM ir_model_data WHERE module = %s AND name <> ALL(%s)"
        " AND model <> ALL(%s) GROUP BY model ORDER BY model",
        NAMESPACE,
        list(TAKEN_OVER),
        list(MODELS),
    )
    for model, count in env.execute_query(query):
        yield _left(f"{model}: switched off, replaced by the module's", count)


def _fields_by_hand(env):
    """Yield the fields that people have added to the app, or from elsewhere towards it."""
    query = SQL(
        "SELECT model, name, ttype, store FROM ir_model_fields WHERE state = 'manual'"
        " AND (model = ANY(%s) OR relation = ANY(%s)) AND model <> ALL(%s) ORDER BY model, name",
        list(MODELS),
        [*MODELS, *WITHOUT_ROWS],
        list(WITHOUT_ROWS),
    )
    for model, name, kind, store in env.execute_query(query):
        if name not in FIELDS.get(model, ()) and name.startswith("x_"):
            table = table_of(model)
            count = 0
            if store and kind != "many2many" and column_exists(env.cr, table, name):
                query = SQL(
                    "SELECT count(*) FROM %s WHERE %s IS NOT NULL",
                    SQL.identifier(table),
                    SQL.identifier(name),
                )
                count = env.execute_query(query)[0][0]
            yield _left(f"Field {name} of {model}", count, by_hand=True)


def _speaking_of_the_app(env):
    """Yield the records that lead to a model or field of the app, and are not the app's own."""
    ids = {
        "ir_model": _model_ids(env, [*MODELS, *WITHOUT_ROWS]),
        "ir_model_fields": _field_ids(env),
    }
    query = SQL(
        "SELECT held.conrelid::regclass::text, held.confrelid::regclass::text, col.attname"
        " FROM pg_constraint AS held JOIN pg_attribute AS col"
        " ON col.attrelid = held.conrelid AND col.attnum = held.conkey[1]"
        " WHERE held.contype = 'f' AND held.confrelid = ANY(ARRAY['ir_model'::regclass,"
        " 'ir_model_fields'::regclass]) AND cardinality(held.conkey) = 1 ORDER BY 1, 3",
    )
    for table, target, column in env.execute_query(query):
        if not table.startswith(_PARTS) and ids[target] and column_exists(env.cr, table, "id"):
            which = SQL("%s = ANY(%s)", SQL.identifier(column), ids[target])
            yield from _strangers(env, table, column, which)
    for table, column in (("ir_ui_view", "model"), ("ir_act_window", "res_model")):
        which = SQL("%s = ANY(%s)", SQL.identifier(column), [*MODELS, *WITHOUT_ROWS])
        yield from _strangers(env, table, column, which)


def _strangers(env, table, column, which):
    models = [name for name, model in env.registry.items() if model._table == table]
    query = SQL(
        "SELECT id FROM %s AS held WHERE %s AND NOT EXISTS (SELECT FROM ir_model_data"
        " WHERE module = %s AND model = ANY(%s) AND res_id = held.id) ORDER BY id",
        SQL.identifier(table),
        which,
        NAMESPACE,
        models,
    )
    for (number,) in env.execute_query(query):
        if models and not _belongs_to_the_app(env, models[0], number):
            name = env[models[0]].browse(number).display_name
            yield _left(f"{models[0]} {number}, {name} ({column})", 1, by_hand=True)


def _belongs_to_the_app(env, model, number):
    """Tell whether a record is a part of one of the app's: the code of a schedule or a rule."""
    record = env[model].browse(number)
    if model != "ir.actions.server":
        return False
    crons = (
        env["ir.cron"]
        .with_context(active_test=False)
        .search([("ir_actions_server_id", "=", number)])
    )
    holders = [crons] + ([record.base_automation_id] if "base_automation_id" in record else [])
    return any(
        one.get_external_id().get(one.id, "").startswith(f"{NAMESPACE}.")
        for holder in holders
        for one in holder
    )


def _left(what, count, by_hand=False):
    return {"what": what, "count": count, "by_hand": by_hand}


def _model_ids(env, models):
    rows = env.execute_query(SQL("SELECT id FROM ir_model WHERE model = ANY(%s)", list(models)))
    return [number for (number,) in rows]


def _field_ids(env):
    rows = env.execute_query(
        SQL(
            "SELECT id, model, name FROM ir_model_fields"
            " WHERE model = ANY(%s) AND state = 'manual'",
            list(FIELDS),
        )
    )
    return [number for number, model, name in rows if name in FIELDS[model]]


def remove(env):
    """Delete all that is left of the live app, with its tables and columns."""
    env = env(context={**env.context, "_force_unlink": True, "active_test": False})
    models = [*MODELS, *WITHOUT_ROWS]
    # Rows go with their tables.
    env.cr.execute(
        SQL("DELETE FROM ir_model_data WHERE module = %s AND model = ANY(%s)", NAMESPACE, models)
    )
    env.invalidate_all()
    env["ir.model.data"]._module_data_uninstall([NAMESPACE])
    # The tables of links go with the fields, not with the models.
    fields = env["ir.model.fields"].search([("state", "=", "manual"), ("model", "in", models)])
    fields.filtered(lambda field: field.ttype == "many2many").unlink()
    env["ir.model"].browse(_model_ids(env, models)).unlink()
    env["ir.model.fields"].browse(_field_ids(env)).unlink()
    env.flush_all()
    env.registry._setup_models__(env.cr)
