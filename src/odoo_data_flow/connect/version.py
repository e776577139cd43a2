"""Which Odoo answers, and by which way it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..messages import text
from . import jsonrpc, xmlrpc
from .errors import ConnectError, NotOdoo
from .http import Http

#: The oldest version with the calls that we use.
OLDEST = 8


class ServerVersion(NamedTuple):
    """`major`.`minor`, like 19.0 or 18.2; `text` as the server writes it."""

    major: int
    minor: int
    text: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, info: Sequence[Any], text: str) -> ServerVersion:
        """From `version_info`: [19, 0, 0, "final", 0, ""] or ["saas~18", 2, 0, "final", 0, ""]."""
        found = re.search(r"\d+", str(info[0]))
        if not found:
            raise ValueError(f"{info!r} is no version")
        return cls(int(found[0]), int(info[1]), text)


class Found(NamedTuple):
    """A server: its version, and whether its JSON-RPC answers (some proxies let only XML pass)."""

    version: ServerVersion
    json_rpc: bool


def find(http: Http) -> Found:
    """Ask the server for its version: /web/version (19 and later), JSON-RPC, XML-RPC.

    Raises ConnectError: NotOdoo if none of them answers as Odoo does.
    """
    answer = http.request("/web/version", "the server's version")
    if answer.status == 200 and "json" in answer.kind:
        try:
            content = json.loads(answer.body)
            return Found(ServerVersion.of(content["version_info"], content["version"]), True)
        except (ValueError, KeyError, TypeError, IndexError):
            # Some other server's page of that name; the older ways tell.
            pass
    problem: ConnectError | None = None
    for service in (jsonrpc.service, xmlrpc.service):
        try:
            told = service(http, "common", "version", list, "common.version")
            version = ServerVersion.of(told["server_version_info"], told["server_version"])
        except ConnectError as error:  # noqa: PERF203 (two at most)
            problem = error
        except (ValueError, KeyError, TypeError, IndexError):
            problem = NotOdoo(
                http.host, text("the server names no version of Odoo."), text("Check the address.")
            )
        else:
            if version.major < OLDEST:
                raise NotOdoo(
                    http.host,
                    text(
                        "Odoo %(version)s is too old; %(oldest)s.0 is the oldest that is "
                        "supported.",
                        version=version,
                        oldest=OLDEST,
                    ),
                    text("Upgrade it, or read its database."),
                )
            return Found(version, service is jsonrpc.service)
    assert problem is not None  # noqa: S101 (the loop has set it)
    raise problem
