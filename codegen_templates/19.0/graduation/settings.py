"""What people have set up on the app's models: filters, exports, defaults, aliases, properties."""

import ast
import json

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists
from psycopg2.extras import Json

from .references import fields_on_both_sides
from .rows import table_of


def move(env, naming, actions, defaulted):
    """Rewrite all settings; return the counts, and sentences on what could not be rewritten.

    `actions`: id -> id of the app's actions on both sides. `defaulted`: (model, field) pairs whose
    default for everyone comes with the code.
    """
    counts, left = {}, []
    counts["ir_filters"] = _filters(env, naming, actions, left)
    counts["ir_exports_line"] = _exports(env, naming)
    counts["ir_default"] = _defaults(env, naming, defaulted)
    counts["properties"] = _properties(env, naming, left)
    if table_exists(env.cr, "mail_alias"):
        counts["mail_alias"] = _aliases(env, naming, left)
    for old, new in actions.items():
        env.cr.execute(SQL("UPDATE res_users SET action_id = %s WHERE action_id = %s", new, old))
    return counts, left


def _filters(env, naming, actions, left):
    rows = env.execute_query(
        SQL(
            "SELECT id, name, model_id, domain, context, sort, action_id FROM ir_filters"
            " ORDER BY id"
        )
    )
    done = 0
    for number, name, model, domain, context, sort, action in rows:
        try:
            new = (
                naming.models.get(model, model),
                naming.domain(model, domain),
                naming.context(model, context),
                json.dumps([naming.order(model, term) for term in json.loads(sort)]),
                actions.get(action, action),
            )
        except ValueError as error:
            if model in naming.models:
                left.append(f"ir.filters {number}, {name}: {error}")
            continue
        old_sort = json.dumps(json.loads(sort))
        if new != (model, domain.strip(), context.strip(), old_sort, action):
            done += 1
            env.cr.execute(
                SQL(
                    "UPDATE ir_filters SET (model_id, domain, context, sort, action_id) = %s"
                    " WHERE id = %s",
                    new,
                    number,
                )
            )
    return done


def _exports(env, naming):
    """Rewrite the columns of saved exports; their model has its new name by now."""
    old_models = {new: old for old, new in naming.models.items()}
    rows = env.execute_query(
        SQL(
            "SELECT line.id, line.name, export.resource FROM ir_exports_line AS line"
            " JOIN ir_exports AS export ON export.id = line.export_id"
            " WHERE export.resource = ANY(%s)",
            list({*old_models, *naming.fields}),
        )
    )
    done = 0
    for number, path, model in rows:
        new = naming.path(old_models.get(model, model), path, "/")
        if new != path:
            done += 1
            query = SQL("UPDATE ir_exports_line SET name = %s WHERE id = %s", new, number)
            env.cr.execute(query)
    return done


def _defaults(env, naming, defaulted):
    """Give the defaults that people have set to the fields of the other side."""
    ids = fields_on_both_sides(env, naming)
    if not ids:
        return 0
    rows = env.execute_query(
        SQL(
            "SELECT held.id, field.id, field.model, field.name, held.condition,"
            " held.user_id IS NULL AND held.company_id IS NULL AND held.condition IS NULL"
            " FROM ir_default AS held JOIN ir_model_fields AS field ON field.id = held.field_id"
            " WHERE field.id = ANY(%s)",
            list(ids),
        )
    )
    done = 0
    for number, field, model, name, condition, for_everyone in rows:
        if for_everyone and (model, name) in defaulted:
            continue
        if condition:
            of, equals, value = condition.partition("=")
            condition = naming.field(model, of) + equals + value
        env.cr.execute(
            SQL(
                "UPDATE ir_default SET field_id = %s, condition = %s WHERE id = %s",
                ids[field],
                condition,
                number,
            )
        )
        done += 1
    return done


def _aliases(env, naming, left):
    """Rewrite the values that incoming mail gives to records; the model is the new one by now."""
    old_models = {new: old for old, new in naming.models.items()}
    rows = env.execute_query(
        SQL(
            "SELECT alias.id, alias.alias_defaults, model.model FROM mail_alias AS alias"
            " JOIN ir_model AS model ON model.id = alias.alias_model_id"
            " WHERE model.model = ANY(%s)",
            list(old_models),
        )
    )
    for number, text, model in rows:
        try:
            values = ast.literal_eval(text)
        except (ValueError, SyntaxError) as error:
            left.append(f"mail.alias {number}: {error}")
            continue
        new = {naming.field(old_models[model], name): value for name, value in values.items()}
        query = SQL("UPDATE mail_alias SET alias_defaults = %s WHERE id = %s", repr(new), number)
        env.cr.execute(query)
    return len(rows)


def _properties(env, naming, left):
    """Rewrite the properties that lead to the app's models."""
    query = SQL(
        "SELECT model, name FROM ir_model_fields WHERE ttype = 'properties_definition' AND store"
    )
    done = 0
    for model, name in env.execute_query(query):
        if model not in naming.models and column_exists(env.cr, table_of(model), name):
            done += _definitions(env, naming, table_of(model), name, left)
    return done


def _definitions(env, naming, table, name, left):
    column, done = SQL.identifier(name), 0
    rows = env.execute_query(
        SQL("SELECT id, %s FROM %s WHERE %s IS NOT NULL", column, SQL.identifier(table), column)
    )
    for number, definitions in rows:
        new = [_definition(naming, one, f"{table} {number}", left) for one in definitions]
        if new != definitions:
            done += 1
            env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    SQL.identifier(table),
                    column,
                    Json(new),
                    number,
                )
            )
    return done


def _definition(naming, definition, place, left):
    model = definition.get("comodel")
    new = {**definition, "comodel": naming.models[model]} if model in naming.models else definition
    if model in naming.fields and definition.get("domain"):
        try:
            new = {**new, "domain": naming.domain(model, definition["domain"])}
        except ValueError as error:
            left.append(f"{place}: {error}")
    return new
