"""The same calls give the same, by JSON-2, JSON-RPC and XML-RPC."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest
from typer.testing import CliRunner

from odoo_data_flow import connect
from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, ModuleNotInstalled, Odoo, read_batches
from odoo_data_flow.connect import OdooConnection, check_connection

from .conftest import Server


@pytest.fixture(params=["json2", "jsonrpc", "xmlrpc"])
def odoo(request: pytest.FixtureRequest, server: Server) -> Iterator[Odoo]:
    with server.connect(request.param) as odoo:
        yield odoo


def test_records_are_made_found_changed_and_deleted(odoo: Odoo) -> None:
    tags = odoo["res.partner.category"]

    ids = tags.create([{"name": "Zinnia"}, {"name": "Zinc", "active": False}])
    tags.write(ids, {"color": 7})

    assert tags.search(D("name").like("Zin")) == ids[:1]
    assert tags.with_archived().search_count(D("id").in_(ids)) == 2
    assert tags.read(ids, ["name", "color"]) == [
        {"id": ids[0], "name": "Zinnia", "color": 7},
        {"id": ids[1], "name": "Zinc", "color": 7},
    ]
    assert tags.name_search("Zinn") == [(ids[0], "Zinnia")]
    assert tags.search_read([("id", "in", ids)], ["name"], order="name desc", limit=1) == [
        {"id": ids[0], "name": "Zinnia"}
    ]
    tags.unlink(ids)
    assert tags.with_archived().search(D("id").in_(ids)) == []


def test_rows_are_loaded_and_exported(odoo: Odoo, namespace: str) -> None:
    tags = odoo["res.partner.category"]

    loaded = tags.load(["id", "name", "color"], [[f"{namespace}.a", "Aster", "3"]])
    refused = tags.load(["id", "name", "color"], [[f"{namespace}.b", "Bellis", "three"]])

    assert loaded["messages"] == []
    assert tags.export_data(loaded["ids"], ["id", "name", "color"]) == [
        [f"{namespace}.a", "Aster", 3]
    ]
    assert refused["ids"] is False
    assert "three" in refused["messages"][0]["message"]
    assert tags.fields_get(["color"], ["type"]) == {"color": {"type": "integer"}}


def test_facade_knows_version_user_language_and_company(odoo: Odoo) -> None:
    assert odoo.version[:2] == (19, 0)
    assert odoo["res.users"].read([odoo.uid], ["login"])[0]["login"] == "admin"
    assert odoo.with_lang("en_US")["res.partner"].search_count() > 0
    assert odoo.with_company(1)["res.company"].call("search", domain=[]) == [1]
    assert check_connection(odoo.connection).warnings == ()


ERRORS = [
    ("no.model", "search", None, {"domain": []}, connect.UnknownModel),
    ("res.partner", "no_method", None, {}, connect.UnknownMethod),
    ("res.partner", "_private", None, {}, connect.UnknownMethod),
    ("res.partner", "search", None, {"domain": [("no", "=", 1)]}, connect.UnknownField),
    ("res.partner", "read", [1], {"fields": ["no_field"]}, connect.UnknownField),
    ("res.partner", "write", [1], {"vals": {"no_field": 1}}, connect.UnknownField),
    ("res.partner", "write", [9**9], {"vals": {"name": "x"}}, connect.MissingRecord),
    ("res.partner", "write", [1], {"vals": {"parent_id": 1}}, connect.ValidationError),
    ("res.partner", "create", None, {"vals_list": [{"name": False}]}, connect.ValidationError),
]


@pytest.mark.parametrize(("model", "method", "ids", "arguments", "kind"), ERRORS)
def test_error_has_its_type_element_and_no_traceback(
    odoo: Odoo,
    model: str,
    method: str,
    ids: list[int] | None,
    arguments: dict[str, object],
    kind: type[connect.ConnectError],
) -> None:
    with pytest.raises(connect.ConnectError) as caught:
        odoo.connection.call(model, method, ids, arguments)

    assert type(caught.value) is kind
    assert caught.value.path == f"{model}.{method}"
    assert "Traceback" not in str(caught.value)
    assert ".py" not in str(caught.value)


def test_command_tells_what_a_connection_leads_to(
    odoo: Odoo, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ODF_SHOP_URL", server.url)
    monkeypatch.setenv("ODF_SHOP_DB", server.database)
    monkeypatch.setenv("ODF_SHOP_LOGIN", "admin")
    monkeypatch.setenv("ODF_SHOP_API_KEY", server.key)
    monkeypatch.setenv("ODF_SHOP_PROTOCOL", odoo.connection.protocol)

    told = CliRunner().invoke(app, ["connection", "test", "shop"])
    monkeypatch.setenv("ODF_SHOP_API_KEY", "0" * 40)
    refused = CliRunner().invoke(app, ["connection", "test", "shop"])

    assert told.exit_code == 0
    assert f"Odoo 19.0\nconnected by {odoo.connection.protocol} as user 2" in told.output
    assert refused.exit_code == 1
    assert "key may be revoked or expired" in refused.output
    assert server.key not in told.output


def test_app_that_is_not_installed_is_named(odoo: Odoo) -> None:
    with pytest.raises(ModuleNotInstalled, match="no app 'point_of_sale'"):
        odoo.pos.open_sessions()


def test_wrong_database_and_wrong_key_are_told_apart(odoo: Odoo, server: Server) -> None:
    protocol = odoo.connection.protocol
    wrong_key = server.connect(protocol, api_key="0" * 40)
    wrong_database = OdooConnection(
        server.url, "no_such_database", login="admin", api_key=server.key, protocol=protocol
    )

    with pytest.raises(connect.AuthenticationError):
        wrong_key.connection.uid()
    with pytest.raises(connect.UnknownDatabase):
        wrong_database.uid()


def test_user_without_the_right_is_told_what_he_may_not(odoo: Odoo, server: Server) -> None:
    protocol = odoo.connection.protocol
    reader = server.connect(protocol, login="reader", api_key=server.reader_key)

    with pytest.raises(connect.AccessError):
        reader["res.partner"].create({"name": "x"})
    report = check_connection(reader.connection)
    assert not report.external_ids
    assert "Access Rights" in report.warnings[0]


def test_frames_have_the_types_of_the_fields_and_paths_of_the_export(
    odoo: Odoo, namespace: str
) -> None:
    tags = odoo["res.partner.category"]
    parent = tags.load(["id", "name"], [[f"{namespace}.root", "Root"]])["ids"][0]
    child = tags.create({"name": "Leaf", "parent_id": parent})[0]
    tags.write([parent], {"active": False})

    frames = list(
        read_batches(
            odoo,
            "res.partner.category",
            [
                ".id",
                "id",
                "name",
                "active",
                "parent_id",
                "parent_id/id",
                "parent_id/name",
                "child_ids",
            ],
            D("id").in_([parent, child]),
            archived=True,
            chunk_size=1,
            namespace="old",
        )
    )

    assert [frame.height for frame in frames] == [1, 1]
    frame = pl.concat(frames)
    assert frame.rows() == [
        (parent, f"{namespace}.root", "Root", False, None, None, None, [child]),
        (
            child,
            f"old.res_partner_category_{child}",
            "Leaf",
            True,
            parent,
            f"{namespace}.root",
            "Root",
            [],
        ),
    ]
    assert frame.schema["parent_id"] == pl.Int64
    assert frame.schema["child_ids"] == pl.List(pl.Int64)
