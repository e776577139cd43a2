"""A connection that data flows need: an address without its secret."""

from __future__ import annotations

from typing import ClassVar, Literal

from ...messages import Message, text
from ..node import Node


class Connection(Node):
    """Where a flow reads from or writes to: steps call it by `name`.

    It never holds a password or key: who owns a database fills that in there, and an address that
    is private, too. What is described is what a new record begins with: one that is there is left
    as it is. `database_url` is the address of the database behind an Odoo server.
    """

    kind: ClassVar[str] = "connection"
    label: ClassVar[Message] = text("Connection")
    collection: ClassVar[str] = "connections"

    name: str
    title: str = ""
    type: Literal["odoo", "postgresql", "rest"]
    url: str = ""
    database: str = ""
    login: str = ""
    protocol: Literal["auto", "json2", "jsonrpc", "xmlrpc"] = "auto"
    database_url: str = ""

    def normalized(self) -> Connection:
        return self.model_copy(update={"title": self.title or self.name})
