"""What an Odoo database says of its own models, as far as reading their rows needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...connect.database import Session, identifier
from ...errors import FlowError
from ...messages import text

#: The models whose table has another name than theirs with underscores.
_TABLES = {
    "ir.actions.act_url": "ir_act_url",
    "ir.actions.act_window": "ir_act_window",
    "ir.actions.act_window.view": "ir_act_window_view",
    "ir.actions.act_window_close": "ir_actions",
    "ir.actions.actions": "ir_actions",
    "ir.actions.client": "ir_act_client",
    "ir.actions.report": "ir_act_report_xml",
    "ir.actions.server": "ir_act_server",
}


@dataclass(frozen=True)
class Column:
    """A field of a model, as `ir_model_fields` has it. `sql_type`: of its column, if it has one."""

    model: str
    name: str
    type: str
    store: bool
    relation: str
    table: str
    column1: str
    column2: str
    related: str
    company_dependent: bool
    sql_type: str

    @property
    def has_column(self) -> bool:
        """Whether the field is kept in a column of its model's table."""
        return bool(self.sql_type)

    @property
    def jsonb(self) -> bool:
        """Whether its column can hold several values, of languages or companies."""
        return self.sql_type == "jsonb"


class Metadata:
    """The fields and tables of one database; each model is looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.fields = cache(self._fields)

    def table(self, model: str) -> str:
        """The name of a model's table."""
        return _TABLES.get(model, model.replace(".", "_"))

    def has_model(self, model: str) -> bool:
        """Whether the database has a table for that model."""
        found = self._session.query(
            "SELECT 1 FROM ir_model m JOIN information_schema.tables t ON t.table_name = $2 "
            "AND t.table_schema = current_schema WHERE m.model = $1",
            [model, self.table(model)],
        )
        return not found.is_empty()

    def field(self, model: str, name: str) -> Column:
        """A field. Raises FlowError (path `options.fields`) if the model has none of that name."""
        known = self.fields(model)
        if name not in known:
            raise FlowError(
                "options.fields",
                text("%(model)s has no field %(name)s.", model=model, name=repr(name)),
            )
        return known[name]

    def has_archived(self, model: str) -> bool:
        """Whether records of the model can be archived."""
        active = self.fields(model).get("active")
        return active is not None and active.has_column

    def _fields(self, model: str) -> Mapping[str, Column]:
        rows = self._session.query("SELECT * FROM ir_model_fields WHERE model = $1", [model])
        if rows.is_empty():
            raise FlowError(
                "options.model", text("the database has no model %(model)s.", model=repr(model))
            )
        columns = self._session.query(
            "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute "
            "WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped",
            [identifier(self.table(model))],
        )
        if columns.is_empty():
            raise FlowError(
                "options.model",
                text(
                    "the table of %(model)s is not known; read the model over RPC (format odoo).",
                    model=model,
                ),
            )
        types = dict(columns.iter_rows())
        return {row["name"]: _column(model, row, types) for row in rows.iter_rows(named=True)}


def _column(model: str, row: Mapping[str, Any], types: Mapping[str, str]) -> Column:
    name = row["name"]
    return Column(
        model=model,
        name=name,
        type=row["ttype"],
        store=bool(row["store"]),
        relation=row["relation"] or "",
        # Older versions of Odoo lack some of these.
        table=row.get("relation_table") or "",
        column1=row.get("column1") or "",
        column2=row.get("column2") or "",
        related=row.get("related") or "",
        company_dependent=bool(row.get("company_dependent")),
        sql_type=types.get(name, ""),
    )
