"""Reading a model straight from its database, beside a bare driver with the same query."""

from urllib.parse import urlencode

import polars as pl
import psycopg2

from dev import bench, cluster, databases
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database
from odoo_data_flow.read import READERS, Request

_NAME = "bench_engine_read"
_ROWS = 400_000
_FIELDS = (
    ".id",
    "name",
    "email",
    "city",
    "color",
    "is_company",
    "active",
    "create_date",
    "country_id/code",
)
#: What the reader asks for, in one go.
_QUERY = """
SELECT base.id::bigint, base.name::text, base.email::text, base.city::text,
       COALESCE(base.color::bigint, 0) AS color, COALESCE(base.is_company, false) AS is_company,
       COALESCE(base.active, false) AS active, base.create_date::timestamp, country.code::text
  FROM res_partner base LEFT JOIN res_country country ON country.id = base.country_id
 ORDER BY base.id
"""
_FILL = """
INSERT INTO res_partner (name, complete_name, email, city, color, is_company, active, type,
                         country_id, create_date, write_date)
SELECT 'Partner ' || n, 'Partner ' || n, 'p' || n || '@example.com', 'City ' || n %% 100, n %% 12,
       n %% 3 = 0, n %% 50 > 0, 'contact', 1 + n %% 200, now() AT TIME ZONE 'UTC',
       now() AT TIME ZONE 'UTC'
  FROM generate_series(1, %s) n
"""


def rows() -> list[bench.Row]:
    """Columns by our reader, beside columns by the driver and rows by psycopg2."""
    databases.drop(_NAME)
    databases.clone(_NAME)
    try:
        where = cluster.ensure_running()
        login = {"host": where["PGHOST"], "port": where["PGPORT"], "user": where["PGUSER"]}
        with psycopg2.connect(dbname=_NAME, **login) as filler, filler.cursor() as cursor:
            cursor.execute(_FILL, [_ROWS])
        url = f"postgresql:///{_NAME}?{urlencode(login)}"
        return _measured(Database(Secret(url)), lambda: psycopg2.connect(dbname=_NAME, **login))
    finally:
        databases.drop(_NAME)


def _measured(database: Database, connect) -> list[bench.Row]:
    reader = READERS.make(
        "odoo_postgresql", {"model": "res.partner", "fields": list(_FIELDS), "archived": True}
    )

    def ours() -> None:
        frames = [batch.frame for batch in reader.read(Request(connection=database))]
        assert sum(frame.height for frame in frames) >= _ROWS

    def driver() -> None:
        with database.session() as session:
            assert session.query(_QUERY).height >= _ROWS

    def by_rows() -> None:
        connection = connect()
        with connection.cursor() as cursor:
            cursor.execute(_QUERY)
            names = [column.name for column in cursor.description]
            held = pl.DataFrame(cursor.fetchall(), schema=names, orient="row")
            assert held.height >= _ROWS
        connection.close()

    metric = f"{_ROWS:,} partners from the database"
    return [
        bench.seconds(
            metric, ours, driver, reference_name="ADBC, the same query in one go", target=0.9
        ),
        bench.seconds(metric, ours, by_rows, reference_name="psycopg2, rows to polars", target=5),
    ]
