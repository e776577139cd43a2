"""Servers from Odoo 8 on: which protocol, and arguments as their methods take them."""

from __future__ import annotations

import json
import xmlrpc.client
from collections.abc import Callable
from typing import Any

import pytest

from odoo_data_flow.client import D, Odoo
from odoo_data_flow.connect import (
    NO_RETRY,
    InvalidConnection,
    NotOdoo,
    OdooConnection,
    ServerVersion,
    UnknownMethod,
)
from odoo_data_flow.connect.http import Answer

_PAGE = Answer(404, "text/html", b"<html>")


class Server:
    """Answers as an Odoo of some version; `calls` are those of `execute_kw`."""

    def __init__(self, info: list[Any], text: str, json_rpc: bool = True) -> None:
        self.host, self.url = "old.example", "http://old.example"
        self.calls: list[tuple[str, str, list[Any], dict[str, Any]]] = []
        self._version = {"server_version": text, "server_version_info": info}
        self._json_rpc = json_rpc

    def request(
        self,
        path: str,
        what: str,
        headers: Callable[[], Any] = dict,
        body: Callable[[], bytes] | None = None,
    ) -> Answer:
        content = body() if body else b""
        if path == "/jsonrpc" and self._json_rpc:
            parameters = json.loads(content)["params"]
            result = self._answer(parameters["method"], parameters["args"])
            return Answer(200, "application/json", json.dumps({"result": result}).encode())
        if path.startswith("/xmlrpc/2/"):
            arguments, method = xmlrpc.client.loads(content)
            answer = xmlrpc.client.dumps((self._answer(str(method), list(arguments)),))
            return Answer(200, "text/xml", answer.encode())
        return _PAGE

    def _answer(self, method: str, arguments: list[Any]) -> Any:
        if method == "version":
            return self._version
        if method == "authenticate":
            assert arguments == ["shop", "anna", "key", {}]
            return 7
        _database, uid, secret, model, name, positional, named = arguments
        assert (uid, secret) == (7, "key")
        self.calls.append((model, name, positional, named))
        return 42 if name in ("create", "search_count") else []


def connected(server: Server, **options: Any) -> Odoo:
    connection = OdooConnection(
        server.url, "shop", login="anna", api_key="key", retry=NO_RETRY, **options
    )
    connection._http = server  # type: ignore[assignment]
    return Odoo.on(connection)


@pytest.mark.parametrize(
    ("info", "text", "major"),
    [
        ([8, 0, 0, "final", 0], "8.0", 8),
        ([12, 0, 0, "final", 0, ""], "12.0", 12),
        ([18, 0, 0, "final", 0, "e"], "18.0+e", 18),
        (["saas~18", 2, 0, "final", 0, ""], "saas~18.2", 18),
    ],
)
def test_older_version_is_called_by_json_rpc(info: list[Any], text: str, major: int) -> None:
    odoo = connected(Server(info, text))

    assert odoo.version.major == major
    assert str(odoo.version) == text
    assert odoo.connection.protocol == "jsonrpc"
    assert odoo.uid == 7


def test_where_only_xml_rpc_passes_it_is_used() -> None:
    odoo = connected(Server([12, 0, 0, "final", 0, ""], "12.0", json_rpc=False))

    assert odoo.connection.protocol == "xmlrpc"
    assert odoo["res.partner"].search() == []


def test_parameters_that_were_renamed_go_by_place() -> None:
    server = Server([12, 0, 0, "final", 0, ""], "12.0")
    partners = connected(server).with_lang("fr_FR")["res.partner"]

    partners.search(D("name") == "x", limit=3)
    partners.search_count()
    partners.name_search("x")
    partners.write([1], {"name": "y"})

    context = {"context": {"lang": "fr_FR"}}
    assert server.calls == [
        (
            "res.partner",
            "search",
            [[["name", "=", "x"]]],
            {"offset": 0, "limit": 3, "order": False, **context},
        ),
        ("res.partner", "search_count", [[]], context),
        ("res.partner", "name_search", ["x", []], {"limit": 100, **context}),
        ("res.partner", "write", [[1]], {"vals": {"name": "y"}, **context}),
    ]


def test_before_12_one_record_is_created_in_a_call() -> None:
    server = Server([11, 0, 0, "final", 0, ""], "11.0")
    partners = connected(server)["res.partner"]

    assert partners.create({"name": "x"}) == [42]
    assert server.calls == [("res.partner", "create", [{"name": "x"}], {})]
    with pytest.raises(UnknownMethod, match="one record in a call"):
        partners.create([{"name": "x"}, {"name": "y"}])


def test_server_that_is_too_old_or_none_is_told() -> None:
    with pytest.raises(NotOdoo, match=r"Odoo 7\.0 is too old"):
        assert connected(Server([7, 0, 0, "final", 0], "7.0")).version
    with pytest.raises(NotOdoo):
        assert connected(Server([], "?")).version


def test_json_2_needs_a_key_and_the_others_a_login() -> None:
    with pytest.raises(InvalidConnection, match="JSON-2 takes no password"):
        OdooConnection("http://x.example", "shop", password="p", protocol="json2")
    server = Server([12, 0, 0, "final", 0, ""], "12.0")
    connection = OdooConnection(server.url, "shop", api_key="key", retry=NO_RETRY)
    connection._http = server  # type: ignore[assignment]
    with pytest.raises(InvalidConnection, match="login: is missing"):
        connection.uid()


def test_version_is_read_from_its_parts() -> None:
    assert ServerVersion.of([19, 0, 0, "final", 0, ""], "19.0")[:2] == (19, 0)
    with pytest.raises(ValueError, match="no version"):
        ServerVersion.of(["master"], "master")
