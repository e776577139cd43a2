"""An HTTP proxy before one server, in threads of the test's own process."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


class Fault(Enum):
    """What goes wrong. AFTER: the server has done the work; BEFORE: it has not seen the call."""

    NONE = auto()
    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    HANG_AFTER = auto()
    BAD_GATEWAY_BEFORE = auto()
    BAD_GATEWAY_AFTER = auto()
    TRUNCATED = auto()
    SLOW = auto()
    TOO_LARGE = auto()


@dataclass(frozen=True)
class Request:
    """A call on its way. `number`: how many came before, from 0."""

    number: int
    path: str
    body: bytes


Rule = Callable[[Request], Fault]


class FaultyProxy:
    """`with FaultyProxy(server, rule) as proxy`: give clients `proxy.url` for the server's.

    `rule` names the fault of each request. `seconds`: how long HANG_AFTER says nothing, and how
    long SLOW takes. `done`: called when the server has done the work of a request that hangs.
    `seen`: all requests with their faults.
    """

    def __init__(
        self,
        server: str,
        rule: Rule,
        seconds: float = 1.0,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self.rule = rule
        self.done = done
        self.seconds = seconds
        self.seen: list[tuple[Request, Fault]] = []
        self._target = urlsplit(server).netloc
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"proxy": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> FaultyProxy:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def faults(self) -> set[Fault]:
        """Those that have happened."""
        return {fault for _request, fault in self.seen}

    def decide(self, path: str, body: bytes) -> Fault:
        """The fault of the next request, which is noted."""
        with self._lock:
            request = Request(len(self.seen), path, body)
            fault = self.rule(request)
            self.seen.append((request, fault))
        return fault

    def forward(
        self, method: str, path: str, body: bytes, headers: Iterable[tuple[str, str]]
    ) -> Any:
        """What the server answers: status, headers, content."""
        connection = http.client.HTTPConnection(self._target, timeout=600)
        try:
            kept = {name: value for name, value in headers if name.lower() not in _HOP}
            connection.request(method, path, body, kept)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


_HOP = ("host", "connection", "content-length", "transfer-encoding", "keep-alive")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are sent apart: the body would wait for the answer to the head.
    disable_nagle_algorithm = True
    proxy: FaultyProxy

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.proxy.decide(self.path, body)
        if fault is Fault.DROP_BEFORE:
            self.close_connection = True
            return
        if fault in (Fault.BAD_GATEWAY_BEFORE, Fault.TOO_LARGE):
            self._answer(502 if fault is Fault.BAD_GATEWAY_BEFORE else 413, [], b"<html>")
            return
        try:
            answer = self.proxy.forward(self.command, self.path, body, self.headers.items())
        except OSError:
            # The server is down, as a proxy sees it.
            self._answer(502, [], b"<html>")
            return
        if fault is Fault.HANG_AFTER:
            self.proxy.done()
            time.sleep(self.proxy.seconds)
        if fault in (Fault.HANG_AFTER, Fault.DROP_AFTER):
            self.close_connection = True
        elif fault is Fault.BAD_GATEWAY_AFTER:
            self._answer(502, [], b"<html>")
        else:
            self._answer(*answer, fault=fault)

    do_GET = do_POST

    def _answer(
        self, status: int, headers: list[tuple[str, str]], body: bytes, fault: Fault = Fault.NONE
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault is Fault.TRUNCATED:
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif fault is Fault.SLOW:
            for part in (body[: len(body) // 2], body[len(body) // 2 :]):
                time.sleep(self.proxy.seconds / 2)
                self.wfile.write(part)
        else:
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""
