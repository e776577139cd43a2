"""One call of a public method by JSON-2: `POST /json/2/<model>/<method>` with an API key."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

from ..messages import text
from .access import Access
from .errors import RemoteError, problems_in, trouble


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to wherever it leads, and turn the call into a GET."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


class Client:
    """Asks one server as one user. Nothing is asked twice: a call may have changed something.

    Certificates are checked, with the authorities of the system (or of the variable
    SSL_CERT_FILE).

    :param timeout: seconds to wait for an answer.
    """

    def __init__(self, access: Access, timeout: float) -> None:
        self._access = access
        self._timeout = timeout
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context()), _NoRedirects()
        )

    def call(
        self,
        model: str,
        method: str,
        ids: Sequence[int] = (),
        *,
        context: dict[str, Any] | None = None,
        **named: Any,
    ) -> Any:
        """Return what a public method of a model returns: JSON values go in and come out.

        Raises RemoteError with what the server says, or why it can't be asked, and the remedy.
        """
        body: dict[str, Any] = {**named, "context": context or {}}
        if ids:
            body["ids"] = list(ids)
        headers = {
            "Authorization": f"bearer {self._access.key}",
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "itx",
        }
        if self._access.database:
            headers["X-Odoo-Database"] = self._access.database
        request = urllib.request.Request(  # noqa: S310 (find_access lets http and https through)
            f"{self._access.url}/json/2/{model}/{method}",
            json.dumps(body).encode("utf-8"),
            headers,
            method="POST",
        )
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except TimeoutError:
            raise self._too_late() from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_late() from None
            raise self._unreachable(error.reason) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None
        except ValueError:
            raise self._no_odoo() from None

    def _refusal(self, error: urllib.error.HTTPError) -> RemoteError:
        """Return what the server's answer means."""
        said = _message_in(error)
        if 300 <= error.code < 400:
            place = error.headers.get("Location", "")
            message = text("The server is elsewhere (%(place)s). Use that address.", place=place)
            return trouble(self._access.url, message)
        if error.code == 401:
            return trouble(
                self._access.url,
                text(
                    "The server doesn't take the API key for the database %(database)s. Is it a "
                    "key of that database, and not expired? Make a new one in My Preferences, "
                    "Security.",
                    database=self._access.database or "?",
                ),
            )
        if said is None:
            return self._no_database() if error.code == 404 else self._no_odoo(error.code)
        if error.code == 404 and "itx.moduler" in said and "method" not in said:
            return trouble(
                self._access.database or self._access.url,
                text("ITX Moduler is not installed in this database. Install itx_moduler there."),
            )
        if error.code == 404 or (error.code == 422 and "argument" in said):
            return trouble(
                self._access.url,
                text(
                    "%(said)s. The server has another release of ITX Moduler; update it there, or "
                    "use the itx of that release.",
                    said=said.rstrip("."),
                ),
            )
        if error.code == 403:
            return trouble(
                self._access.url,
                text(
                    "%(said)s The owner of the API key needs the group Moduler / User to describe, "
                    "plan and export, and Moduler / Manager to apply.",
                    said=" ".join(said.split()),
                ),
            )
        if error.code >= 500:
            return trouble(
                self._access.url,
                text("The server has failed: %(said)s. Its log says more.", said=said.rstrip(".")),
            )
        return RemoteError(problems_in(said, self._access.database or self._access.url))

    def _unreachable(self, cause: object) -> RemoteError:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return trouble(
                self._access.url,
                text(
                    "Its certificate can't be trusted: %(cause)s. For an authority of your own, "
                    "name its file in the variable SSL_CERT_FILE.",
                    cause=cause.verify_message,
                ),
            )
        said = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        message = text("The server can't be reached: %(cause)s. Is the address right?", cause=said)
        return trouble(self._access.url, message)

    def _too_late(self) -> RemoteError:
        return trouble(
            self._access.url,
            text(
                "No answer within %(seconds)s s. The server may still be at it: look with itx plan "
                "before you try again, and wait longer with --timeout.",
                seconds=f"{self._timeout:g}",
            ),
        )

    def _no_database(self) -> RemoteError:
        if self._access.database:
            message = text("The server has no database of this name; see --db and ITX_DB.")
            return trouble(self._access.database, message)
        message = text("Say which database of the server: --db, or ITX_DB.")
        return trouble("--db", message)

    def _no_odoo(self, status: int = 200) -> RemoteError:
        return trouble(
            self._access.url,
            text(
                "This doesn't answer as Odoo 19 does (HTTP status %(status)s). Is the address "
                "right, and the server well?",
                status=status,
            ),
        )


def _message_in(error: urllib.error.HTTPError) -> str | None:
    """Return what Odoo says in the body of a refusal; None for what no JSON-2 has written.

    The rest of the body (a traceback of the server) is nobody's business here.
    """
    try:
        body = json.loads(error.read())
    except (ValueError, OSError, http.client.HTTPException):
        return None
    message = body.get("message") if isinstance(body, dict) else None
    return message if isinstance(message, str) else None
