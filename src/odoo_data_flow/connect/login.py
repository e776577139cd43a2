"""Who we are on a server that wants a login: user id and password, or key, with every call."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from ..messages import text
from .errors import AuthenticationError, InvalidConnection
from .secret import Secret


class Login:
    """A login of one database. The user's id is asked for once, by whichever thread is first."""

    def __init__(self, database: str, login: str | None, secret: Secret) -> None:
        self.database = database
        self.secret = secret
        self._login = login
        self._uid: int | None = None
        self._lock = threading.Lock()

    def uid(self, authenticate: Callable[[Callable[[], list[Any]]], Any]) -> int:
        """The id of the user. `authenticate` calls common.authenticate with arguments that it makes
        of the function that it gets. Raises AuthenticationError.
        """
        if self._login is None:
            raise InvalidConnection(
                "login",
                text("is missing; only JSON-2 (Odoo 19 and later, with an API key) needs none."),
                text("Give the login of the user."),
            )
        with self._lock:
            if self._uid is None:
                uid = authenticate(lambda: [self.database, self._login, self.secret.reveal(), {}])
                if not uid:
                    raise AuthenticationError(
                        self.database,
                        text(
                            "the server does not accept the login %(login)s with this password "
                            "or key.",
                            login=repr(self._login),
                        ),
                        text("Correct them; a key may be revoked or expired."),
                    )
                self._uid = int(uid)
            return self._uid
