"""A connection to one database of one Odoo, of any version from 8 on."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from ..messages import text
from .call import Call
from .errors import InvalidConnection
from .http import Http, Timeouts
from .json2 import Json2
from .jsonrpc import JsonRpc
from .login import Login
from .protocols import Wire
from .reach import Reach
from .retry import READS, Retry
from .secret import Secret
from .version import Found, ServerVersion, find
from .xmlrpc import XmlRpc

ProtocolName = Literal["auto", "json2", "jsonrpc", "xmlrpc"]

#: The first version with JSON-2.
_JSON2 = 19


class OdooConnection:
    """Calls methods of models. Safe for any number of threads; connects when first used.

    `api_key` or `password`: one of them; a key is used as password by the older protocols.
    `login`: needed but for JSON-2. `protocol`: "auto" takes JSON-2 from Odoo 19 on if there is a
    key, else JSON-RPC, else (if a proxy lets only that pass) XML-RPC. `ca_file`: certificates of
    an authority of one's own; certificates are always checked. `timeouts`, `retry`: see there.
    `pool_size`: HTTP connections that are kept open, at least as many as threads. `reach`: where
    they may lead to; everywhere. `readers`: calls at the same time of who reads many records.

    Raises InvalidConnection if that is incomplete.
    """

    #: Until all has been checked there is nothing to show; a traceback may ask before.
    _shown = ""

    def __init__(
        self,
        url: str,
        database: str,
        *,
        login: str | None = None,
        api_key: Secret | str | None = None,
        password: Secret | str | None = None,
        protocol: ProtocolName = "auto",
        ca_file: str | None = None,
        timeouts: Timeouts | None = None,
        retry: Retry | None = None,
        pool_size: int = 8,
        reach: Reach | None = None,
        readers: int = 1,
    ) -> None:
        # At once, so that no traceback from here on finds a text in a variable.
        api_key, password = _secret(api_key), _secret(password)
        if bool(api_key) == bool(password):
            raise InvalidConnection(
                "api_key",
                text("exactly one of API key and password is needed."),
                text("Give one of them."),
            )
        if protocol == "json2" and not api_key:
            raise InvalidConnection(
                "protocol",
                text("JSON-2 takes no password."),
                text("Give an API key, or use jsonrpc."),
            )
        if not database:
            raise InvalidConnection(
                "database", text("is missing."), text("Give the name of the database.")
            )
        self.database = database
        self.login = login
        self._secret = api_key or password
        self._is_key = bool(api_key)
        self._protocol = protocol
        self.retry = retry or Retry()
        self.readers = readers
        self._http = Http(url, timeouts or Timeouts(), pool_size, ca_file, reach)
        self._lock = threading.Lock()
        self._found: Found | None = None
        self._wire: Wire | None = None
        self._shown = f"{self.url!r}, {database!r}, login={login!r}"

    def __repr__(self) -> str:
        return f"OdooConnection({self._shown})"

    def __enter__(self) -> OdooConnection:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address of the server."""
        return self._http.url

    @property
    def version(self) -> ServerVersion:
        """The server's version, asked for once. Raises ConnectError."""
        return self._server().version

    @property
    def protocol(self) -> str:
        """The protocol in use: json2, jsonrpc or xmlrpc. Raises ConnectError."""
        return self._chosen().name

    def uid(self) -> int:
        """The id of the user that we are: the cheapest proof that the credentials work.

        Raises ConnectError.
        """
        return self.retry.run(self._chosen().uid, repeatable=True)

    def call(
        self,
        model: str,
        method: str,
        ids: Sequence[int] | None = None,
        arguments: Mapping[str, Any] | None = None,
        *,
        context: Mapping[str, Any] | None = None,
        repeatable: bool | None = None,
    ) -> Any:
        """What `model.method` returns, for the records `ids` or (None) for the model itself.

        `arguments`: by the names that the method gives them. `repeatable`: whether the call may be
        made again after an error that passes; by default if the method is known only to read.
        Raises ConnectError; after OutcomeUnknown the call may have been done.
        """
        call = Call(model, method, ids, arguments or {}, context or {})
        wire = self._chosen()
        if repeatable is None:
            repeatable = method in READS
        return self.retry.run(lambda: wire.execute(call), repeatable)

    def close(self) -> None:
        """Close the HTTP connections. The next call opens new ones."""
        self._http.close()

    def _server(self) -> Found:
        with self._lock:
            if self._found is None:
                self._found = self.retry.run(lambda: find(self._http), repeatable=True)
            return self._found

    def _chosen(self) -> Wire:
        if self._wire is None:
            # Made twice by two threads, it is the same twice.
            self._wire = self._make(self._choice())
        return self._wire

    def _choice(self) -> str:
        if self._protocol != "auto":
            return self._protocol
        found = self._server()
        if found.version.major >= _JSON2 and self._is_key:
            return "json2"
        return "jsonrpc" if found.json_rpc else "xmlrpc"

    def _make(self, protocol: str) -> Wire:
        if protocol == "json2":
            return Json2(self._http, self.database, self._secret)
        login = Login(self.database, self.login, self._secret)
        return JsonRpc(self._http, login) if protocol == "jsonrpc" else XmlRpc(self._http, login)


def _secret(value: Secret | str | None) -> Secret:
    return value if isinstance(value, Secret) else Secret(value or "")
