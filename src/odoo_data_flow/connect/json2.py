"""JSON-2, the interface of Odoo 19 and later: one address per method, arguments by name."""

from __future__ import annotations

from typing import Any

from ..messages import text
from .call import Call
from .errors import UnknownDatabase, UnsendableValue
from .faults import fault
from .http import Answer, Http
from .protocols import JSON, decoded, encoded
from .secret import Secret


class Json2:
    """Calls by an API key, which stands for its user. A call is one transaction."""

    name = "json2"

    def __init__(self, http: Http, database: str, key: Secret) -> None:
        self._http = http
        self._database = database
        self._key = key

    def execute(self, call: Call) -> Any:
        """See Wire."""
        what = str(call)
        document = dict(call.arguments)
        for name, value in (("ids", call.ids), ("context", call.context)):
            if name in document:
                raise UnsendableValue(
                    what,
                    text("an argument can't be named %(name)s in JSON-2.", name=repr(name)),
                    text("Give the %(name)s of the call instead.", name=name),
                )
            if value or (name == "ids" and value is not None):
                document[name] = value
        answer = self._http.request(
            f"/json/2/{call.model}/{call.method}",
            what,
            lambda: {
                **JSON,
                "Authorization": f"bearer {self._key.reveal()}",
                "X-Odoo-Database": self._database,
            },
            lambda: encoded(document, what),
        )
        return self._result(answer, what)

    def uid(self) -> int:
        """See Wire."""
        context = self.execute(Call("res.users", "context_get"))
        return int(context["uid"])

    def _result(self, answer: Answer, what: str) -> Any:
        if answer.status == 404 and "json" not in answer.kind:
            raise UnknownDatabase(
                self._http.host,
                text(
                    "the server has no database %(database)s with JSON-2.",
                    database=repr(self._database),
                ),
                text("Correct its name, and see which databases the server offers."),
            )
        content = decoded(answer, what, self._http.host)
        if answer.status < 400:
            return content
        if not isinstance(content, dict):
            content = {}
        raise fault(
            what,
            str(content.get("name") or "HTTPException"),
            self._key.redact(str(content.get("message") or f"status {answer.status}")),
            answer.status,
        )
