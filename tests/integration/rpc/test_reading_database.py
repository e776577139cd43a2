"""Reading straight from the database gives what RPC gives, type of field by type of field."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import polars as pl
import psycopg2
import pytest
from polars.testing import assert_frame_equal

from odoo_data_flow.client import D, Odoo
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database, DatabaseError
from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS, Request

from .conftest import Server


@pytest.fixture(scope="module")
def database(server: Server) -> Database:
    return Database(Secret(server.database_url))


@pytest.fixture(scope="module")
def marked(server: Server) -> Odoo:
    """Records with something in fields of every type; some archived, some empty."""
    odoo, mark = server.connect(), secrets.token_hex(4)
    languages = odoo["res.lang"].with_archived()
    languages.write(languages.search(D("code").in_(["th_TH", "fr_FR"])), {"active": True})
    tags = odoo["res.partner.category"].create(
        [{"name": f"{mark} {number}", "active": number != 1} for number in range(3)]
    )
    odoo.with_lang("th_TH")["res.partner.category"].write(tags[:1], {"name": f"ป้าย {mark}"})
    parent = odoo["res.partner"].create(
        {"name": mark, "is_company": True, "country_id": 1, "comment": "<p>ก <b>b</b></p>"}
    )
    odoo["res.partner"].create(
        [
            {
                "name": f"{mark} child",
                "parent_id": parent[0],
                "category_id": [[6, 0, tags]],
                "barcode": mark,
                "color": 7,
                "partner_latitude": 13.7563,
                "email": "a@example.com",
                "tz": "Asia/Bangkok",
            },
            {"name": f"{mark} gone", "active": False, "ref": ""},
        ]
    )
    return odoo


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        # char, html, boolean, integer, float with digits, selection, many2one, company-dependent
        (
            "res.partner",
            "name comment is_company color partner_latitude type parent_id barcode email tz ref",
        ),
        # by way of links: external ids, values, links to archived records
        (
            "res.partner",
            "id .id country_id/id country_id/code country_id/name parent_id/name category_id "
            "category_id/id company_id/id",
        ),
        ("res.partner.category", "name parent_path active color parent_id"),
        # related and stored nowhere: by way of `_inherits`
        ("res.users", "login name email lang active share group_ids company_ids country_id"),
        ("res.company", "name currency_id email parent_id font"),
        ("res.currency", "name symbol rounding active decimal_places position"),
        # date, float without digits; text; many2one_reference; reference
        ("res.country", "name code currency_id address_format phone_code vat_label"),
        ("ir.model.data", "name module model res_id noupdate"),
        ("ir.attachment", "name res_model res_id type mimetype public file_size"),
        ("ir.cron", "cron_name nextcall interval_number interval_type active user_id lastcall"),
        ("ir.ui.menu", "name parent_id sequence web_icon active parent_path"),
        ("ir.rule", "name domain_force global groups perm_read"),
        ("ir.actions.act_window", "name res_model view_mode domain context target"),
        ("ir.default", "field_id json_value condition company_id user_id"),
        ("res.lang", "name code date_format direction week_start grouping"),
    ],
)
@pytest.mark.parametrize(("archived", "lang"), [(False, "en_US"), (True, "th_TH")])
def test_the_database_says_what_the_server_says(
    marked: Odoo, database: Database, model: str, fields: str, archived: bool, lang: str
) -> None:
    options = {
        "model": model,
        "fields": [*fields.split(), *([] if ".id" in fields.split() else [".id"])],
        "archived": archived,
        "lang": lang,
        "company": 1,
        "namespace": "source",
    }

    told = _all("odoo", options, marked)
    read = _all("odoo_postgresql", options, database)

    assert told.height
    assert_frame_equal(_comparable(read), _comparable(told))


@pytest.mark.parametrize("rows", [1, 7, 1000])
def test_pages_of_any_size_give_the_same_rows(database: Database, rows: int) -> None:
    options = {"model": "res.country", "fields": [".id", "code"]}

    whole = _all("odoo_postgresql", options, database)
    paged = _all("odoo_postgresql", options, database, rows=rows)

    assert_frame_equal(paged, whole)


def test_a_row_that_is_committed_late_is_before_the_watermark_no_more(
    server: Server, database: Database
) -> None:
    reader = READERS.make("odoo_postgresql", {"model": "res.partner", "fields": ["write_date"]})
    late = psycopg2.connect(server.database_url)
    with late.cursor() as cursor:
        cursor.execute(
            "UPDATE res_partner SET write_date = now() AT TIME ZONE 'UTC' WHERE id = 1 "
            "RETURNING write_date"
        )
        ((written,),) = cursor.fetchall()

    times = reader.times(Request(connection=database))
    late.rollback()
    late.close()

    assert times.oldest_transaction <= written
    after = reader.times(Request(connection=database)).oldest_transaction
    assert after > written


@pytest.mark.parametrize("kind", ["odoo", "odoo_postgresql"])
def test_only_what_has_changed_since_is_read(marked: Odoo, database: Database, kind: str) -> None:
    reader = READERS.make(kind, {"model": "res.partner", "fields": [".id", "name"]})
    connection = marked if kind == "odoo" else database
    newest = reader.times(Request(connection=connection)).newest
    assert newest is not None

    later = Request(connection=connection, since=newest + timedelta(hours=1))
    now = Request(connection=connection, since=datetime(2000, 1, 1))

    assert sum(batch.frame.height for batch in reader.read(later)) == 0
    assert sum(batch.frame.height for batch in reader.read(now)) > 3


@pytest.mark.parametrize("kind", ["odoo", "odoo_postgresql"])
def test_row_without_a_time_is_always_read_and_hides_no_other_one_s(
    server: Server, marked: Odoo, database: Database, kind: str
) -> None:
    (number,) = marked["res.partner.category"].create({"name": kind})
    writer = psycopg2.connect(server.database_url)
    with writer, writer.cursor() as cursor:
        cursor.execute("UPDATE res_partner_category SET write_date = NULL WHERE id = %s", [number])
    writer.close()
    marked["res.partner.category"].create({"name": f"{kind} 2"})
    reader = READERS.make(kind, {"model": "res.partner.category", "fields": [".id"]})
    connection = marked if kind == "odoo" else database

    newest = reader.times(Request(connection=connection)).newest
    assert newest is not None
    later = Request(connection=connection, since=newest + timedelta(hours=1))

    assert number in [one for batch in reader.read(later) for one in batch.frame[".id"]]


@pytest.mark.parametrize("kind", ["odoo", "odoo_postgresql"])
def test_single_records_are_read_by_id_and_by_external_id(
    marked: Odoo, database: Database, kind: str
) -> None:
    reader = READERS.make(kind, {"model": "res.country", "fields": ["code"]})
    connection = marked if kind == "odoo" else database
    number = marked["res.country"].search(D("code") == "TH")[0]

    wanted = Request(connection=connection, keys=(number, "base.fr", "base.main_company"))

    codes = [code for batch in reader.read(wanted) for code in batch.frame["code"]]
    assert sorted(codes) == ["FR", "TH"]


@pytest.mark.parametrize(
    ("model", "field", "said"),
    [
        ("res.partner", "nothing", "has no field 'nothing'"),
        ("res.partner", "image_1920", "read it over RPC"),
        ("res.partner", "child_ids", "read it over RPC"),
        ("res.partner", "name/code", "is no many2one field"),
        ("no.such.model", "name", "has no model 'no.such.model'"),
    ],
)
def test_what_the_database_does_not_hold_is_told(
    database: Database, model: str, field: str, said: str
) -> None:
    with pytest.raises(FlowError, match=said):
        _all("odoo_postgresql", {"model": model, "fields": [field]}, database)


def test_no_error_holds_the_password(server: Server) -> None:
    hidden = Database(Secret(f"postgresql://nobody:tell-no-one@127.0.0.1:1/{server.database}"))

    with pytest.raises(DatabaseError) as caught, hidden.session():
        pass

    assert "tell-no-one" not in f"{caught.value} {hidden!r} {caught.value!r}"


def test_a_source_is_never_written_to(database: Database) -> None:
    with database.session() as session, pytest.raises(DatabaseError, match="read-only"):
        session.execute("UPDATE res_partner SET name = 'x'")


def _all(
    kind: str, options: dict[str, object], connection: object, rows: int = 500
) -> pl.DataFrame:
    reader = READERS.make(kind, options)
    request = Request(connection=connection, rows=rows)
    return pl.concat([batch.frame for batch in reader.read(request)])


def _comparable(frame: pl.DataFrame) -> pl.DataFrame:
    """With lists in one order: RPC has that of the model, the database that of the ids."""
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List]
    return frame.with_columns(pl.col(name).list.sort() for name in lists)
