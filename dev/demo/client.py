"""A person in front of Odoo: logs in, and does by HTTP what the web client does."""

import http.cookiejar
import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dev.failure import Failure

_PATIENCE = 300


@dataclass(frozen=True)
class Client:
    """A session of one user of one database. All that it asks for is done with that user's rights.

    :param address: of the server, e.g. ``http://127.0.0.1:8069``.
    :raises Failure: from any method, with Odoo's own words when it refuses.
    """

    address: str
    database: str
    login: str
    password: str
    _cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self._post(
            "/web/session/authenticate",
            {"db": self.database, "login": self.login, "password": self.password},
        )

    @property
    def session(self) -> str:
        """The value of the cookie ``session_id``."""
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == "session_id")

    def call(self, model: str, method: str, *arguments: Any, **named: Any) -> Any:
        """Call a public method of a model; JSON values go in and come out."""
        return self._post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": arguments, "kwargs": named},
        )

    def read(self, model: str, domain: list[Any], *fields: str, **named: Any) -> list[Any]:
        """Return dicts of ``fields`` of the records in a domain."""
        return list(self.call(model, "search_read", domain, fields, **named))

    def only(self, model: str, domain: list[Any], *fields: str) -> dict[str, Any]:
        """Likewise of the one record in a domain."""
        found = self.read(model, domain, *fields)
        if len(found) != 1:
            raise Failure(f"{model} {domain}", f"{len(found)} records", "there should be one")
        return dict(found[0])

    def press(self, action: str) -> Any:
        """Start an action that has this XML id, as a menu does; return what it says to do next."""
        loaded = self._post("/web/action/load", {"action_id": action})
        return self._post("/web/action/run", {"action_id": loaded["id"]})

    def _post(self, route: str, parameters: Mapping[str, Any]) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters})
        request = urllib.request.Request(
            self.address + route, body.encode(), {"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        subject = f"{parameters.get('model', '')} {parameters.get('method', route)}".strip()
        remedy = f"{self.login} asked for it; see the log of {self.database}"
        try:
            with opener.open(request, timeout=_PATIENCE) as response:
                answer = json.load(response)
        except OSError as error:
            raise Failure(subject, str(error), remedy) from error
        if "error" in answer:
            said = answer["error"].get("data", {}).get("message") or answer["error"]["message"]
            raise Failure(subject, " ".join(said.split()), remedy)
        return answer["result"]
