"""The best way to look at what a connection leads to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..client import Odoo
from ..connect.database import Database
from .database import database_source
from .rpc import RpcSource
from .source import Source


@contextmanager
def source_of(connection: Odoo | Database) -> Iterator[Source]:
    """A source: a database, the one behind a server if that is known, else the server itself.

    A database is read in one transaction, which ends with the context; fields can't be made before
    that. Raises ConnectError.
    """
    if isinstance(connection, Database):
        with database_source(connection) as source:
            yield source
    elif connection.direct:
        with database_source(connection.direct()) as source:
            yield source
    else:
        yield RpcSource(connection)
