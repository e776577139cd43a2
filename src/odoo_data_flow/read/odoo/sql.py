"""From the fields that are asked for to one query: columns, joins, parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...connect.database import identifier, literal
from ...errors import FlowError
from ...messages import text
from .metadata import Column, Metadata

#: Type of a field → the type that its column is cast to, and the value of an empty one.
_CASTS: dict[str, tuple[str, str]] = {
    "boolean": ("boolean", "false"),
    "integer": ("bigint", "0"),
    "many2one_reference": ("bigint", "0"),
    "float": ("double precision", "0"),
    "monetary": ("double precision", "0"),
    "many2one": ("bigint", ""),
    "date": ("date", ""),
    "datetime": ("timestamp", ""),
}
#: Columns that hold whole numbers as they are: the reader makes them wider.
_WHOLE = frozenset({"smallint", "integer", "bigint"})
_TEXT = frozenset({"char", "text", "html", "selection", "reference", "json", "serialized"})


class Query:
    """A SELECT on a model's table, built up field by field. Whole numbers come as they are kept."""

    #: SQL of a record's id.
    id = "base.id"

    def __init__(
        self, metadata: Metadata, model: str, *, lang: str, company: int, archived: bool
    ) -> None:
        self._metadata, self._model = metadata, model
        self._lang, self._company, self._archived = lang, company, archived
        self._joins: dict[str, str] = {}
        self.demands: list[str] = []
        if not archived and metadata.has_archived(model):
            self.demands.append("base.active")

    def column(self, path: str, namespace: str | None) -> str:
        """SQL of what a path stands for; see ModelReader. Raises FlowError (`options.fields`)."""
        name, slash, sub = path.partition("/")
        if path == ".id":
            return self.id
        if path == "id":
            return self._external("base", "base.id", self._model, namespace)
        field = self._metadata.field(self._model, name)
        if not slash or sub == ".id":
            return self._value("base", field)
        if sub == "id" and field.type == "many2many":
            return self._names_of_many("base", field, namespace)
        if field.type != "many2one":
            raise FlowError(
                "options.fields",
                text("%(path)s: %(name)s is no many2one field.", path=repr(path), name=name),
            )
        if sub == "id":
            number = self._value("base", field)
            return self._external(f"base.{name}", number, field.relation, namespace)
        alias = self._join("base", field)
        return self._value(alias, self._metadata.field(field.relation, sub))

    def along(self, path: str) -> tuple[str, Column]:
        """SQL of what a path with dots leads to, many2one by many2one, and the field at its end.

        Raises FlowError (`options.fields`).
        """
        alias, model = "base", self._model
        *links, last = path.split(".")
        for name in links:
            link = self._metadata.field(model, name)
            if link.type != "many2one":
                raise FlowError(
                    "options.fields",
                    text("%(path)s: %(name)s is no many2one field.", path=repr(path), name=name),
                )
            alias, model = self._join(alias, link), link.relation
        field = self._metadata.field(model, last)
        return self._value(alias, field), field

    def newest(self, record: str, moment: str) -> str:
        """The query for the newest moment (both SQL) of each record: columns `id` and `last`."""
        # S608: names and values are quoted.
        return (
            f"SELECT {record} AS id, max(({moment})::timestamp) AS last "
            f"{self._from([f'{record} IS NOT NULL'])} GROUP BY 1 ORDER BY 1"
        )

    def sql(self, columns: dict[str, str]) -> str:
        """The query: `columns` is path → SQL; the rows are in the order of their ids."""
        chosen = ", ".join(f"{sql} AS {identifier(path)}" for path, sql in columns.items())
        # S608: names and values are quoted.
        return f"SELECT {chosen} {self._from()} ORDER BY base.id"

    def _from(self, more: Sequence[str] = ()) -> str:
        table = identifier(self._metadata.table(self._model))
        demands = [*self.demands, *more]
        where = f" WHERE {' AND '.join(demands)}" if demands else ""
        return f"FROM {table} AS base {' '.join(self._joins.values())}{where}"

    def _value(self, alias: str, field: Column) -> str:
        """What a field of the record behind `alias` holds, in the form that RPC gives it."""
        if field.type == "many2many" and field.store:
            return self._ids_of_many(alias, field)
        if not field.has_column:
            return self._elsewhere(alias, field)
        column = f"{identifier(alias)}.{identifier(field.name)}"
        if field.company_dependent and field.jsonb:
            return self._cast(field, self._of_company(column, field))
        if field.jsonb and field.type in ("char", "text", "html"):
            lang = literal(self._lang)
            return f"COALESCE({column} ->> {lang}::text, {column} ->> 'en_US')"
        return self._cast(field, column)

    def _elsewhere(self, alias: str, field: Column) -> str:
        """The value of a field without a column: of one that it is related to."""
        if not field.related or field.type in ("one2many", "binary"):
            raise FlowError(
                "options.fields",
                text(
                    "%(model)s.%(name)s (%(type)s) is not kept in a column, so that the database "
                    "does not hold it in a form to read; read it over RPC (format odoo).",
                    model=field.model,
                    name=field.name,
                    type=field.type,
                ),
            )
        *above, last = field.related.split(".")
        model = field.model
        for name in above:
            link = self._metadata.field(model, name)
            if link.type != "many2one":
                raise FlowError(
                    "options.fields",
                    text(
                        "%(model)s.%(name)s is related by way of %(link)s, which is no many2one "
                        "field; read it over RPC (format odoo).",
                        model=field.model,
                        name=field.name,
                        link=name,
                    ),
                )
            alias = self._join(alias, link)
            model = link.relation
        return self._value(alias, self._metadata.field(model, last))

    def _cast(self, field: Column, column: str) -> str:
        if field.type in _TEXT:
            return f"{column}::text"
        if field.type not in _CASTS:
            raise FlowError(
                "options.fields",
                text(
                    "%(model)s.%(name)s is of type %(type)s, which only Odoo can make sense of; "
                    "read it over RPC (format odoo).",
                    model=field.model,
                    name=field.name,
                    type=field.type,
                ),
            )
        sql_type, empty = _CASTS[field.type]
        plain = field.sql_type in _WHOLE and sql_type == "bigint"
        cast = column if plain else f"({column})::{sql_type}"
        return f"COALESCE({cast}, {empty})" if empty else cast

    def _of_company(self, column: str, field: Column) -> str:
        """The company's value of a field, or else the default that is kept for it (`ir.default`).

        Source: `Field.get_company_dependent_fallback` and `ir.default._get_model_defaults` of Odoo.
        """
        company = literal(self._company)
        key, model = literal(field.name), literal(field.model)
        # S608: values are quoted.
        fallback = (
            "(SELECT d.json_value::jsonb #>> '{}' FROM ir_default d "  # noqa: S608
            "JOIN ir_model_fields f ON f.id = d.field_id "
            f"WHERE f.model = {model} AND f.name = {key} AND d.user_id IS NULL "
            "AND d.condition IS NULL "
            f"AND (d.company_id IS NULL OR d.company_id = {company}::int) "
            "ORDER BY d.company_id NULLS LAST, d.id LIMIT 1)"
        )
        return f"COALESCE({column} ->> {company}::text, {fallback})"

    def _ids_of_many(self, alias: str, field: Column) -> str:
        return self._many(alias, field, "link.{two}", "")

    def _names_of_many(self, alias: str, field: Column, namespace: str | None) -> str:
        model = literal(field.relation)
        # S608: values are quoted.
        name = (
            "(SELECT d.module || '.' || d.name FROM ir_model_data d "  # noqa: S608
            f"WHERE d.model = {model} AND d.res_id = link.{{two}} ORDER BY d.id LIMIT 1)"
        )
        if namespace:
            stem = literal(f"{namespace}.{field.relation.replace('.', '_')}_")
            name = f"COALESCE({name}, {stem} || link.{{two}})"
        return self._many(alias, field, name, " FILTER (WHERE {value} IS NOT NULL)")

    def _many(self, alias: str, field: Column, value: str, only: str) -> str:
        """A list over the links of a record; those to archived records don't count unless asked."""
        if not (field.table and field.column1 and field.column2):
            raise FlowError(
                "options.fields",
                text(
                    "%(model)s.%(name)s: the database does not say which table holds its links; "
                    "read it over RPC (format odoo).",
                    model=field.model,
                    name=field.name,
                ),
            )
        one, two = identifier(field.column1), identifier(field.column2)
        made = value.format(two=two)
        rest = only.format(value=made)
        visible = ""
        if not self._archived and self._metadata.has_archived(field.relation):
            target = identifier(self._metadata.table(field.relation))
            visible = f" JOIN {target} target ON target.id = link.{two} AND target.active"
        # S608: names are quoted, values are quoted.
        return (
            f"COALESCE((SELECT array_agg(({made}) ORDER BY link.{two}){rest} "  # noqa: S608
            f"FROM {identifier(field.table)} link{visible} "
            f"WHERE link.{one} = {identifier(alias)}.id), '{{}}')"
        )

    def _external(self, alias: str, number: str, model: str, namespace: str | None) -> str:
        """The external id of a record, the oldest if it has several."""
        named = literal(model)
        # S608: values are quoted.
        name = (
            "(SELECT d.module || '.' || d.name FROM ir_model_data d "  # noqa: S608
            f"WHERE d.model = {named} AND d.res_id = {number} ORDER BY d.id LIMIT 1)"
        )
        if not namespace:
            return name
        stem = literal(f"{namespace}.{model.replace('.', '_')}_")
        return f"COALESCE({name}, {stem} || ({number})::text)"

    def _join(self, alias: str, link: Column) -> str:
        """The alias of the record that a many2one leads to."""
        target = f"{alias}.{link.name}"
        if target not in self._joins:
            table = identifier(self._metadata.table(link.relation))
            number = self._value(alias, link)
            # Made after the value, which may need joins of its own.
            self._joins[target] = (
                f"LEFT JOIN {table} AS {identifier(target)} ON {identifier(target)}.id = {number}"
            )
        return target


def columns_of(query: Query, paths: list[str], namespace: str | None) -> Iterator[tuple[str, str]]:
    """Yield (path, SQL) for each path. Raises FlowError (path `options.fields`)."""
    for path in paths:
        yield path, query.column(path, namespace)
