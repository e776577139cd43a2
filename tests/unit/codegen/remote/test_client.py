"""What answers of a server mean. The real server is asked in tests/integration/as_code."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from itx_codegen.remote import Access, Client, RemoteError


@contextmanager
def answering(
    status: int, body: bytes, context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[tuple[str, dict[str, str], Any]]]]:
    """A server with one answer; gives its address, and what it is asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, dict(self.headers), json.loads(content)))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def refusal(status: int, body: bytes, database: str = "main") -> str:
    with answering(status, body) as (url, asked):
        with pytest.raises(RemoteError) as refused:
            Client(Access(url, database, "secret"), 5).call("a.model", "act", [1])
        assert len(asked) == 1
    assert "secret" not in str(refused.value)
    return str(refused.value).replace(url, "URL")


def odoo_error(message: str) -> bytes:
    return json.dumps({"name": "x", "message": message, "debug": "Traceback of it"}).encode()


def test_a_call_is_one_post_with_key_database_and_values() -> None:
    with answering(200, b'{"a": [1]}') as (url, asked):
        got = Client(Access(url, "main", "secret"), 5).call("a.model", "act", [7], word="ไทย")

    [(path, headers, body)] = asked
    assert got == {"a": [1]}
    assert path == "/json/2/a.model/act"
    assert headers["Authorization"] == "bearer secret"
    assert headers["X-Odoo-Database"] == "main"
    assert body == {"ids": [7], "word": "ไทย", "context": {}}


def test_what_odoo_refuses_is_told_by_place_line_by_line() -> None:
    said = refusal(422, odoo_error("models[a].name: It is bad.\n\nThe module is archived."))
    assert said == "models[a].name: It is bad.\nmain: The module is archived."


@pytest.mark.parametrize(
    ("status", "message", "said"),
    [
        (401, "Invalid apikey", "URL: The server doesn't take the API key"),
        (403, "No\nway.", "URL: No way. The owner of the API key needs the group"),
        (
            404,
            "the model 'itx.moduler.module' does not exist",
            "main: ITX Moduler is not installed",
        ),
        (404, "The method 'itx.moduler.module.x' does not exist", "URL: The method 'itx.moduler."),
        (422, "missing a required argument: 'document'", "another release of ITX Moduler"),
        (500, "division by zero", "URL: The server has failed: division by zero."),
    ],
)
def test_each_refusal_says_what_to_do_and_no_traceback(
    status: int, message: str, said: str
) -> None:
    told = refusal(status, odoo_error(message))
    assert said in told
    assert "Traceback" not in told


def test_a_page_not_found_means_that_no_database_was_chosen() -> None:
    assert refusal(404, b"<html>").startswith("main: The server has no database of this name")
    assert refusal(404, b"<html>", database="").startswith("--db: Say which database")


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (502, b"Bad Gateway"), (418, b"1")])
def test_what_is_no_odoo_is_told(status: int, body: bytes) -> None:
    assert "doesn't answer as Odoo 19 does" in refusal(status, body)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = _certificate(tmp_path)

    with answering(200, b"1", context) as (url, asked):
        access = Access(url, "main", "secret")
        with pytest.raises(RemoteError, match=r"can't be trusted: .*SSL_CERT_FILE"):
            Client(access, 5).call("a.model", "act")
        assert asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert Client(access, 5).call("a.model", "act") == 1


def _certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
