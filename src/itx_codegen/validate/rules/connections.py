"""Addresses of connections hold no secrets: documents and modules are passed on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from ...errors import Problem
from ...ir.kinds.connection import Connection
from ...messages import text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each address that could hold a secret; none is quoted."""
    for path, connection in context.of(Connection):
        for attribute in ("url", "database_url"):
            if _may_hold_a_secret(getattr(connection, attribute)):
                yield Problem(
                    f"{path}.{attribute}",
                    text(
                        "The address holds more than a place: a password or parameters. Take them "
                        "out; secrets are entered where the module is installed."
                    ),
                )


def _may_hold_a_secret(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        # Not an address at all; the database says so when it gets it.
        return "@" in address
    if parts.scheme in ("postgresql", "postgres"):
        # Who one is stands in the address, and whether the connection is encrypted.
        more = {key for key, _value in parse_qsl(parts.query, keep_blank_values=True)}
        return parts.password is not None or bool(more - {"sslmode"} or parts.fragment)
    return parts.username is not None or bool(parts.query or parts.fragment)
