"""What other tables say of records by the name of their model: attachments, messages, XML ids."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from .rows import renamed_model, table_of

#: Columns that name a model, beside that of the record's id.
_WITH_ID = {"res_model": "res_id", "model": "res_id", "parent_res_model": "parent_res_id"}
#: The same without an id: what is said of all records of a model.
_WITHOUT_ID = (
    ("base_import_mapping", "res_model"),
    ("ir_exports", "resource"),
    ("mail_activity_plan", "res_model"),
    ("mail_activity_type", "res_model"),
    ("mail_message_subtype", "res_model"),
)
#: What describes the apps themselves, and says how they were made.
_NOT_DATA = ("ir_act_", "itx_moduler_", "moduler_", "x_")
#: Many2one fields to models, in tables that hold people's data.
_TO_MODELS = (
    ("calendar_event", "res_model_id"),
    ("mail_activity", "res_model_id"),
    ("mail_activity_plan", "res_model_id"),
    ("mail_alias", "alias_model_id"),
    ("mail_alias", "alias_parent_model_id"),
)


def move(env, naming, modules):
    """Let all that refers to records of this side refer to the other; return the counts.

    XML ids of `modules` stay: they are the app's own. Returns table.column -> (rows that spoke of
    this side, rows that were changed); both must be the same.
    """
    counts = {}
    for table, column in _speaking_of_models(env):
        own = SQL("TRUE")
        if table == "ir_model_data":
            own = SQL("module <> ALL(%s)", list(modules))
        counts[f"{table}.{column}"] = _rename(env, naming, table, column, own)
    for table, column in _references(env, naming):
        counts[f"{table}.{column}"] = _rename(env, naming, table, column, SQL("TRUE"))
    _files_of_fields(env, naming)
    models = models_on_both_sides(env, naming)
    for table, column in _TO_MODELS:
        if table_exists(env.cr, table) and column_exists(env.cr, table, column):
            counts[f"{table}.{column}"] = renumber(env, table, column, models)
    if table_exists(env.cr, "mail_tracking_value"):
        fields = fields_on_both_sides(env, naming)
        counts["mail_tracking_value.field_id"] = renumber(
            env, "mail_tracking_value", "field_id", fields
        )
    return counts


def _speaking_of_models(env):
    """Return (table, column) of all columns with names of models, in whatever module's tables."""
    query = SQL(
        "SELECT c.table_name, c.column_name FROM information_schema.columns AS c"
        " JOIN information_schema.tables AS t USING (table_schema, table_name)"
        " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
        " AND c.data_type = 'character varying' AND c.column_name = ANY(%s) ORDER BY 1, 2",
        list(_WITH_ID),
    )
    with_id = [
        (table, column)
        for table, column in env.execute_query(query)
        if not table.startswith(_NOT_DATA) and column_exists(env.cr, table, _WITH_ID[column])
    ]
    there = [pair for pair in _WITHOUT_ID if column_exists(env.cr, *pair) and pair not in with_id]
    return [*with_id, *there]


def _references(env, naming):
    """Return (table, column) of the reference fields of models that are not the app's."""
    query = SQL("SELECT model, name FROM ir_model_fields WHERE ttype = 'reference' AND store")
    own = {*naming.models, *naming.models.values()}
    return [
        (table_of(model), name)
        for model, name in env.execute_query(query)
        if model not in own and column_exists(env.cr, table_of(model), name)
    ]


def _rename(env, naming, table, column, which):
    speaks = SQL(
        "split_part(%s, ',', 1) = ANY(%s) AND %s",
        SQL.identifier(column),
        list(naming.models),
        which,
    )
    # What is indexed is the column itself: only reference fields hold more than the name.
    if table != "ir_model_data" and column in _WITH_ID:
        speaks = SQL("%s = ANY(%s) AND %s", SQL.identifier(column), list(naming.models), which)
    counted = SQL("SELECT count(*) FROM %s WHERE %s", SQL.identifier(table), speaks)
    before = env.execute_query(counted)[0][0]
    env.cr.execute(
        SQL(
            "UPDATE %s SET %s = %s WHERE %s",
            SQL.identifier(table),
            SQL.identifier(column),
            renamed_model(naming, SQL.identifier(column)),
            speaks,
        )
    )
    return before, env.cr.rowcount


def _files_of_fields(env, naming):
    """Let the files behind binary fields be found under the new names of the fields."""
    for model, names in naming.fields.items():
        for old, new in names.items():
            if old != new:
                env.cr.execute(
                    SQL(
                        "UPDATE ir_attachment SET res_field = %s WHERE res_model = %s"
                        " AND res_field = %s",
                        new,
                        naming.models.get(model, model),
                        old,
                    )
                )


def models_on_both_sides(env, naming):
    """Return id -> id of the models (`ir.model`)."""
    query = SQL("SELECT model, id FROM ir_model")
    ids = dict(env.execute_query(query))
    return {ids[a]: ids[b] for a, b in naming.models.items() if a in ids and b in ids}


def fields_on_both_sides(env, naming):
    """Return id -> id of the fields (`ir.model.fields`), those of mixins included."""
    models = {**{model: model for model in naming.fields}, **naming.models}
    query = SQL(
        "SELECT model, name, id FROM ir_model_fields WHERE model = ANY(%s)",
        list({*models, *models.values()}),
    )
    ids = {(model, name): number for model, name, number in env.execute_query(query)}
    found = {}
    for (model, name), number in ids.items():
        if model in models:
            other = ids.get((models[model], naming.field(model, name)))
            if other not in (None, number):
                found[number] = other
    return found


def renumber(env, table, column, ids):
    """Replace ids in a column; return (rows that had one of them, rows that were changed)."""
    if not ids:
        return 0, 0
    counted = SQL(
        "SELECT count(*) FROM %s WHERE %s = ANY(%s)",
        SQL.identifier(table),
        SQL.identifier(column),
        list(ids),
    )
    before = env.execute_query(counted)[0][0]
    env.cr.execute(
        SQL(
            "UPDATE %s SET %s = pairs.new FROM (VALUES %s) AS pairs (old, new)"
            " WHERE %s = pairs.old",
            SQL.identifier(table),
            SQL.identifier(column),
            SQL(", ").join(SQL("(%s, %s)", old, new) for old, new in ids.items()),
            SQL.identifier(column),
        )
    )
    return before, env.cr.rowcount
