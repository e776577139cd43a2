"""Tables of a real PostgreSQL as destinations."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import polars as pl
import psycopg2
import pytest

from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import FlowError
from odoo_data_flow.write.postgres import PostgresWriter

from .test_postgres import database  # noqa: F401 - a fixture

ROWS = pl.DataFrame(
    {
        "code": ["a", "b", "c"],
        "label": ["plain", "", None],
        "price": [1.5, None, 1e-7],
        "tags": [["x", 'q"\\'], [], None],
    }
)
MAPPING = {"code": "code", "name": "label", "price": "price", "tags": "tags"}


@pytest.fixture
def table(database: Database) -> Iterator[str]:  # noqa: F811
    name = f"t{secrets.token_hex(4)}"
    _do(
        database,
        f"CREATE TABLE {name} (code text PRIMARY KEY, name text, price float8 CHECK (price < 100),"
        " tags text[], number int UNIQUE, touched int DEFAULT 0);"
        f"CREATE FUNCTION touch_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN NEW.touched = OLD.touched + 1; RETURN NEW; END$$;"
        f"CREATE TRIGGER touch BEFORE UPDATE ON {name} FOR EACH ROW "
        f"EXECUTE FUNCTION touch_{name}()",
    )
    yield name
    _do(database, f"DROP TABLE {name}; DROP FUNCTION touch_{name}")


def _do(database: Database, sql: str) -> list[Any]:  # noqa: F811
    connection = psycopg2.connect(database.reveal_url())
    with connection, connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def _write(
    database: Database,  # noqa: F811
    table: str,
    *frames: pl.DataFrame,
    mapping: dict[str, str] = MAPPING,
    **options: bool,
) -> Any:
    writer = PostgresWriter(database, **options)
    try:
        inlet = writer.open(table, "code", mapping)
        for frame in frames:
            inlet.write(frame)
        (report,) = writer.finish()
        return report
    finally:
        writer.close()


def test_rows_arrive_as_they_are(database: Database, table: str) -> None:  # noqa: F811
    report = _write(database, table, ROWS)

    assert (report.read, report.created) == (3, 3)
    assert _do(database, f"SELECT code, name, price, tags FROM {table} ORDER BY code") == [
        ("a", "plain", 1.5, ["x", 'q"\\']),
        ("b", "", None, []),
        ("c", None, 1e-7, None),
    ]


def test_what_has_not_changed_is_not_written(database: Database, table: str) -> None:  # noqa: F811
    _write(database, table, ROWS)

    again = _write(database, table, ROWS.with_columns(label=pl.Series(["plain", "new", None])))

    assert (again.created, again.updated, again.unchanged) == (0, 1, 2)
    assert _do(database, f"SELECT code FROM {table} WHERE touched > 0") == [("b",)]


@pytest.mark.parametrize("kind", ["varchar(3)", "char(3)"])
def test_text_that_is_too_long_is_refused_and_not_cut(
    database: Database, table: str, kind: str  # noqa: F811
) -> None:
    _do(database, f"ALTER TABLE {table} ADD short {kind}")
    rows = pl.DataFrame({"code": ["a", "b"], "short": ["abc", "abcd"]})

    report = _write(database, table, rows, mapping={"code": "code", "short": "short"})

    assert (report.created, report.quarantined) == (1, 1)
    assert "too long" in report.rejects[0].reason
    assert _do(database, f"SELECT code, short FROM {table}") == [("a", "abc")]


def test_the_bad_rows_are_set_apart_and_the_others_written(
    database: Database, table: str  # noqa: F811
) -> None:
    rows = pl.DataFrame(
        {
            "code": [*(f"k{number}" for number in range(40)), None, "same", "same"],
            "price": [str(number) for number in range(38)] + ["dear", "100", "1", "1", "1"],
        }
    )

    report = _write(
        database, table, rows[:20], rows[20:], mapping={"code": "code", "price": "price"}
    )

    assert (report.read, report.created, report.quarantined) == (43, 38, 5)
    reasons = {reject.row: reject.reason for reject in report.rejects}
    assert sorted(reasons) == [38, 39, 40, 41, 42]
    assert "dear" in reasons[38]
    assert "check constraint" in reasons[39]
    assert "no key" in reasons[40]
    assert "several rows" in reasons[41]


def test_a_dry_run_counts_and_changes_nothing(database: Database, table: str) -> None:  # noqa: F811
    report = _write(database, table, ROWS, dry_run=True)

    assert report.created == 3
    assert _do(database, f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize(
    ("model", "key", "path", "said"),
    [
        ("nowhere", "code", "model", 'relation "nowhere" does not exist'),
        ("{table}", "price", "key", "has no unique index"),
        ("{table}", "shade", "model", 'column "shade" does not exist'),
    ],
)
def test_a_table_that_does_not_fit_is_told(
    database: Database, table: str, model: str, key: str, path: str, said: str  # noqa: F811
) -> None:
    writer = PostgresWriter(database)

    with pytest.raises(FlowError, match=said) as caught:
        writer.open(model.format(table=table), key, {key: key})

    writer.close()
    assert caught.value.path == path
