"""Reading a model straight from its database, beside bare drivers with the same query."""

from functools import partial
from urllib.parse import urlencode

import polars as pl
import psycopg2
from psycopg2.extras import RealDictCursor

from dev import bench, cluster, databases
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database
from odoo_data_flow.read import READERS, Request

_NAME = "bench_engine_read"
_ROWS = 200_000
#: What one takes along of partners: 30 fields of all types that are kept in columns.
_TEXTS = [
    "name",
    "ref",
    "lang",
    "tz",
    "vat",
    "website",
    "function",
    "type",
    "street",
    "street2",
    "zip",
    "city",
    "email",
    "phone",
    "comment",
]
_LINKS = ["parent_id", "country_id", "state_id", "company_id", "user_id", "industry_id"]
_FLAGS = ["active", "employee", "is_company"]
_FIELDS = (
    ".id",
    *_TEXTS,
    *_LINKS,
    *_FLAGS,
    "color",
    "partner_latitude",
    "barcode",
    "create_date",
    "country_id/code",
)
#: The same by hand.
_QUERY = f"""
SELECT base.id AS ".id", {", ".join(f"base.{name}" for name in (*_TEXTS, *_LINKS))},
       {", ".join(f"COALESCE(base.{name}, false) AS {name}" for name in _FLAGS)},
       COALESCE(base.color, 0) AS color,
       COALESCE(base.partner_latitude::double precision, 0) AS partner_latitude,
       base.barcode ->> '1' AS barcode, base.create_date, country.code AS "country_id/code"
  FROM res_partner base LEFT JOIN res_country country ON country.id = base.country_id
 ORDER BY base.id
"""
#: About half of what can be empty is.
_FILL = """
INSERT INTO res_partner (name, complete_name, ref, lang, tz, vat, website, function, type, street,
                         street2, zip, city, email, phone, comment, active, is_company, color,
                         parent_id, country_id, state_id, company_id, partner_latitude, barcode,
                         create_date, write_date)
SELECT 'Partner ' || n, 'Partner ' || n, 'REF' || n, 'en_US',
       CASE WHEN n %% 3 = 0 THEN 'Asia/Bangkok' END, CASE WHEN n %% 5 = 0 THEN 'TH' || n END,
       CASE WHEN n %% 5 = 0 THEN 'https://p' || n || '.example.com' END,
       CASE WHEN n %% 5 > 0 THEN 'Buyer' END, 'contact', n || ' Main Street',
       CASE WHEN n %% 4 = 0 THEN 'Floor ' || n %% 9 END, (10000 + n %% 80000)::text,
       'City ' || n %% 100, 'p' || n || '@example.com', '+66 2 ' || 1000000 + n,
       CASE WHEN n %% 10 = 0 THEN '<p>Note of partner ' || n || '</p>' END, n %% 50 > 0,
       n %% 5 = 0, n %% 12, CASE WHEN n %% 5 > 0 THEN 1 END, 1 + n %% 200,
       CASE WHEN n %% 3 = 0 THEN 1 + n %% 50 END, CASE WHEN n %% 2 = 0 THEN 1 END,
       CASE WHEN n %% 2 = 0 THEN 13.7 + (n %% 1000) / 1000.0 END,
       CASE WHEN n %% 4 = 0 THEN jsonb_build_object('1', 'B' || n) END,
       now() AT TIME ZONE 'UTC' - n * interval '1 minute', now() AT TIME ZONE 'UTC'
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
        return _measured(Database(Secret(url)), partial(psycopg2.connect, dbname=_NAME, **login))
    finally:
        databases.drop(_NAME)


def _measured(database: Database, connect) -> list[bench.Row]:
    reader = READERS.make(
        "odoo_postgresql", {"model": "res.partner", "fields": list(_FIELDS), "archived": True}
    )
    empty = next(iter(reader.read(Request(connection=database, rows=1)))).frame.clear()

    def ours() -> None:
        frames = [batch.frame for batch in reader.read(Request(connection=database))]
        assert sum(frame.height for frame in frames) >= _ROWS

    def driver() -> None:
        with database.session() as session:
            assert session.query(_QUERY).height >= _ROWS

    def by_rows(cursor_factory=None) -> None:
        connection = connect()
        with connection.cursor(cursor_factory=cursor_factory) as cursor:
            cursor.execute(_QUERY)
            held = pl.DataFrame(cursor.fetchall(), schema=empty.schema, orient="row")
            assert held.height >= _ROWS
        connection.close()

    metric = f"{_ROWS:,} partners, {len(_FIELDS)} fields, from the database"
    compared = partial(bench.seconds, metric, ours)
    return [
        compared(driver, reference_name="ADBC, the same query in one go", target=0.9),
        compared(by_rows, reference_name="psycopg2, tuples to polars", target=5),
        compared(
            partial(by_rows, RealDictCursor), reference_name="psycopg2, dicts to polars", target=5
        ),
    ]
