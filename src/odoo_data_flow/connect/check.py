"""What `odf connection test` finds: server, user, rights that a flow needs."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from .connection import OdooConnection
from .errors import AccessError

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
    warnings: tuple[str, ...] = ()


def check_connection(connection: OdooConnection) -> ConnectionReport:
    """Connect, log in, and see whether external ids can be read. Raises ConnectError."""
    user_id = connection.uid()
    can_read_ids = True
    try:
        connection.call("ir.model.data", "search", None, {"domain": [], "limit": 1})
    except AccessError:
        can_read_ids = False
    warnings = []
    if not can_read_ids:
        warnings.append(
            "The user may not read external ids: give it the right Administration: Access Rights, "
            "which writing needs."
        )
    address = urlsplit(connection.url)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        warnings.append("The address is http: everybody on the way can read the key. Use https.")
    return ConnectionReport(
        url=connection.url,
        database=connection.database,
        version=str(connection.version),
        protocol=connection.protocol,
        user_id=user_id,
        external_ids=can_read_ids,
        warnings=tuple(warnings),
    )
