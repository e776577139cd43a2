"""What PostgreSQL has of a module: columns, constraints, indexes; and what Odoo notes of them."""

from typing import Any

from .definitions import classes, models
from .identity import Identities

_COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum)
  FROM pg_attribute a
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(%s)
"""
_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
_KIND = """
SELECT relkind, CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END,
       obj_description(oid, 'pg_class')
  FROM pg_class WHERE oid = to_regclass(%s)
"""
_RELATIONS = """
SELECT r.name FROM ir_model_relation r JOIN ir_module_module m ON m.id = r.module WHERE m.name = %s
"""


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    env.cr.execute(_RELATIONS, [module])
    relations = sorted(name for (name,) in env.cr.fetchall())
    tables = {name: _table(env.cr, name) for name in sorted(_tables(env, module))}
    return {"table": tables, "ir.model.relation": {name: {} for name in relations}}


def _tables(env: Any, module: str) -> set[str]:
    own = {model._table for model in models(env, module) if not model._abstract}
    fields = [
        env[cls._name]._fields.get(field.name)
        for cls in classes(module)
        for field in cls._field_definitions
        if cls._name in env
    ]
    return own | {field.relation for field in fields if field and field.type == "many2many"} - {
        None
    }


def _table(cr: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    cr.execute(_KIND, [name])
    for kind, definition, comment in cr.fetchall():
        found |= {"(kind)": kind, "(definition)": definition, "(comment)": comment}
    cr.execute(_COLUMNS, [name])
    for column, *rest in cr.fetchall():
        found[f"column {column}"] = rest
    cr.execute(_CONSTRAINTS, [name])
    for constraint, definition in cr.fetchall():
        found[f"constraint {constraint}"] = definition
    cr.execute(_INDEXES, [name])
    for index, definition in cr.fetchall():
        found[f"index {index}"] = definition
    return found
