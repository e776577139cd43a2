"""Web services as sources: GET requests that answer in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..messages import text
from .errors import AuthenticationError, NotOdoo, ServerFault
from .http import Http, Timeouts
from .reach import Reach
from .retry import Retry
from .secret import Secret


class WebService:
    """A service below one address. A `key` is sent as `Authorization: Bearer`, nowhere else."""

    def __init__(
        self,
        url: str,
        key: Secret | None = None,
        *,
        timeouts: Timeouts | None = None,
        retry: Retry | None = None,
        ca_file: str | None = None,
        reach: Reach | None = None,
    ) -> None:
        self._http = Http(url, timeouts or Timeouts(), 1, ca_file, reach)
        self._key = key
        self._retry = retry or Retry()
        #: What tells it from others, without the key.
        self.name = self._http.url

    def __repr__(self) -> str:
        return f"WebService({self.name!r})"

    def get(self, path: str, parameters: Mapping[str, Any]) -> Any:
        """The JSON values that a path below the address answers with. Raises ConnectError.

        A request is made again when no answer came: it changes nothing.
        """
        query = urlencode({key: value for key, value in parameters.items() if value is not None})
        where = f"/{path.lstrip('/')}" if path else ""
        full = f"{where}{'&' if '?' in where else '?'}{query}" if query else where
        return self._retry.run(lambda: self._once(full), repeatable=True)

    def follow(self, link: str) -> Any:
        """The JSON values behind a link to another page. Raises ConnectError if it leads away."""
        base, target = urlsplit(self.name), urlsplit(link)
        if target.netloc and (target.scheme, target.netloc) != (base.scheme, base.netloc):
            raise NotOdoo(
                self._http.host,
                text("the next page is said to be at %(netloc)s.", netloc=target.netloc),
                text(
                    "The key is not sent there; read from that address by a connection of its own."
                ),
            )
        path = target.path
        if path.startswith(base.path):
            path = path[len(base.path) :]
        return self.get(f"{path}?{target.query}" if target.query else path, {})

    def _once(self, path: str) -> Any:
        key = self._key
        answer = self._http.request(
            path,
            f"GET {path.partition('?')[0]}",
            lambda: {"Authorization": f"Bearer {key.reveal()}"} if key else {},
        )
        if answer.status in (401, 403):
            raise AuthenticationError(
                self._http.host,
                text("the service refuses access (status %(status)s).", status=answer.status),
                text("Check the key and what it is allowed to read."),
            )
        if answer.status >= 400:
            raise ServerFault(
                self._http.host,
                text("the service answers with status %(status)s.", status=answer.status),
                text("Check the path and the parameters."),
            )
        try:
            return json.loads(answer.body)
        except ValueError as error:
            raise ServerFault(
                self._http.host,
                text("the answer is no JSON: %(error)s.", error=error),
                text("Check the path; the service must answer with JSON."),
            ) from error
