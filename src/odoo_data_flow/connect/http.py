"""HTTP to one server: a pool of connections, time limits, certificates, and what can fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from ..messages import text
from .errors import (
    AddressRefused,
    CallTimeout,
    CertificateRefused,
    ConnectError,
    InvalidConnection,
    NotOdoo,
    OutcomeUnknown,
    ServerBusy,
    ServerUnreachable,
    TooLarge,
)
from .reach import Reach, pool_manager


@dataclass(frozen=True)
class Timeouts:
    """Seconds: to get a connection; until the server must have answered, or sent the next piece.

    An Odoo with several processes ends a call after 120 s by itself; we wait longer than that, to
    hear what it says.
    """

    connect: float = 10.0
    answer: float = 150.0


class Answer(NamedTuple):
    """A whole answer."""

    status: int
    kind: str
    body: bytes


class Http:
    """Calls one server. Safe for any number of threads; `pool_size` connections are kept open.

    Certificates are always checked, against the system's authorities or those in `ca_file`.
    Redirects are not followed: they would carry keys to another place. `reach`: where it may lead
    to.
    """

    def __init__(
        self,
        url: str,
        timeouts: Timeouts,
        pool_size: int,
        ca_file: str | None = None,
        reach: Reach | None = None,
    ) -> None:
        self.url = _checked(url)
        self.host = urlsplit(self.url).netloc
        self._timeouts = timeouts
        self._pool = pool_manager(
            reach,
            maxsize=pool_size,
            cert_reqs="CERT_REQUIRED",
            ca_certs=ca_file,
            timeout=urllib3.Timeout(connect=timeouts.connect, read=timeouts.answer),
            retries=False,
        )

    def request(
        self,
        path: str,
        what: str,
        headers: Callable[[], Mapping[str, str]] = dict,
        body: Callable[[], bytes] | None = None,
    ) -> Answer:
        """POST `body()`, or GET where there is none, and return the answer, whatever its status.

        `what` names the call in errors. Headers and body are functions, so that no frame of ours
        holds a key or password in a variable; for the same reason an error is raised outside of
        the one that caused it. Raises ConnectError.
        """
        failure: ConnectError
        try:
            response = self._pool.request(
                "POST" if body else "GET",
                self.url + path,
                body=body() if body else None,
                headers={"Accept-Encoding": "gzip", **headers()},
                redirect=False,
            )
        except HTTPError as error:
            failure = self._failure(error, what)
        except (AddressRefused, ServerUnreachable) as error:
            failure = type(error)(error.path, error.cause, error.remedy)
        else:
            kind = response.headers.get("Content-Type", "")
            refused = self._refused(response.status, response.headers.get("Location", ""), what)
            if refused is None:
                return Answer(response.status, kind, response.data)
            failure = refused
        raise failure

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def _failure(self, error: HTTPError, what: str) -> ConnectError:
        if isinstance(error, MaxRetryError) and error.reason:
            error = error.reason if isinstance(error.reason, HTTPError) else error
        if isinstance(error, NameResolutionError):
            return ServerUnreachable(
                self.host,
                text("the name is not known in the network."),
                text("Correct the address."),
            )
        # Before the next: urllib3 makes it a kind of that.
        if isinstance(error, NewConnectionError):
            return ServerUnreachable(
                self.host,
                text("nobody answers there."),
                text("Check the address and the port, and that the server runs."),
            )
        if isinstance(error, ConnectTimeoutError):
            return ServerUnreachable(
                self.host,
                text("no connection within %(seconds)s s.", seconds=f"{self._timeouts.connect:g}"),
                text("Check the address, the firewall, and that the server runs."),
            )
        if isinstance(error, SSLError):
            return CertificateRefused(
                self.host,
                text("the server's certificate can't be trusted: %(error)s.", error=error),
                text(
                    "Use the name that it was made for, or give the authority's file as `ca_file`."
                ),
            )
        if isinstance(error, ReadTimeoutError):
            return CallTimeout(
                what,
                text(
                    "no answer from %(host)s within %(seconds)s s; it may still be working.",
                    host=self.host,
                    seconds=f"{self._timeouts.answer:g}",
                ),
                text(
                    "Look whether it was done before you repeat it; send less at once, or wait "
                    "longer."
                ),
            )
        return OutcomeUnknown(
            what,
            text(
                "the connection to %(host)s broke off before the answer was complete (%(error)s).",
                host=self.host,
                error=type(error).__name__,
            ),
            text("Look whether it was done before you repeat it."),
        )

    def _refused(self, status: int, location: str, what: str) -> ConnectError | None:
        """What a status says that is not Odoo's own."""
        if status in (301, 302, 303, 307, 308):
            place = urlsplit(location)
            return NotOdoo(
                self.host,
                text(
                    "the server leads on to %(scheme)s://%(netloc)s%(path)s.",
                    scheme=place.scheme,
                    netloc=place.netloc,
                    path=place.path,
                ),
                text("Use the address that it leads to."),
            )
        if status == 413:
            return TooLarge(
                what,
                text("%(host)s takes no call of this size.", host=self.host),
                text("Send fewer rows at once, or raise the limit of the server or its proxy."),
            )
        if status == 429:
            return ServerBusy(
                self.host, text("too many calls."), text("Use fewer workers, or try again later.")
            )
        if status in (502, 503, 504):
            return OutcomeUnknown(
                what,
                text(
                    "what stands before the server gave no answer of its own (status %(status)s).",
                    status=status,
                ),
                text("Look whether it was done before you repeat it; see that the server runs."),
            )
        return None


def _checked(url: str) -> str:
    """The address without its last slash. Raises InvalidConnection; quotes no password."""
    try:
        parts = urlsplit(url)
        is_server = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise InvalidConnection(
            "url",
            text("this is no address of a server."),
            text("Write it like https://odoo.example.com."),
        ) from None
    if parts.username is not None or parts.password is not None:
        raise InvalidConnection(
            "url",
            text("the address holds a login or password."),
            text("Take it out; give `login` and `password`, or `api_key`."),
        )
    if parts.query or parts.fragment:
        raise InvalidConnection(
            "url",
            text("the address holds parameters."),
            text("Take out what follows the ? or #; parameters belong to the step that reads."),
        )
    if not is_server:
        raise InvalidConnection(
            "url",
            text("%(url)s is no address of a server.", url=repr(url)),
            text("Write it like https://odoo.example.com."),
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))
