"""What can go wrong on the way: each is one sentence with its remedy, and never shows the key."""

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from dev import databases, odoo_server
from dev.ports import free_port

from .conftest import Site, hire, run_itx


def refusal(site: Site, login: str = "analyst", **variables: str) -> str:
    """What a harmless command says, which has to fail without showing a key."""
    done = site.itx(login, "push", str(_DOCUMENT), **variables)
    assert (done.returncode, done.stdout) == (1, "")
    key = variables.get("ITX_API_KEY", site.keys[login])
    assert key not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


_DOCUMENT = Path(__file__).resolve().parents[3] / "examples" / "airfield_register.json"


def test_dead_server(site: Site) -> None:
    said = refusal(site, ITX_URL=f"http://127.0.0.1:{free_port()}")
    assert "can't be reached: Connection refused" in said


def test_wrong_key(site: Site) -> None:
    assert "doesn't take the API key" in refusal(site, ITX_API_KEY="1234567890")


def test_key_that_no_header_can_hold(site: Site) -> None:
    for key in ("two words", "ключ", "a\nb"):
        assert "copy it anew" in refusal(site, ITX_API_KEY=key)


def test_wrong_database(site: Site) -> None:
    said = refusal(site, ITX_DB="no_such_database")
    assert said.startswith("no_such_database: The server has no database of this name")


def test_too_few_rights(site: Site) -> None:
    assert "needs the group Moduler / User" in refusal(site, "outsider")


def test_unknown_module(site: Site) -> None:
    done = site.itx("analyst", "plan", "nobody_has_this")
    assert (done.returncode, done.stderr) == (
        1,
        "nobody_has_this: There is no such module in the database; itx push makes one.\n",
    )


def test_wrong_usage(site: Site) -> None:
    assert site.itx("analyst", "apply", "library").returncode == 2
    assert site.itx("analyst", "plan", str(_DOCUMENT), "--version", "1").returncode == 2


def test_nothing_given() -> None:
    done = run_itx("plan", "library")
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        "--url",
        "ITX_API_KEY",
    ]


def test_database_without_itx_moduler(tmp_path: Path, site: Site) -> None:
    name = f"scenario_bare_{os.getpid()}_{secrets.token_hex(3)}"
    databases.fresh(name, ["base", "rpc"])
    try:
        key = hire(name, {"someone": "base.group_user"})["someone"]
        with odoo_server.running(name, tmp_path / "odoo.log") as url:
            said = refusal(site, ITX_URL=url, ITX_DB=name, ITX_API_KEY=key)
    finally:
        databases.drop(name)
    assert said.startswith(f"{name}: ITX Moduler is not installed")


class _Elsewhere(BaseHTTPRequestHandler):
    """Redirects what is posted, and remembers what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Location", f"http://{self.headers['Host']}/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:
        self.asked.append(self.path)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        return


@pytest.fixture
def redirecting() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_redirect_is_told_and_not_followed(site: Site, redirecting: str) -> None:
    assert "/elsewhere). Use that address" in refusal(site, ITX_URL=redirecting)
    assert not [path for path in _Elsewhere.asked if "elsewhere" in path]


def test_a_server_that_does_not_answer_is_asked_once(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        done = site.itx("analyst", "push", str(_DOCUMENT), "--timeout", "1", ITX_URL=address)
        silent.settimeout(0.1)
        silent.accept()[0].close()
        with pytest.raises(TimeoutError):
            silent.accept()
    assert done.returncode == 1
    assert "No answer within 1 s" in done.stderr
