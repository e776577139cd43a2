"""What a run writes to a real Odoo: only what differs, parents first, bad rows apart."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from odoo_data_flow.client import D, Odoo, read_batches
from odoo_data_flow.errors import FlowError
from odoo_data_flow.state import Made, open_state
from odoo_data_flow.write import Counts, WriteReport
from odoo_data_flow.write.odoo_rpc import BulkEndpoint, LoadEndpoint, OdooRpcWriter

from .conftest import Server

PARTNERS = {
    "name": "name",
    "is_company": "company",
    "color": "color",
    "partner_latitude": "latitude",
    "comment": "note",
    "country_id/code": "country",
    "parent_id": "parent",
    "category_id": "tags",
}
Write = Callable[..., WriteReport]


@pytest.fixture(params=[LoadEndpoint])
def write(request: pytest.FixtureRequest, odoo: Odoo, namespace: str) -> Write:
    """Writes by one of the ways in which rows reach a server; see `each_way`."""

    def write(
        rows: list[dict[str, Any]] | pl.DataFrame,
        mapping: Mapping[str, str],
        model: str = "res.partner",
        batch: int = 1000,
        **options: Any,
    ) -> WriteReport:
        frame = rows if isinstance(rows, pl.DataFrame) else pl.DataFrame(rows)
        writer = OdooRpcWriter(odoo, namespace, endpoint=request.param, **options)
        inlet = writer.open(model, "key", mapping)
        for part in frame.iter_slices(batch):
            inlet.write(part)
        (report,) = writer.finish()
        writer.close()
        return report

    return write


each_way = pytest.mark.parametrize("write", [LoadEndpoint, BulkEndpoint], indirect=True)


def partners(count: int) -> pl.DataFrame:
    """Some companies, and the rest below them, in an order in which no parent comes first."""
    return pl.DataFrame(
        {
            "key": [f"p{number}" for number in range(count)],
            "name": [f"Partner {number}" for number in range(count)],
            "company": [number % 10 == 9 for number in range(count)],
            "color": [number % 11 for number in range(count)],
            "latitude": [number / 7 for number in range(count)],
            "note": [
                None if number % 3 else f"Nr <b>{number}</b> & more" for number in range(count)
            ],
            # A contact has its company's address: Odoo sees to that by itself.
            "country": [["FR", "DE", None][number // 10 % 3] for number in range(count)],
            "parent": [
                None if number % 10 == 9 else f"p{number // 10 * 10 + 9}" for number in range(count)
            ],
            "tags": [["t1,t2", "t2", ""][number % 3] for number in range(count)],
        }
    )


@pytest.fixture
def tags(write: Write) -> None:
    write([{"key": "t1", "name": "One"}, {"key": "t2", "name": "Two"}], {"name": "name"}, _TAGS)


_TAGS = "res.partner.category"


def counts(report: WriteReport) -> dict[str, int]:
    return {name: count for name, count in report.counts.model_dump().items() if count}


@each_way
@pytest.mark.usefixtures("tags")
def test_second_run_finds_nothing_to_do_and_a_change_is_all_that_is_written(
    write: Write, odoo: Odoo, namespace: str, transactions: Callable[[], dict[str, str]]
) -> None:
    rows = partners(60)

    first = write(rows, PARTNERS, batch=25)
    before = transactions()
    second = write(rows, PARTNERS, batch=25)
    changed = rows.with_columns(
        pl.when(pl.col("key") == "p7").then(pl.lit("Renamed")).otherwise("name").alias("name")
    )
    third = write(changed, PARTNERS)

    assert counts(first) == {"read": 60, "created": 60}
    assert counts(second) == {"read": 60, "unchanged": 60}
    assert counts(third) == {"read": 60, "updated": 1, "unchanged": 59}
    after = transactions()
    assert [key for key in before if after[key] != before[key]] == ["p7"]
    found = written(odoo, namespace, ["name", "country_id/code", "parent_id/id", "category_id"])
    expected = changed.select("key", "name", "country", "parent")
    assert found.select("id", "name", "country_id/code", "parent_id/id").rows() == [
        (f"{namespace}.{key}", name, country, parent and f"{namespace}.{parent}")
        for key, name, country, parent in expected.rows()
    ]
    assert found["category_id"].list.len().to_list() == [2, 1, 0] * 20


@pytest.fixture
def transactions(
    psql: Callable[..., subprocess.CompletedProcess[str]], server: Server, namespace: str
) -> Callable[[], dict[str, str]]:
    """The transactions that wrote the partners last, by key; `write_date` tells only seconds."""
    query = f"""
        SELECT known.name, partner.xmin FROM ir_model_data known
          JOIN res_partner partner ON partner.id = known.res_id
         WHERE known.module = '{namespace}' AND known.model = 'res.partner'
    """

    def look() -> dict[str, str]:
        lines = psql("-d", server.database, "-AtF", " ", "-c", query).stdout.splitlines()
        return {key: number for key, _space, number in (line.partition(" ") for line in lines)}

    return look


def written(odoo: Odoo, namespace: str, fields: list[str]) -> pl.DataFrame:
    """Partners of a namespace by key (`p1`, `p2` … `p10`)."""
    data = odoo["ir.model.data"].search_read(
        [("module", "=", namespace), ("model", "=", "res.partner")], ["res_id"]
    )
    ids = [row["res_id"] for row in data]
    frame = pl.concat(
        read_batches(odoo, "res.partner", ["id", *fields], D("id").in_(ids), archived=True)
    )
    return frame.sort(pl.col("id").str.extract(r"(\d+)$").cast(pl.Int64))


def test_equal_changes_are_one_call(write: Write, odoo: Odoo) -> None:
    rows = [{"key": f"p{number}", "color": 1, "name": "x"} for number in range(40)]
    write(rows, {"color": "color", "name": "name"})
    calls: list[str] = []
    plain = odoo.connection.call

    def counted(model: str, method: str, *more: Any, **named: Any) -> Any:
        calls.append(method)
        return plain(model, method, *more, **named)

    odoo.connection.call = counted  # type: ignore[method-assign]
    report = write([{**row, "color": 2} for row in rows], {"color": "color", "name": "name"})

    assert counts(report) == {"read": 40, "updated": 40}
    assert calls.count("write") == 1
    assert "load" not in calls


def test_server_that_has_a_faster_method_is_asked_once_and_then_gets_all_rows_by_it(
    odoo: Odoo, namespace: str
) -> None:
    calls: list[str] = []
    plain = odoo.connection.call

    def noted(model: str, method: str, *more: Any, **named: Any) -> Any:
        calls.append(f"{model}.{method}")
        return plain(model, method, *more, **named)

    odoo.connection.call = noted  # type: ignore[method-assign]
    rows = [{"key": f"p{number}", "name": f"N{number}", "ref": "x"} for number in range(20)]
    mapping = {"name": "name", "ref": "ref"}
    for changed in ("", "!"):
        frame = pl.DataFrame([{**row, "name": row["name"] + changed} for row in rows])
        OdooRpcWriter(odoo, namespace).write("res.partner", frame, "key", mapping)

    assert calls.count("odf.bulk.save") == 4
    assert not {"res.partner.load", "res.partner.write"} & set(calls)
    assert written(odoo, namespace, ["name"])["name"].to_list() == [f"N{n}!" for n in range(20)]


@each_way
def test_bad_rows_are_quarantined_with_the_words_of_the_server_and_the_good_ones_written(
    write: Write, odoo: Odoo, namespace: str
) -> None:
    rows = [
        {"key": f"p{number}", "name": "" if number in (3, 17) else f"N{number}", "tags": "", "c": 1}
        for number in range(40)
    ]
    rows[5]["tags"] = "no.such_tag"
    rows[6]["c"] = 2**33
    rows[7]["key"] = None
    rows[8]["key"] = rows[9]["key"]
    rows[10]["key"] = "base.main_company"

    report = write(rows, {"name": "name", "category_id": "tags", "color": "c"}, batch=20)

    assert report.counts == Counts(read=40, created=32, quarantined=8)
    reasons = {reject.row: (reject.column, reject.reason) for reject in report.rejects}
    assert "Contacts require a name" in reasons[3][1]
    assert "Contacts require a name" in reasons[17][1]
    assert reasons[5] == (
        "tags",
        "There is no record with the external ID 'no.such_tag'. Load it first, or correct it.",
    )
    assert reasons[6] == ("c", f"{2**33} is too large for an integer.")
    assert reasons[7] == ("key", "The row has no key.")
    assert set(reasons) == {3, 5, 6, 7, 8, 9, 10, 17}
    assert reasons[10] == ("key", "stands for a record of res.company already.")
    assert written(odoo, namespace, ["name"]).height == 32


def test_ids_of_rows_that_an_earlier_attempt_wrote_are_known(
    write: Write, odoo: Odoo, namespace: str
) -> None:
    write([{"key": "p1", "name": "a"}], {"name": "name"})
    (data,) = odoo["ir.model.data"].search_read([("module", "=", namespace)], ["res_id"])
    writer = OdooRpcWriter(odoo, namespace)

    ids = writer.open("res.partner", "key", {"name": "name"}).ids(pl.Series(["p1", "p2", None]))

    writer.close()
    assert ids.to_list() == [str(data["res_id"]), None, None]


@pytest.mark.parametrize("batch", [2, 1])
def test_two_names_of_one_record_are_not_written_twice(
    write: Write, odoo: Odoo, namespace: str, batch: int
) -> None:
    write([{"key": "p1", "name": "a"}], {"name": "name"})
    (data,) = odoo["ir.model.data"].search_read([("module", "=", namespace)], ["res_id"])
    odoo["ir.model.data"].create(
        {"module": namespace, "name": "p2", "model": "res.partner", "res_id": data["res_id"]}
    )
    rows = [{"key": "p1", "name": "b"}, {"key": "p2", "name": "c"}]

    report = write(rows, {"name": "name"}, batch=batch)

    assert report.counts == Counts(read=2, updated=1, quarantined=1)
    assert "same record as" in report.rejects[0].reason


def test_row_that_the_server_keeps_in_a_form_of_its_own_is_not_written_by_each_run(
    odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    def once(site: str, dry_run: bool = False) -> Counts:
        state = open_state("sqlite:///state.sqlite", "pipeline", tmp_path)
        writer = OdooRpcWriter(odoo, namespace, dry_run=dry_run)
        inlet = writer.open("res.partner", "key", {"name": "name", "website": "site"})
        inlet.recall(Made(state, "step", keeps=not dry_run))
        inlet.write(pl.DataFrame({"key": ["p1"], "name": ["a"], "site": [site]}))
        (report,) = writer.finish()
        writer.close()
        state.close()
        return report.counts

    written, left_alone = Counts(read=1, updated=1), Counts(read=1, unchanged=1)
    once("example.com")
    assert once("example.com", dry_run=True) == written
    assert once("example.com") == written
    assert once("example.com", dry_run=True) == left_alone
    assert once("example.com") == left_alone

    # What people have made of it is set back, and another row is written.
    (data,) = odoo["ir.model.data"].search_read([("module", "=", namespace)], ["res_id"])
    odoo["res.partner"].write([data["res_id"]], {"website": "http://other.example.com"})
    assert once("example.com") == written
    assert once("example.com") == left_alone
    assert once("new.example.com") == written
    assert once("new.example.com") == left_alone


@each_way
def test_record_that_a_search_hides_is_found_and_line_breaks_of_base_64_mean_nothing(
    write: Write,
) -> None:
    """Odoo lets nobody search attachments of no record, but read one's own."""
    content = base64.encodebytes(b"x" * 100).decode()
    rows = [{"key": "a", "name": "x.txt", "content": content}]
    mapping = {"name": "name", "datas": "content"}

    write(rows, mapping, model="ir.attachment")

    assert write(rows, mapping, model="ir.attachment").counts == Counts(read=1, unchanged=1)


def test_stopped_writer_begins_nothing_new(odoo: Odoo, namespace: str) -> None:
    writer = OdooRpcWriter(odoo, namespace, batch_size=1, endpoint=LoadEndpoint)
    inlet = writer.open("res.partner", "key", {"name": "name"})
    plain = odoo.connection.call
    loads: list[str] = []

    def interrupted(model: str, method: str, *more: Any, **named: Any) -> Any:
        if method == "load":
            loads.append(method)
            writer.patience.stop.set()
        return plain(model, method, *more, **named)

    odoo.connection.call = interrupted  # type: ignore[method-assign]
    inlet.write(pl.DataFrame({"key": [f"p{n}" for n in range(50)], "name": ["x"] * 50}))
    writer.close()

    assert 1 <= len(loads) <= 2
    assert odoo["ir.model.data"].search_count([("module", "=", namespace)]) == len(loads)


@each_way
def test_update_that_the_server_refuses_is_quarantined_and_the_record_stays(
    write: Write, odoo: Odoo, namespace: str
) -> None:
    rows = [{"key": f"p{number}", "name": f"N{number}"} for number in range(10)]
    write(rows, {"name": "name"})

    changed = [{**row, "name": row["name"] + "!"} for row in rows]
    changed[4]["name"] = ""
    report = write(changed, {"name": "name"})

    assert report.counts == Counts(read=10, updated=9, quarantined=1)
    assert written(odoo, namespace, ["name"])["name"].to_list() == [
        f"N{number}" if number == 4 else f"N{number}!" for number in range(10)
    ]


def test_rows_of_several_steps_wait_for_each_other_and_circles_close_in_the_end(
    odoo: Odoo, namespace: str
) -> None:
    """A partner's salesperson is a user whose partner is that partner."""
    writer = OdooRpcWriter(odoo, namespace)
    partner_step = writer.open(
        "res.partner", "key", {"name": "name", "user_id": "user", "parent_id": "parent"}
    )
    partner_step.write(
        pl.DataFrame(
            {
                "key": ["p1", "p2", "p3"],
                "name": ["Anna", "Child", "Lost"],
                "user": ["u1", None, "u9"],
                "parent": [None, "p1", None],
            }
        )
    )
    user_step = writer.open("res.users", "key", {"login": "login", "partner_id": "partner"})
    user_step.write(pl.DataFrame({"key": ["u1"], "login": [namespace], "partner": ["p1"]}))

    of_partners, of_users = writer.finish()
    writer.close()

    assert of_partners.counts == Counts(read=3, created=2, quarantined=1)
    assert [(reject.key, reject.column) for reject in of_partners.rejects] == [
        (f"{namespace}.p3", "user")
    ]
    assert of_users.counts == Counts(read=1, created=1)
    found = written(odoo, namespace, ["name", "user_id/id", "parent_id/id"])
    assert found.rows() == [
        (f"{namespace}.p1", "Anna", f"{namespace}.u1", None),
        (f"{namespace}.p2", "Child", None, f"{namespace}.p1"),
    ]
    again = OdooRpcWriter(odoo, namespace).write(
        "res.partner",
        pl.DataFrame({"key": ["p1"], "name": ["Anna"], "user": ["u1"]}),
        "key",
        {"name": "name", "user_id": "user"},
    )
    assert counts(again) == {"read": 1, "unchanged": 1}


@each_way
def test_circle_that_the_server_refuses_is_told(write: Write) -> None:
    rows = [{"key": "a", "name": "A", "up": "b"}, {"key": "b", "name": "B", "up": "a"}]

    report = write(rows, {"name": "name", "parent_id": "up"}, _TAGS)

    assert report.counts == Counts(read=2, created=1, quarantined=1)
    assert report.rejects[0].reason.startswith("was written, but not as a whole:")
    assert "Recursion" in report.rejects[0].reason


@pytest.mark.usefixtures("tags")
@each_way
def test_lists_are_set_added_to_and_taken_from(write: Write, odoo: Odoo, namespace: str) -> None:
    def tags_of() -> list[int]:
        return written(odoo, namespace, ["category_id"])["category_id"].to_list()[0]

    (one, two) = odoo["ir.model.data"].search_read(
        [("module", "=", namespace), ("model", "=", _TAGS)], ["res_id"], order="name"
    )
    row = {"key": "p1", "name": "x"}

    write([{**row, "t": "t1"}], {"name": "name", "category_id": "t"})
    write([{**row, "t": "t2"}], {"name": "name", "category_id+": "t"})
    assert tags_of() == [one["res_id"], two["res_id"]]
    again = write([{**row, "t": "t2"}], {"name": "name", "category_id+": "t"})
    assert counts(again) == {"read": 1, "unchanged": 1}
    write([{**row, "t": "t1"}], {"name": "name", "category_id-": "t"})
    assert tags_of() == [two["res_id"]]


def test_related_record_is_named_by_id_or_by_a_field(write: Write, odoo: Odoo) -> None:
    france = odoo["res.country"].search(D("code") == "FR")[0]
    rows = [
        {"key": "p1", "name": "a", "country": france, "code": "FR", "lang": "English (US)"},
        {"key": "p2", "name": "b", "country": 9**9, "code": "nowhere", "lang": "x"},
    ]

    by_id = write(rows, {"name": "name", "country_id/.id": "country"})
    by_code = write(rows, {"name": "name", "country_id/code": "code"})

    assert [counts(by_id)[name] for name in ("created", "quarantined")] == [1, 1]
    assert "there is no res.country with code = 'nowhere'" in by_code.rejects[0].reason
    assert by_code.counts == Counts(read=2, unchanged=1, quarantined=1)


def test_dry_run_tells_what_would_be_and_writes_nothing(
    write: Write, odoo: Odoo, namespace: str
) -> None:
    rows = [{"key": f"p{n}", "name": f"N{n}", "up": f"p{n - 1}" if n else None} for n in range(5)]
    mapping = {"name": "name", "parent_id": "up"}

    before = write(rows, mapping, dry_run=True)
    write(rows[:3], mapping)
    after = write([{**row, "name": "New"} for row in rows], mapping, dry_run=True)

    assert counts(before) == {"read": 5, "created": 5}
    assert counts(after) == {"read": 5, "created": 2, "updated": 3}
    assert written(odoo, namespace, ["name"])["name"].to_list() == ["N0", "N1", "N2"]


@each_way
def test_deleted_record_is_made_again(write: Write, odoo: Odoo, namespace: str) -> None:
    rows = [{"key": "p1", "name": "a"}]
    write(rows, {"name": "name"})
    odoo["res.partner"].unlink(
        [odoo["ir.model.data"].search_read([("module", "=", namespace)], ["res_id"])[0]["res_id"]]
    )

    assert counts(write(rows, {"name": "name"})) == {"read": 1, "created": 1}


@pytest.mark.parametrize("protocol", ["jsonrpc", "xmlrpc"])
@pytest.mark.usefixtures("tags")
def test_older_protocols_write_the_same(protocol: str, server: Server, namespace: str) -> None:
    odoo = server.connect(protocol)
    rows = partners(20)
    mapping = PARTNERS

    first = OdooRpcWriter(odoo, namespace).write("res.partner", rows, "key", mapping)
    second = OdooRpcWriter(odoo, namespace).write("res.partner", rows, "key", mapping)

    assert counts(first) == {"read": 20, "created": 20}
    assert counts(second) == {"read": 20, "unchanged": 20}


def test_what_can_not_be_written_at_all_is_told_before_the_first_row(
    server: Server, odoo: Odoo
) -> None:
    writer = OdooRpcWriter(odoo)
    reader = OdooRpcWriter(server.connect(api_key=server.reader_key))

    for opened, model, mapping, message in (
        (writer, "no.model", {"name": "n"}, r"^model: .*does not exist"),
        (writer, "res.partner", {"no_field": "n"}, r"^mapping\.no_field: .*no field"),
        (writer, "res.partner", {"child_ids": "n"}, r"a field parent_id"),
        (writer, "res.partner", {"create_date": "n"}, "computed by Odoo"),
        (reader, "res.partner", {"name": "n"}, "may not create"),
    ):
        with pytest.raises(FlowError, match=message):
            opened.open(model, "key", mapping)
