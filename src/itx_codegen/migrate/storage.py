"""Where Odoo 19 keeps the values of models and fields: tables, columns, their types."""

from __future__ import annotations

import ast
from typing import NamedTuple
from zlib import crc32

from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from ..ir.naming import underscored

#: Models of `base` whose table is called otherwise (`_table` of their classes).
_TABLES = {
    "ir.actions.act_url": "ir_act_url",
    "ir.actions.act_window": "ir_act_window",
    "ir.actions.act_window_close": "ir_actions",
    "ir.actions.act_window.view": "ir_act_window_view",
    "ir.actions.actions": "ir_actions",
    "ir.actions.client": "ir_act_client",
    "ir.actions.report": "ir_act_report_xml",
    "ir.actions.server": "ir_act_server",
}
_COLUMN_TYPES = {
    "boolean": "bool",
    "char": "varchar",
    "date": "date",
    "datetime": "timestamp",
    "html": "text",
    "integer": "int4",
    "json": "jsonb",
    "many2one": "int4",
    "many2one_reference": "int4",
    "monetary": "numeric",
    "properties": "jsonb",
    "properties_definition": "jsonb",
    "reference": "varchar",
    "selection": "varchar",
    "text": "text",
}
#: PostgreSQL's limit for names.
_LONGEST = 63


class Links(NamedTuple):
    """The table of a many2many and its two columns."""

    table: str
    column1: str
    column2: str

    @property
    def indexes(self) -> tuple[str, str]:
        """The names that PostgreSQL gives to the indexes that Odoo makes without a name."""
        both = f"{self.column2}_{self.column1}"
        return _object_name(self.table, "", "pkey"), _object_name(self.table, both, "idx")

    @property
    def foreign_keys(self) -> tuple[str, str]:
        """The names that PostgreSQL gives to the foreign keys."""
        first, second = (
            _object_name(self.table, column, "fkey") for column in (self.column1, self.column2)
        )
        return first, second


def _object_name(table_name: str, columns: str, label: str) -> str:
    """Return the name of an object of a table; the rule is PostgreSQL's `makeObjectName`."""
    columns = columns[:_LONGEST]
    room = _LONGEST - len(label) - 1 - bool(columns)
    while len(table_name) + len(columns) > room:
        if len(table_name) > len(columns):
            table_name = table_name[:-1]
        else:
            columns = columns[:-1]
    return "_".join(part for part in (table_name, columns, label) if part)


def identifier(name: str) -> str:
    """Return a name that PostgreSQL can hold; the rule is `odoo.tools.sql.make_identifier`."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[:54]}_{crc32(name.encode()):08x}"


def table(model: Model | str) -> str:
    """Return the table of a model, or of one of another module by its name."""
    if isinstance(model, str):
        return _TABLES.get(model, underscored(model))
    given = model.attributes.get("_table")
    return str(ast.literal_eval(given)) if given else table(model.name)


def has_table(model: Model) -> bool:
    """Whether a model of the module has rows that must be kept."""
    return not (model.abstract or model.extends or model.attributes.get("_auto") == "False")


def column_type(field: Field) -> str:
    """Return the type of a field's column as PostgreSQL calls it; empty where it has none."""
    if not field.has_column or in_attachments(field):
        return ""
    if field.company_dependent or field.translate:
        return "jsonb"
    if field.type == "float":
        return "numeric" if field.digits or field.precision else "float8"
    return _COLUMN_TYPES.get(field.type, "bytea")


def in_attachments(field: Field) -> bool:
    """Whether the values of a field are attachments."""
    return field.stored and field.type in ("binary", "image") and field.attachment


def is_links(field: Field) -> bool:
    """Whether the values of a field are rows of a table of links."""
    return field.type == "many2many" and field.stored


def links(field: Field, own_table: str, target_table: str) -> Links:
    """Return where a many2many keeps its links; the rule is that of Odoo's `Many2many`."""
    default = "_".join(sorted((own_table, target_table))) + "_rel"
    return Links(
        field.relation_table or default,
        field.column1 or f"{own_table}_id",
        field.column2 or f"{target_table}_id",
    )


def index_name(table_name: str, column: str) -> str:
    """Return the name of a column's index; the rule is `odoo.tools.sql.make_index_name`."""
    return identifier(f"{table_name}__{column}_index")
