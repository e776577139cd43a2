"""Rows of tables, with their ids, from one side to the other."""

from typing import NamedTuple

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from .names import TABLES

#: Rows that are moved at a time.
BATCH = 10_000


class Column(NamedTuple):
    """A column on both sides; `value` is what it becomes. `exact`: only people change it."""

    source: str
    target: str
    type: str
    value: SQL
    exact: bool


class Table(NamedTuple):
    """A table of a model on both sides. One of another module is the same on both."""

    model: str
    source: str
    target: str
    columns: tuple

    @property
    def is_of_others(self):
        return self.source == self.target


def table_of(model):
    """Return the name of a model's table."""
    return TABLES.get(model, model.replace(".", "_"))


def tables(env, naming, computed):
    """Return the tables whose rows move, then those of other modules in which columns move.

    `computed`: model -> names of fields (of this side) that Odoo works out itself.
    """
    models = [*naming.models, *(model for model in naming.fields if model not in naming.models)]
    found = []
    for model in models:
        if table_exists(env.cr, table_of(model)):
            columns = _columns(env, naming, model, computed.get(model, ()))
            target = table_of(naming.models.get(model, model))
            table = Table(model, table_of(model), target, columns)
            if table.is_of_others:
                moving = (column for column in columns if column.source != column.target)
                table = table._replace(columns=tuple(moving))
            if table.columns:
                found.append(table)
    return found


def _columns(env, naming, model, computed):
    """Return the columns that move. What people added by hand (`x_...`), and what was put aside
    when a field went, stays where it is.
    """
    query = SQL(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        table_of(model),
    )
    names, texts = naming.fields.get(model, {}), naming.texts.get(model, ())
    return tuple(
        Column(name, names.get(name, name), kind, _value(naming, name, texts), name not in computed)
        for name, kind in env.execute_query(query)
        if name in names or not name.startswith(("x_", "moduler_kept_"))
    )


def _value(naming, name, texts):
    column = SQL.identifier("source", name)
    return renamed_model(naming, column) if name in texts else column


def renamed_model(naming, column):
    """Return SQL for a text that is the name of a model, or begins with one and a comma."""
    if not naming.models:
        return column
    cases = SQL(" ").join(
        SQL("WHEN %s THEN %s || substr(%s, %s)", old, new, column, len(old) + 1)
        for old, new in naming.models.items()
    )
    return SQL("CASE split_part(%s, ',', 1) %s ELSE %s END", column, cases, column)


def make(env, table):
    """Make the table and the columns as Odoo would, where they are not there yet."""
    target = SQL.identifier(table.target)
    if not table_exists(env.cr, table.target):
        env.cr.execute(SQL("CREATE TABLE %s (id SERIAL NOT NULL, PRIMARY KEY (id))", target))
    for column in table.columns:
        if not column_exists(env.cr, table.target, column.target):
            name = SQL.identifier(column.target)
            env.cr.execute(SQL("ALTER TABLE %s ADD COLUMN %s %s", target, name, SQL(column.type)))


def there(env, table):
    """Return the table with the columns that both sides have."""
    columns = (one for one in table.columns if column_exists(env.cr, table.target, one.target))
    return table._replace(columns=tuple(columns))


def next_end(env, table, after):
    """Return the last id of the batch that begins after an id; None where there is no more."""
    query = SQL(
        "SELECT max(id) FROM (SELECT id FROM %s WHERE id > %s ORDER BY id LIMIT %s) AS batch",
        SQL.identifier(table.source),
        after,
        BATCH,
    )
    return env.execute_query(query)[0][0]


def move(env, table, which):
    """Bring rows to the other side: new ones, and what differs in those that are there.

    `which` is a condition on `source`. Returns how many rows were written.
    """
    if table.is_of_others:
        return _move_columns(env, table, which)
    targets = [SQL.identifier(column.target) for column in table.columns]
    env.cr.execute(
        SQL(
            "INSERT INTO %(target)s AS target (%(columns)s)"
            " SELECT %(values)s FROM %(source)s AS source WHERE %(which)s"
            " ON CONFLICT (id) DO UPDATE SET %(changes)s"
            " WHERE (%(old)s) IS DISTINCT FROM (%(new)s)",
            target=SQL.identifier(table.target),
            columns=_listed(targets),
            values=_listed([column.value for column in table.columns]),
            source=SQL.identifier(table.source),
            which=which,
            changes=_listed([SQL("%s = EXCLUDED.%s", name, name) for name in targets]),
            old=_listed([SQL("target.%s", name) for name in targets]),
            new=_listed([SQL("EXCLUDED.%s", name) for name in targets]),
        )
    )
    return env.cr.rowcount


def _move_columns(env, table, which):
    changes = [SQL("%s = %s", SQL.identifier(one.target), one.value) for one in table.columns]
    env.cr.execute(
        SQL(
            "UPDATE %s AS source SET %s WHERE %s AND (%s) IS DISTINCT FROM (%s)",
            SQL.identifier(table.source),
            _listed(changes),
            which,
            _listed([SQL.identifier("source", one.target) for one in table.columns]),
            _listed([one.value for one in table.columns]),
        )
    )
    return env.cr.rowcount


def drop_extra(env, table):
    """Delete the rows of the other side that are not on this one."""
    if not table.is_of_others:
        env.cr.execute(
            SQL(
                "DELETE FROM %s AS target WHERE NOT EXISTS (SELECT FROM %s WHERE id = target.id)",
                SQL.identifier(table.target),
                SQL.identifier(table.source),
            )
        )


def go_on_counting(env, table):
    """Let new rows of the other side get no id that this side has given already."""
    if not table.is_of_others:
        env.cr.execute(
            SQL(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'),"
                " GREATEST(nextval(pg_get_serial_sequence(%s, 'id')),"
                " nextval(pg_get_serial_sequence(%s, 'id')),"
                " (SELECT COALESCE(max(id), 0) + 1 FROM %s)), false)",
                table.target,
                table.source,
                table.target,
                SQL.identifier(table.source),
            )
        )


def count(env, table):
    """Return the number of rows on this side; in others' tables of those with a value."""
    which = SQL("TRUE")
    if table.is_of_others:
        which = SQL("num_nonnulls(%s) > 0", _listed([one.value for one in table.columns]))
    query = SQL("SELECT count(*) FROM %s AS source WHERE %s", SQL.identifier(table.source), which)
    return env.execute_query(query)[0][0]


def not_alike(env, table):
    """Return (rows missing on the other side, rows that lost a value there)."""
    exact = [one for one in table.columns if one.exact]
    lost = [
        SQL(
            "(%s IS NOT NULL AND %s IS DISTINCT FROM %s)",
            one.value,
            one.value,
            SQL.identifier("target", one.target),
        )
        for one in exact
    ]
    query = SQL(
        "SELECT count(*) FILTER (WHERE target.id IS NULL),"
        " count(*) FILTER (WHERE target.id IS NOT NULL AND (%s))"
        " FROM %s AS source LEFT JOIN %s AS target ON target.id = source.id",
        SQL(" OR ").join(lost) if lost else SQL("FALSE"),
        SQL.identifier(table.source),
        SQL.identifier(table.target),
    )
    return env.execute_query(query)[0]


def _listed(parts):
    return SQL(", ").join(parts)
