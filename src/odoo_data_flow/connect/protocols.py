"""What the three protocols of Odoo have in common."""

from __future__ import annotations

import json
from typing import Any, Protocol

from ..messages import text
from .call import Call, plain
from .errors import NotOdoo, OutcomeUnknown, UnsendableValue
from .http import Answer

JSON = {"Content-Type": "application/json"}


class Wire(Protocol):
    """One protocol, for one user of one database."""

    #: As users name it.
    name: str

    def execute(self, call: Call) -> Any:
        """What the method returned. Raises ConnectError."""
        ...

    def uid(self) -> int:
        """The id of the user that we are. Raises ConnectError."""
        ...


def encoded(value: Any, what: str) -> bytes:
    """JSON. Raises UnsendableValue: no NaN, no object that has no form there."""
    try:
        return json.dumps(value, default=plain, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError) as error:
        raise UnsendableValue(
            what, text("a value can't be sent: %(error)s.", error=error), text("Correct the value.")
        ) from None


def decoded(answer: Answer, what: str, host: str) -> Any:
    """The JSON of an answer. Raises OutcomeUnknown if it is cut off, NotOdoo if it is none."""
    try:
        return json.loads(answer.body)
    except ValueError:
        pass
    if "json" in answer.kind:
        raise OutcomeUnknown(
            what,
            text("the answer of %(host)s is cut off.", host=host),
            text("Look whether it was done before you repeat it."),
        )
    raise NotOdoo(
        host,
        text(
            "the answer (status %(status)s, %(kind)s) is not of this protocol of Odoo.",
            status=answer.status,
            kind=answer.kind or text("no type"),
        ),
        text("Check the address; a proxy or a page for people may stand there."),
    )


#: Parameters that Odoo has renamed between 8 and 19: the older protocols give them by place.
_BY_PLACE = {
    "search": ("domain",),
    "search_count": ("domain",),
    "name_search": ("name", "domain"),
    "create": ("vals_list",),
    "default_get": ("fields",),
    "read_group": ("domain", "fields", "groupby"),
}


def positional(call: Call) -> tuple[list[Any], dict[str, Any]]:
    """Arguments and keyword arguments of `execute_kw` for a call."""
    named = dict(call.arguments)
    places = [name for name in _BY_PLACE.get(call.method, ()) if name in named]
    arguments: list[Any] = [] if call.ids is None else [list(call.ids)]
    arguments += [named.pop(name) for name in places]
    if call.context:
        named["context"] = dict(call.context)
    return arguments, named
