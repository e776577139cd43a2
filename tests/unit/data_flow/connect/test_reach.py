"""Where connections may lead to, and that what was checked is what is connected to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from odoo_data_flow.connect import (
    NO_RETRY,
    AddressRefused,
    ConnectError,
    InvalidConnection,
    Reach,
    Secret,
    ServerUnreachable,
)
from odoo_data_flow.connect.database_url import check_database_address, database_url
from odoo_data_flow.connect.web import WebService


class Service(BaseHTTPRequestHandler):
    """Answers with the name that it was called by."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f'"{self.headers["Host"]}"'.encode())

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


class Names:
    """Resolves each name to the addresses that it has next; the last ones stay."""

    def __init__(self, **addresses: list[list[str]]) -> None:
        self._addresses = addresses
        self.asked = 0

    def __call__(self, host: str, port: Any, *_rest: Any, **_options: Any) -> list[Any]:
        self.asked += 1
        turns = self._addresses.get(host, [[host]])
        found = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "169.254.169.254",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "100.100.100.200",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_machine_itself_and_its_cloud_are_refused(address: str) -> None:
    assert not Reach().allows(address)


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.0.9", "93.184.216.34", "fd12::1"])
def test_private_and_public_networks_are_allowed(address: str) -> None:
    assert Reach().allows(address)


def test_owner_names_the_networks() -> None:
    reach = Reach(["10.0.0.0/8", " 127.0.0.1"])
    assert reach.allows("10.9.9.9")
    assert reach.allows("127.0.0.1")
    assert not reach.allows("127.0.0.2")
    assert not reach.allows("93.184.216.34")


def test_link_local_addresses_are_refused_whatever_the_owner_names() -> None:
    reach = Reach(["0.0.0.0/0", "::/0"])
    assert not reach.allows("169.254.169.254")
    assert not reach.allows("fe80::1")
    assert not reach.allows("fd00:ec2::254")


def test_network_that_is_none_is_told() -> None:
    with pytest.raises(InvalidConnection, match="10\\.0\\.0\\.0/8"):
        Reach(["intranet"])


def test_nothing_is_sent_to_an_address_that_is_refused(port: int) -> None:
    service = WebService(f"http://127.0.0.1:{port}", Secret("hush"), retry=NO_RETRY, reach=Reach())
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1 is not an address"):
        service.get("", {})


def test_a_name_is_refused_if_one_of_its_addresses_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(mixed=[["93.184.216.34", "127.0.0.1"]]))
    with pytest.raises(AddressRefused):
        Reach().resolve("mixed", 80)


def test_a_name_that_changes_leads_where_it_was_checked(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Resolved a second time it would be an address that is refused, and where nobody answers.
    names = Names(shop=[["127.0.0.1"], ["127.0.0.9"]])
    monkeypatch.setattr(socket, "getaddrinfo", names)
    service = WebService(f"http://shop:{port}", retry=NO_RETRY, reach=Reach(["127.0.0.1"]))
    assert service.get("", {}) == f"shop:{port}"


def test_unknown_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(ServerUnreachable, match="not known"):
        WebService("http://nowhere", retry=NO_RETRY, reach=Reach()).get("", {})


def test_error_of_a_refused_address_has_no_frame_with_the_key(port: int) -> None:
    service = WebService(f"http://127.0.0.1:{port}", Secret("hush"), retry=NO_RETRY, reach=Reach())
    with pytest.raises(ConnectError) as caught:
        service.get("", {})
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    # The first one is the test's own.
    frame = caught.value.__traceback__.tb_next if caught.value.__traceback__ else None
    assert frame
    while frame:
        assert "hush" not in repr(frame.tb_frame.f_locals)
        frame = frame.tb_next


def test_database_is_connected_to_by_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(db=[["10.0.0.7"]]))
    url = database_url("postgresql://me@db/shop", Secret("a/b@c"), reach=Reach())
    assert url.reveal().startswith("postgresql://me:a%2Fb%40c@db/shop?")
    assert "hostaddr=10.0.0.7" in url.reveal()
    with pytest.raises(AddressRefused):
        database_url("postgresql://me@127.0.0.1/shop", Secret("x"), reach=Reach())


def test_database_must_ask_for_the_password() -> None:
    plain = database_url("postgresql://me@db/shop", Secret("x")).reveal()
    assert "require_auth=scram-sha-256%2Cmd5&" in plain
    encrypted = database_url("postgresql://me@db/shop?sslmode=require", Secret("x")).reveal()
    assert "require_auth=scram-sha-256%2Cmd5%2Cpassword&" in encrypted
    with pytest.raises(InvalidConnection, match="missing"):
        database_url("postgresql://me@db/shop", Secret(""))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:pw@db/shop",
        "postgresql://me@/shop",
        "postgresql:///shop",
        "postgresql://db/shop",
        "postgresql://me@db",
        "postgresql://me@db:x/shop",
        "postgresql://me@db,127.0.0.1/shop",
        "postgresql://me@here@db/shop",
        "postgresql://me@%2Fvar%2Frun/shop",
        "postgresql://me@db/shop?host=/tmp",
        "postgresql://me@db/shop?hostaddr=127.0.0.1",
        "postgresql://me@db/shop?passfile=/etc/passwd",
        "postgresql://me@db/shop?sslkey=/etc/key",
        "postgresql://me@db/shop?require_auth=none",
        "postgresql://me@db/shop?service",
        "mysql://me@db/shop",
    ],
)
def test_address_of_a_database_names_one_host_and_no_file(address: str) -> None:
    with pytest.raises(InvalidConnection):
        check_database_address(address)
