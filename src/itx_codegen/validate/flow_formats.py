"""What the engine of data flows reads and writes.

The engine is another package, which must not be needed to write a module: a test holds these tables
to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """One format: its `options`, those that are `required`, and what it reads from.

    `connections`: the types of connections that it can read from; empty for files.
    `knows_changes`: whether its rows tell when they were changed. `reads_here`: whether, without a
    connection, it reads from the database that the flow runs in.
    """

    options: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    connections: frozenset[str] = frozenset()
    knows_changes: bool = False
    reads_here: bool = False


_MODEL = frozenset({"model", "fields"})
_OF_MODEL = _MODEL | {"archived", "company", "excluded", "lag", "lang", "names", "namespace"}
_SHEET = Format(frozenset({"sheet", "skip_rows"}))

READ: Mapping[str, Format] = {
    "csv": Format(frozenset({"encoding", "separator", "quote", "null_values", "skip_rows"})),
    "jsonl": Format(),
    "ods": _SHEET,
    "odoo": Format(
        _OF_MODEL | {"context", "domain"},
        _MODEL,
        frozenset({"odoo"}),
        knows_changes=True,
        reads_here=True,
    ),
    "odoo_postgresql": Format(
        _OF_MODEL, _MODEL, frozenset({"odoo", "postgresql"}), knows_changes=True
    ),
    "parquet": Format(),
    "postgresql": Format(
        frozenset({"table", "query", "key", "schema_name"}), connections=frozenset({"postgresql"})
    ),
    "rest": Format(
        frozenset(
            {
                "fields",
                "first_page",
                "next_at",
                "page_parameter",
                "page_size",
                "paging",
                "parameters",
                "resource",
                "rows_at",
                "size_parameter",
            }
        ),
        connections=frozenset({"rest"}),
    ),
    "xlsx": _SHEET,
}

WRITE: Mapping[str, Format] = {
    "csv": Format(frozenset({"datetime_format", "encoding", "separator"})),
    "jsonl": Format(),
    "parquet": Format(),
}

#: How rows are written to a model.
UPSERT = Format(frozenset({"by", "context", "create", "group_by"}))

#: Types of connections whose models or tables can be written.
WRITABLE = frozenset({"odoo", "postgresql"})

#: Types of columns.
COLUMN_TYPES = ("str", "int", "float", "bool", "date", "datetime")

#: What a contract says something of → what it may say.
CONTRACT: Mapping[str, tuple[str, ...]] = {
    "columns": ("evolve", "freeze", "discard_value", "discard_row"),
    "values": ("freeze", "discard_value", "discard_row"),
}
