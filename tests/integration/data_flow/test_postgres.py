"""Tables and queries of a real PostgreSQL as sources."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from urllib.parse import urlencode

import polars as pl
import psycopg2
import pytest

from dev import cluster
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database, DatabaseError, DatabaseUnreachable
from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS, Request


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """A database with a table of 1,000 rows, with a name that must be quoted."""
    where = cluster.ensure_running()
    login = {"host": where["PGHOST"], "port": where["PGPORT"], "user": where["PGUSER"]}
    name = f"scenario_source_{os.getpid()}_{secrets.token_hex(3)}"
    admin = psycopg2.connect(dbname="postgres", **login)
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        filler = psycopg2.connect(dbname=name, **login)
        with filler, filler.cursor() as cursor:
            cursor.execute(
                """
                CREATE TABLE "Odd ""name" (
                    id int PRIMARY KEY, label text, price numeric(16, 2), about jsonb, at timestamp
                );
                INSERT INTO "Odd ""name"
                SELECT n, CASE WHEN n % 10 > 0 THEN 'n' || n END, n / 100.0,
                       jsonb_build_object('n', n), timestamp '2026-01-01' + n * interval '1 second'
                  FROM generate_series(1, 1000) n
                """
            )
        filler.close()
        yield Database(Secret(f"postgresql:///{name}?{urlencode(login)}"))
    finally:
        with admin.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.close()


def _read(database: Database, rows: int = 50_000, **options: object) -> pl.DataFrame:
    batches = READERS.make("postgresql", options).read(Request(connection=database, rows=rows))
    return pl.concat([batch.frame for batch in batches])


@pytest.mark.parametrize("rows", [1000, 999, 7])
def test_a_table_comes_whole_and_in_order(database: Database, rows: int) -> None:
    frame = _read(database, rows, table='Odd "name')

    assert frame["id"].to_list() == list(range(1, 1001))
    assert frame["label"].null_count() == 100
    assert frame["price"][0] == "0.01"
    assert frame["about"][1] == '{"n": 2}'


def test_a_query_is_read_page_by_page(database: Database) -> None:
    query = 'SELECT id * 2 AS twice, label FROM "Odd ""name" WHERE id <= 25; '

    frame = _read(database, 10, query=query, key="twice")

    assert frame["twice"].to_list() == list(range(2, 51, 2))


def test_reading_goes_on_after_the_last_key(database: Database) -> None:
    reader = READERS.make("postgresql", {"table": 'Odd "name'})

    first = next(reader.read(Request(connection=database, rows=400)))
    rest = reader.read(Request(connection=database, rows=400, after=first.after))

    assert sum(batch.frame.height for batch in rest) == 600


def test_single_rows_are_read_by_key(database: Database) -> None:
    reader = READERS.make("postgresql", {"table": 'Odd "name'})

    (batch,) = reader.read(Request(connection=database, keys=(3, 5, 5000)))

    assert batch.frame["id"].to_list() == [3, 5]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"table": "nowhere"}, 'relation "nowhere" does not exist'),
        ({"query": "SELECT 1 AS one"}, "id"),
        ({"query": "SELECT nonsense"}, "nonsense"),
    ],
)
def test_what_the_database_refuses_is_told(
    database: Database, options: dict[str, str], said: str
) -> None:
    with pytest.raises(DatabaseError, match=said):
        _read(database, **options)


def test_a_query_can_change_nothing(database: Database) -> None:
    query = """WITH gone AS (DELETE FROM "Odd ""name" RETURNING id) SELECT id FROM gone"""

    with pytest.raises(DatabaseError):
        _read(database, query=query)

    assert _read(database, table='Odd "name').height == 1000


def test_a_connection_that_breaks_off_lets_the_run_be_resumed(database: Database) -> None:
    """In the middle of an answer, and before the next one."""
    many = "SELECT n, repeat('x', 1000) AS text FROM generate_series(1, 200000) n"
    with database.session() as session:
        number = session.query("SELECT pg_backend_pid()::bigint AS number")["number"].item()
        frames = session.stream(many, 1000)
        next(frames)
        with database.session() as other:
            other.query(f"SELECT pg_terminate_backend({number})")
        with pytest.raises(DatabaseUnreachable, match="connection") as broken:
            list(frames)
        with pytest.raises(DatabaseUnreachable, match="Check the address"):
            session.query("SELECT 1 AS one")
    assert broken.value.passing


def test_what_is_wrong_with_a_later_row_is_not_the_connections_fault(database: Database) -> None:
    with database.session() as session, pytest.raises(DatabaseError, match="zero") as refused:
        list(session.stream("SELECT 1 / (200000 - n) FROM generate_series(1, 200000) n", 1000))
    assert not refused.value.passing


def test_a_step_names_a_table_or_a_query() -> None:
    with pytest.raises(FlowError, match="one of the two"):
        READERS.make("postgresql", {})
