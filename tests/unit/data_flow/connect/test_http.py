"""What a client learns of a bad network: whether a call was made, may have been, or was not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from odoo_data_flow.connect import (
    NO_RETRY,
    CallTimeout,
    ConnectError,
    Done,
    NotOdoo,
    OdooConnection,
    OutcomeUnknown,
    Retry,
    ServerUnreachable,
    Timeouts,
    TooLarge,
    UnsendableValue,
)
from tests.faults import Fault, FaultyProxy


class Server(BaseHTTPRequestHandler):
    """Speaks just enough of JSON-2: counts the calls of each method, and returns the count."""

    protocol_version = "HTTP/1.1"
    # Head and body are sent apart: the body would wait for the answer to the head.
    disable_nagle_algorithm = True
    calls: dict[str, int] = {}

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"null")
        method = self.path.rpartition("/")[2]
        if self.path == "/elsewhere/web/version":
            self.send_response_only(301)
            self.send_header("Location", "https://there.example/web?x=1")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if method == "version":
            self._answer({"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"})
            return
        assert self.headers["Authorization"] == "bearer key"
        assert self.headers["X-Odoo-Database"] == "shop"
        self.calls[method] = self.calls.get(method, 0) + 1
        self._answer({"count": self.calls[method], "body": body})

    do_GET = do_POST

    def _answer(self, value: Any) -> None:
        content = json.dumps(value).encode()
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Server.calls = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as http:
        http.daemon_threads = True
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.fixture
def spoiled(server: str) -> Iterator[Callable[..., OdooConnection]]:
    """A connection through a proxy that spoils the first calls of methods by one fault."""
    opened: list[FaultyProxy] = []

    def connect(fault: Fault, times: int = 1, retry: Retry = NO_RETRY) -> OdooConnection:
        left = [times]

        def rule(request: object) -> Fault:
            if "/json/2/" not in request.path or not left[0]:  # type: ignore[attr-defined]
                return Fault.NONE
            left[0] -= 1
            return fault

        proxy = FaultyProxy(server, rule, seconds=0.4)
        opened.append(proxy)
        return OdooConnection(
            proxy.__enter__().url,
            "shop",
            api_key="key",
            retry=retry,
            timeouts=Timeouts(connect=1, answer=0.2),
        )

    yield connect
    for proxy in opened:
        proxy.__exit__()


UNKNOWN = [
    (Fault.DROP_BEFORE, OutcomeUnknown),
    (Fault.DROP_AFTER, OutcomeUnknown),
    (Fault.HANG_AFTER, CallTimeout),
    (Fault.BAD_GATEWAY_BEFORE, OutcomeUnknown),
    (Fault.BAD_GATEWAY_AFTER, OutcomeUnknown),
    (Fault.TRUNCATED, OutcomeUnknown),
]


@pytest.mark.parametrize(("fault", "kind"), UNKNOWN)
def test_write_without_an_answer_may_have_been_done_and_is_not_repeated(
    spoiled: Callable[..., OdooConnection], fault: Fault, kind: type[ConnectError]
) -> None:
    odoo = spoiled(fault, retry=Retry(attempts=5, first=0))

    with pytest.raises(ConnectError) as caught:
        odoo.call("res.partner", "create", None, {"vals_list": []})

    assert type(caught.value) is kind
    assert caught.value.done is Done.UNKNOWN
    assert caught.value.path == "res.partner.create"
    assert Server.calls.get("create", 0) <= 1


@pytest.mark.parametrize(("fault", "kind"), UNKNOWN)
def test_read_without_an_answer_is_repeated(
    spoiled: Callable[..., OdooConnection], fault: Fault, kind: type[ConnectError]
) -> None:
    odoo = spoiled(fault, times=2, retry=Retry(attempts=5, first=0))

    found = odoo.call("res.partner", "search", None, {"domain": []})

    assert found["body"] == {"domain": []}


def test_write_is_repeated_where_the_caller_says_so(
    spoiled: Callable[..., OdooConnection],
) -> None:
    odoo = spoiled(Fault.DROP_AFTER, retry=Retry(attempts=2, first=0))

    done = odoo.call("res.partner", "write", [1], {"vals": {}}, repeatable=True)

    assert done["count"] == 2


def test_call_that_is_too_large_was_not_made(spoiled: Callable[..., OdooConnection]) -> None:
    with pytest.raises(TooLarge) as caught:
        spoiled(Fault.TOO_LARGE).call("res.partner", "create", None, {"vals_list": []})

    assert caught.value.done is Done.NO
    assert Server.calls == {}


def test_slow_answer_within_the_time_is_an_answer(server: str) -> None:
    with FaultyProxy(server, lambda _request: Fault.SLOW, seconds=0.1) as proxy:
        odoo = OdooConnection(proxy.url, "shop", api_key="key", retry=NO_RETRY)

        assert odoo.call("res.partner", "search")["count"] == 1


def test_server_that_is_not_there_has_done_nothing() -> None:
    odoo = OdooConnection("http://127.0.0.1:9", "shop", api_key="key", retry=NO_RETRY)

    with pytest.raises(ServerUnreachable, match="nobody answers there") as caught:
        odoo.call("res.partner", "create")

    assert caught.value.done is Done.NO


def test_redirect_is_not_followed(server: str) -> None:
    odoo = OdooConnection(f"{server}/elsewhere", "shop", api_key="key", retry=NO_RETRY)

    with pytest.raises(NotOdoo, match=r"leads on to https://there\.example/web\."):
        assert odoo.version


def test_what_json_can_not_carry_is_refused_before_it_is_sent(server: str) -> None:
    odoo = OdooConnection(server, "shop", api_key="key", retry=NO_RETRY)

    with pytest.raises(UnsendableValue):
        odoo.call("res.partner", "create", None, {"vals_list": [{"size": float("nan")}]})

    assert Server.calls == {}


def test_threads_share_one_connection(server: str) -> None:
    odoo = OdooConnection(server, "shop", api_key="key", retry=NO_RETRY, pool_size=4)
    counts: list[int] = []

    def call() -> None:
        counts.extend(odoo.call("res.partner", "search")["body"] or [0] for _ in range(20))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(counts) == 80
