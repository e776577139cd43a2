"""Rows of web services: a server of our own that answers as they do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from odoo_data_flow.connect import AuthenticationError, NotOdoo, Retry, Secret
from odoo_data_flow.connect.web import WebService
from odoo_data_flow.errors import FlowError
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.read import READERS, Request
from odoo_data_flow.run import FolderHost, Progress, run_flow

ROWS = [{"id": number, "name": f"n{number}", "tags": [number]} for number in range(7)]


class Service(BaseHTTPRequestHandler):
    """Pages of three rows by page, offset, cursor and link; the first request may fail."""

    failures = 0

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if self.headers["Authorization"] != "Bearer key":
            self._send(401, {})
        elif type(self).failures:
            type(self).failures -= 1
            self._send(503, {})
        elif path == "/away":
            self._send(200, {"rows": ROWS[:1], "next": "http://elsewhere.example/rows"})
        elif path == "/growing":
            self._send(200, [{"id": 1}] if query["page"] == ["1"] else [{"id": 2, "new": 3}])
        elif path == "/odd":
            self._send(200, [{"id": 1}, "no object", {"id": 2}])
        else:
            self._send(200, self._page(query))

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        begin = int(query.get("offset", ["0"])[0])
        if "page" in query:
            begin = (int(query["page"][0]) - 1) * 3
        if "cursor" in query:
            begin = int(query["cursor"][0])
        follows = begin + 3 if begin + 3 < len(ROWS) else None
        return {
            "data": {"rows": ROWS[begin : begin + 3]},
            "cursor": follows,
            "next": f"/rows?offset={follows}" if follows else None,
        }

    def _send(self, status: int, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Nothing: tests don't read it."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def service(address: str) -> WebService:
    return WebService(address, Secret("key"), retry=Retry(attempts=3, first=0.0))


def _read(service: WebService, **options: Any) -> pl.DataFrame:
    options = {"resource": "rows", "rows_at": "data.rows", **options}
    batches = READERS.make("rest", options).read(Request(connection=service))
    return pl.concat([batch.frame for batch in batches])


@pytest.mark.parametrize(
    "options",
    [
        {"paging": "page"},
        {"paging": "offset", "page_parameter": "offset", "size_parameter": "limit"},
        {"paging": "cursor", "page_parameter": "cursor", "next_at": "cursor"},
        {"paging": "link", "next_at": "next"},
    ],
)
def test_every_way_of_paging_gives_each_row_once(
    service: WebService, options: dict[str, Any]
) -> None:
    frame = _read(service, **options)

    assert frame["id"].to_list() == [str(row["id"]) for row in ROWS]
    assert frame["tags"].to_list() == [json.dumps(row["tags"]) for row in ROWS]


def test_reading_goes_on_with_the_next_page(service: WebService) -> None:
    reader = READERS.make(
        "rest",
        {
            "resource": "rows",
            "rows_at": "data.rows",
            "paging": "offset",
            "page_parameter": "offset",
        },
    )

    first = next(reader.read(Request(connection=service)))
    second = next(reader.read(Request(connection=service, after=first.after)))

    assert second.frame["id"].to_list() == ["3", "4", "5"]


def test_a_request_without_an_answer_is_made_again(service: WebService) -> None:
    Service.failures = 2

    assert _read(service, paging="page").height == len(ROWS)


def test_a_row_that_is_no_object_is_set_apart(service: WebService) -> None:
    reader = READERS.make("rest", {"resource": "odd"})

    (batch,) = reader.read(Request(connection=service))

    assert batch.frame["id"].to_list() == ["1", "2"]
    assert [(bad.row, bad.values) for bad in batch.bad] == [(1, ('"no object"',))]


def test_the_key_is_not_sent_to_another_place(service: WebService) -> None:
    with pytest.raises(NotOdoo, match="elsewhere"):
        _read(service, resource="away", rows_at="rows", paging="link")


def test_a_wrong_key_is_told_and_not_shown(address: str) -> None:
    service = WebService(address, Secret("wrong-key"))

    with pytest.raises(AuthenticationError) as caught:
        _read(service)

    assert "wrong-key" not in str(caught.value)


def test_a_list_that_is_not_there_is_told_with_what_is(service: WebService) -> None:
    with pytest.raises(FlowError, match=r"options\.rows_at: 'items' is no list.*data, cursor"):
        _read(service, rows_at="items")


def test_a_field_that_only_later_pages_have_is_told(service: WebService) -> None:
    with pytest.raises(FlowError, match="list the fields"):
        _read(service, resource="growing", rows_at="", paging="page")


@pytest.mark.parametrize(("paging", "lasting"), [("page", False), ("cursor", True)])
def test_a_run_tells_whether_it_would_have_to_read_the_pages_again(
    service: WebService, tmp_path: Path, paging: str, lasting: bool
) -> None:
    class Host(FolderHost):
        def connection(self, name: str) -> WebService:
            return service

    options = {"resource": "rows", "rows_at": "data.rows", "paging": paging, "next_at": "cursor"}
    options |= {"page_parameter": paging}
    read = {"name": "rows", "type": "read", "format": "rest", "connection": "shop"}
    flow = parse_flow({"name": "flow", "steps": [{**read, "options": options}]})
    told: list[Progress] = []

    run_flow(flow, Host(tmp_path), told.append, batch=3)

    pages = [one.lasting for one in told if one.rows and not one.report]
    assert (set(pages[:-1]), pages[-1]) == ({lasting}, True)
