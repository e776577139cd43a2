"""XML-RPC, which Odoo 8 to 19 serve at /xmlrpc/2."""

from __future__ import annotations

import xmlrpc.client
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from xml.parsers.expat import ExpatError

from ..messages import text
from .call import Call, plain
from .errors import NotOdoo, OutcomeUnknown, UnsendableValue
from .faults import fault, from_traceback, is_none_result
from .http import Answer, Http
from .login import Login
from .protocols import positional

_HEADERS = {"Content-Type": "text/xml"}
#: What the server calls its exceptions here, by number.
_CODES = {2: "UserError", 3: "AccessDenied", 4: "AccessError"}
#: Characters that XML 1.0 has no way to write.
_CONTROLS = set(range(32)) - {9, 10, 13} | {0xFFFE, 0xFFFF}


class XmlRpc:
    """Calls by user id and password or key."""

    name = "xmlrpc"

    def __init__(self, http: Http, login: Login) -> None:
        self._http = http
        self._login = login

    def execute(self, call: Call) -> Any:
        """See Wire."""
        uid = self.uid()
        arguments, named = positional(call)
        values = sendable([arguments, named], str(call))
        login = self._login
        return service(
            self._http,
            "object",
            "execute_kw",
            lambda: [login.database, uid, login.secret.reveal(), call.model, call.method, *values],
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
    answer = http.request(
        f"/xmlrpc/2/{name}",
        what,
        lambda: _HEADERS,
        lambda: xmlrpc.client.dumps(tuple(arguments()), method, allow_none=True).encode(),
    )
    failure: Exception
    try:
        # The builtin types: Odoo itself sends dates as texts, but some modules don't.
        (result,), _method = xmlrpc.client.loads(answer.body, use_builtin_types=True)
    except xmlrpc.client.Fault as error:
        if is_none_result(error.faultString):
            return None
        text = redact(error.faultString)
        if error.faultCode == 1:
            failure = from_traceback(what, text)
        else:
            failure = fault(what, _CODES.get(error.faultCode, "Exception"), text)
    except (ExpatError, xmlrpc.client.ResponseError, ValueError):
        failure = _unreadable(answer, what, http.host)
    else:
        return result
    raise failure


def sendable(value: Any, what: str) -> Any:
    """`value` in types that XML-RPC knows. Raises UnsendableValue."""
    if isinstance(value, str):
        if any(ord(character) in _CONTROLS for character in value):
            raise UnsendableValue(
                what,
                text(
                    "XML-RPC can't carry the control character in %(value)s.",
                    value=repr(value[:40]),
                ),
                text("Remove it, or use JSON-RPC."),
            )
        return value
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        if not xmlrpc.client.MININT <= value <= xmlrpc.client.MAXINT:
            raise UnsendableValue(
                what,
                text("XML-RPC can't carry the number %(value)s.", value=value),
                text("Use JSON-RPC, or a smaller one."),
            )
        return value
    if isinstance(value, Mapping):
        return {str(key): sendable(item, what) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [sendable(item, what) for item in value]
    if isinstance(value, date | datetime):
        return plain(value)
    try:
        return sendable(plain(value), what)
    except TypeError as error:
        raise UnsendableValue(
            what, text("a value can't be sent: %(error)s.", error=error), text("Correct the value.")
        ) from None


def _unreadable(answer: Answer, what: str, host: str) -> Exception:
    if "xml" in answer.kind:
        return OutcomeUnknown(
            what,
            text("the answer of %(host)s is cut off.", host=host),
            text("Look whether it was done before you repeat it."),
        )
    return NotOdoo(
        host,
        text(
            "the answer (status %(status)s, %(kind)s) is not of this protocol of Odoo.",
            status=answer.status,
            kind=answer.kind or text("no type"),
        ),
        text("Check the address; a proxy or a page for people may stand there."),
    )
