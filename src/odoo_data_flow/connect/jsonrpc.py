"""JSON-RPC, which Odoo 8 to 19 serve at /jsonrpc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .call import Call
from .faults import fault
from .http import Http
from .login import Login
from .protocols import JSON, decoded, encoded, positional


class JsonRpc:
    """Calls by user id and password or key."""

    name = "jsonrpc"

    def __init__(self, http: Http, login: Login) -> None:
        self._http = http
        self._login = login

    def execute(self, call: Call) -> Any:
        """See Wire."""
        uid = self.uid()
        arguments, named = positional(call)
        login = self._login
        return service(
            self._http,
            "object",
            "execute_kw",
            lambda: [
                login.database,
                uid,
                login.secret.reveal(),
                call.model,
                call.method,
                arguments,
                named,
            ],
            str(call),
            login.secret.redact,
        )

    def uid(self) -> int:
        """See Wire."""
        return self._login.uid(
            lambda arguments: service(
                self._http,
                "common",
                "authenticate",
                arguments,
                "common.authenticate",
                self._login.secret.redact,
            )
        )


def service(
    http: Http,
    name: str,
    method: str,
    arguments: Callable[[], list[Any]],
    what: str,
    redact: Callable[[str], str] = str,
) -> Any:
    """Call one of the server's services: common, object. Raises ConnectError."""

    def body() -> bytes:
        parameters = {"service": name, "method": method, "args": arguments()}
        return encoded({"jsonrpc": "2.0", "method": "call", "id": 1, "params": parameters}, what)

    answer = http.request("/jsonrpc", what, lambda: JSON, body)
    content = decoded(answer, what, http.host)
    if not isinstance(content, dict) or "error" not in content:
        return content.get("result") if isinstance(content, dict) else content
    error = content["error"]
    data = error.get("data") or {}
    # Older servers have the type of the exception, but not its name.
    kind = data.get("name") or _KINDS.get(str(data.get("exception_type")), "Exception")
    raise fault(what, kind, redact(str(data.get("message") or error.get("message") or "")))


_KINDS = {
    "access_denied": "AccessDenied",
    "access_error": "AccessError",
    "except_orm": "except_orm",
    "missing_error": "MissingError",
    "user_error": "UserError",
    "validation_error": "ValidationError",
    "warning": "Warning",
}
