"""Tables of a real PostgreSQL as destinations."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import psycopg2
import pytest

from odoo_data_flow.connect import Secret
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
    ("zone", "expected"), [(None, datetime(2024, 1, 1)), ("Asia/Tokyo", datetime(2023, 12, 31, 15))]
)
def test_times_are_utc_whatever_the_time_zone_of_the_session(
    database: Database, table: str, zone: str | None, expected: datetime  # noqa: F811
) -> None:
    _do(database, f"ALTER TABLE {table} ADD here timestamp, ADD there timestamptz")
    bangkok = Database(Secret(f"{database.reveal_url()}&options=-ctimezone%3DAsia/Bangkok"))
    moment = pl.Series("at", [datetime(2024, 1, 1)]).dt.replace_time_zone(zone)
    rows = pl.DataFrame([pl.Series("code", ["a"]), moment])

    _write(bangkok, table, rows, mapping={"code": "code", "here": "at", "there": "at"})

    assert _do(database, f"SELECT here, there AT TIME ZONE 'UTC' FROM {table}") == [
        (expected, expected)
    ]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("box", "(0,0),(2,2)", "(0,0),(1,4)"),
        ("citext", "Anna", "ANNA"),
        ("interval", "1 month", "30 days"),
        ("json", '{"a": 1}', '{"a": 2}'),
    ],
)
def test_values_that_the_database_only_calls_equal_are_written(
    database: Database, table: str, kind: str, first: str, second: str  # noqa: F811
) -> None:
    _do(database, f"CREATE EXTENSION IF NOT EXISTS citext; ALTER TABLE {table} ADD odd {kind}")

    first_time, changed, again = (
        _write(database, table, rows, mapping={"code": "code", "odd": "odd"})
        for rows in (pl.DataFrame({"code": ["a"], "odd": [one]}) for one in (first, second, second))
    )

    assert (first_time.created, changed.updated, again.unchanged) == (1, 1, 1)


def test_one_number_that_is_written_in_two_ways_is_one_key(
    database: Database, table: str  # noqa: F811
) -> None:
    rows = pl.DataFrame({"number": ["7", "8", "007"], "code": ["a", "b", "c"]})
    writer = PostgresWriter(database)

    inlet = writer.open(table, "number", {"number": "number", "code": "code"})
    inlet.write(rows)
    writer.close()

    assert (inlet.report().created, inlet.report().quarantined) == (1, 2)


def test_values_of_every_type_arrive(database: Database, table: str) -> None:  # noqa: F811
    _do(database, f"ALTER TABLE {table} ADD raw bytea, ADD lasts interval, ADD about jsonb")
    values = {"raw": b"\xff\x00", "lasts": timedelta(days=1, seconds=2), "about": {"a": [1, None]}}

    _write(
        database, table, pl.DataFrame([{"code": "a", **values}]),
        mapping={"code": "code", **{name: name for name in values}},
    )  # fmt: skip

    ((raw, lasts, about),) = _do(database, f"SELECT raw, lasts, about FROM {table}")
    assert {"raw": bytes(raw), "lasts": lasts, "about": about} == values


def test_rows_that_copy_or_a_trigger_would_refuse_are_set_apart(
    database: Database, table: str  # noqa: F811
) -> None:
    _do(
        database,
        f"CREATE OR REPLACE FUNCTION touch_{table}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        "IF NEW.name = 'bad' THEN RAISE EXCEPTION 'this is bad'; END IF; RETURN NEW; END$$;"
        f"CREATE TRIGGER refuse BEFORE INSERT ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION touch_{table}()",
    )
    rows = pl.DataFrame({"code": ["a", "b", "c"], "name": ["bad", "good", "null \0"]})

    report = _write(database, table, rows, mapping={"code": "code", "name": "name"})

    assert (report.created, report.quarantined) == (1, 2)
    reasons = {reject.row: reject.reason for reject in report.rejects}
    assert reasons[0] == "this is bad."
    assert "null character" in reasons[2]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("odd float8 GENERATED ALWAYS AS (price * 2) STORED", "generated column"),
        ("odd text REFERENCES {table} DEFERRABLE INITIALLY DEFERRED", "violates foreign key"),
    ],
)
def test_what_no_row_alone_is_to_blame_for_stops_the_run(
    database: Database, table: str, column: str, said: str  # noqa: F811
) -> None:
    _do(database, f"ALTER TABLE {table} ADD {column.format(table=table)}")
    rows = pl.DataFrame({"code": ["a"], "odd": ["2"]})

    with pytest.raises(FlowError, match=said):
        _write(database, table, rows, mapping={"code": "code", "odd": "odd"})


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
