"""Records that the live app has made and the module goes on with: groups, and records of data.

They get the module's XML ids before its data is loaded, so that nothing is made twice and all that
refers to them by id stays right. What people have made of them since stays, too.
"""

from odoo.tools import SQL
from odoo.tools.sql import table_columns
from psycopg2.extras import Json

from . import links as many2many
from . import rows
from .names import MODULE, NAMESPACE, TAKEN_OVER


def name(env, naming):
    """Give the records the module's XML ids, beside those under which they came to life.

    Others' records get them as the first: Odoo knows a group by its first XML id alone.
    """
    env.cr.execute(
        SQL(
            "UPDATE ir_model_data SET module = %s, noupdate = name = ANY(%s)"
            " WHERE module = %s AND name = ANY(%s) AND model <> ALL(%s)",
            MODULE,
            _noupdate(),
            NAMESPACE,
            list(TAKEN_OVER),
            list(naming.models),
        )
    )
    _copy_names(env, naming, NAMESPACE, MODULE)
    _copy_names(env, naming, MODULE, NAMESPACE)


def _copy_names(env, naming, source, target):
    env.cr.execute(
        SQL(
            "INSERT INTO ir_model_data"
            " (module, name, model, res_id, noupdate, create_date, write_date)"
            " SELECT %s, name, %s, res_id, name = ANY(%s), now() AT TIME ZONE 'UTC',"
            " now() AT TIME ZONE 'UTC' FROM ir_model_data WHERE module = %s AND name = ANY(%s)"
            " ON CONFLICT (module, name) DO NOTHING",
            target,
            rows.renamed_model(naming, SQL.identifier("model")),
            _noupdate(),
            source,
            list(TAKEN_OVER),
        )
    )


def _noupdate():
    return [xml_id for xml_id, one in TAKEN_OVER.items() if one["noupdate"]]


def own(env, naming):
    """Return live model -> ids of its records that come with the module's data."""
    query = SQL(
        "SELECT model, array_agg(res_id) FROM ir_model_data WHERE module = %s AND name = ANY(%s)"
        " AND model = ANY(%s) GROUP BY model",
        NAMESPACE,
        list(TAKEN_OVER),
        list(naming.models),
    )
    return dict(env.execute_query(query))


def described(env, naming):
    """Return what the module's data is going to overwrite in records of other modules' models."""
    query = SQL(
        "SELECT name, model, res_id FROM ir_model_data WHERE module = %s AND name = ANY(%s)"
        " AND model <> ALL(%s)",
        NAMESPACE,
        list(TAKEN_OVER),
        list(naming.models),
    )
    saved = []
    for xml_id, model, number in env.execute_query(query):
        table = env[model]._table
        columns = [c for c in TAKEN_OVER[xml_id]["fields"] if c in table_columns(env.cr, table)]
        if columns:
            row = SQL(
                "SELECT to_jsonb(held) FROM %s AS held WHERE id = %s", SQL.identifier(table), number
            )
            values = env.execute_query(row)[0][0]
            one = {"model": model, "id": number, "values": {c: values[c] for c in columns}}
            if model == "ir.sequence":
                one["next"] = env[model].browse(number).number_next_actual
            saved.append(one)
    return saved


def restore(env, naming, tables, all_links, saved):
    """Put back what people had made of the records, which the module's data has overwritten."""
    ids = own(env, naming)
    for table in tables:
        if table.model in ids:
            rows.move(env, table, SQL("source.id = ANY(%s)", ids[table.model]))
            # The files of the live records take the place of those that the data brought.
            env.cr.execute(
                SQL(
                    "DELETE FROM ir_attachment WHERE res_model = %s AND res_field IS NOT NULL"
                    " AND res_id = ANY(%s)",
                    naming.models[table.model],
                    ids[table.model],
                )
            )
    many2many.drop_extra(env, all_links, ids)
    for one in saved:
        _restore_row(env, one)


def _restore_row(env, one):
    table = SQL.identifier(env[one["model"]]._table)
    columns = SQL(", ").join(map(SQL.identifier, one["values"]))
    env.cr.execute(
        SQL(
            "UPDATE %s SET (%s) = (SELECT %s FROM jsonb_populate_record(NULL::%s, %s))"
            " WHERE id = %s",
            table,
            columns,
            columns,
            table,
            Json(one["values"]),
            one["id"],
        )
    )
    record = env[one["model"]].browse(one["id"])
    record.invalidate_recordset()
    if one.get("next") and record.number_next_actual != one["next"]:
        record.number_next_actual = one["next"]
