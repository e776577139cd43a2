"""Addresses of connections hold no secrets: documents and modules are passed on."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...ir.addresses import may_hold_a_secret
from ...ir.kinds.connection import Connection
from ...messages import text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each address that could hold a secret; none is quoted."""
    for path, connection in context.of(Connection):
        for attribute in ("url", "database_url"):
            if may_hold_a_secret(getattr(connection, attribute)):
                yield Problem(
                    f"{path}.{attribute}",
                    text(
                        "The address holds more than a place: a password or parameters. Take them "
                        "out; secrets are entered where the module is installed."
                    ),
                )
