"""Whether a connection works: server, user, rights that a flow needs."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from ..errors import Sentence
from ..messages import text
from .connection import OdooConnection
from .database import Database
from .errors import AccessError, ServerFault
from .open_transactions import OPEN_TRANSACTIONS
from .web import WebService

_VERSION = "SELECT current_setting('server_version') AS version"
_ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ConnectionReport(BaseModel):
    """A connection that works. `warnings`: what is not as it should be, in sentences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    database: str
    version: str
    protocol: str
    user_id: int
    external_ids: bool
    warnings: tuple[Sentence, ...] = ()


def check_connection(connection: OdooConnection) -> ConnectionReport:
    """Connect, log in, and see whether external ids can be read. Raises ConnectError."""
    user_id = connection.uid()
    can_read_ids = True
    try:
        connection.call("ir.model.data", "search", None, {"domain": [], "limit": 1})
    except AccessError:
        can_read_ids = False
    warnings: list[str] = []
    if not can_read_ids:
        warnings.append(
            text(
                "The user may not read external ids: give it the right Administration: Access "
                "Rights, which writing needs."
            )
        )
    warnings += http_warnings(connection.url)
    return ConnectionReport(
        url=connection.url,
        database=connection.database,
        version=str(connection.version),
        protocol=connection.protocol,
        user_id=user_id,
        external_ids=can_read_ids,
        warnings=tuple(warnings),
    )


class DatabaseReport(BaseModel):
    """A database that answers. `version`: of PostgreSQL. `warnings`: as of ConnectionReport."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    warnings: tuple[Sentence, ...] = ()


def check_database(database: Database) -> DatabaseReport:
    """Connect, and see whether open transactions show, which a delta needs. Raises ConnectError."""
    with database.session() as session:
        version = session.query(_VERSION)["version"].item()
        hidden = session.query(OPEN_TRANSACTIONS)["hidden"].item()
        encrypted = session.query(_ENCRYPTED)["ssl"].item()
    warnings = []
    if hidden:
        warnings.append(
            text(
                "The user may not see when the transactions of others began, so that no delta can "
                "be read: connect as Odoo's own user, or grant pg_read_all_stats."
            )
        )
    if not encrypted and urlsplit(database.name).hostname not in (None, *_LOOPBACK):
        warnings.append(
            text(
                "The connection is not encrypted: everybody on the way can read the data. Let the "
                "server offer TLS, and write ?sslmode=verify-full behind the address."
            )
        )
    return DatabaseReport(name=database.name, version=str(version), warnings=tuple(warnings))


class ServiceReport(BaseModel):
    """A web service that answers. `warnings`: as of ConnectionReport."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    warnings: tuple[Sentence, ...] = ()


def check_service(service: WebService) -> ServiceReport:
    """Make one request, to the address itself, where many services have nothing.

    Raises ConnectError if nobody answers, or the key is refused.
    """
    warnings = []
    try:
        service.get("", {})
    except ServerFault as error:
        warnings.append(text("The address itself holds no data: %(cause)s", cause=error.cause))
    return ServiceReport(url=service.name, warnings=(*warnings, *http_warnings(service.name)))


def http_warnings(url: str) -> tuple[str, ...]:
    """What is to be said of an address that is not encrypted, unless it leads to this machine."""
    address = urlsplit(url)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        return (text("The address is http: everybody on the way can read the key. Use https."),)
    return ()
