"""Which server, which database, and the key to it: from options, the environment or `.env`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import Problem
from ..messages import text
from .errors import RemoteError, trouble

URL = "ITX_URL"
DATABASE = "ITX_DB"
API_KEY = "ITX_API_KEY"

_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?(ITX_[A-Z_]+)\s*=\s*(.*?)\s*")
_QUOTED = re.compile(r"(['\"])(.*)\1")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Access:
    """Where to ask, and as whom. The key shows in no output of this object.

    `url` has neither path nor trailing slash; an empty `database` leaves the choice to the server,
    which has to have one only.
    """

    url: str
    database: str
    key: str = field(repr=False)


def find_access(
    environment: Mapping[str, str],
    folder: Path,
    *,
    url: str | None = None,
    database: str | None = None,
    key_file: Path | None = None,
    allow_http: bool = False,
) -> Access:
    """Return what is given, else what the variables ITX_… say, else `.env` in `folder`.

    The key comes from `key_file`, a variable or `.env`: never from an option, which other people
    on the machine could read. A key from elsewhere never goes to a server that `.env` alone names:
    that file may have come with a repository. Without `allow_http` a key goes to other machines by
    https only.
    Raises RemoteError for what is missing or can't be used; no message holds the key.
    """
    of_file = _env_file(folder / ".env")
    known = {**of_file, **{name: value for name, value in environment.items() if value}}
    named = url or environment.get(URL, "")
    where = named or of_file.get(URL, "")
    key = _key_in(key_file) if key_file else known.get(API_KEY, "")
    if where and not named and key and key != of_file.get(API_KEY):
        message = text(
            ".env says which server, but the API key is not from there: anybody who can write that "
            "file would get it. Put both into .env, or say --url."
        )
        raise trouble("--url", message)
    problems = []
    if not where:
        message = text("Say which server: --url https://odoo.example.com, or %(name)s.", name=URL)
        problems.append(Problem("--url", message))
    if not key:
        message = text(
            "There is no API key. In Odoo: My Preferences, Security, Add API Key; put it into "
            "the variable %(name)s, into .env, or into a file for --key-file.",
            name=API_KEY,
        )
        problems.append(Problem(API_KEY, message))
    elif not (key.isascii() and key.isprintable() and " " not in key):
        message = text("The API key has characters that no key has; copy it anew.")
        problems.append(Problem(API_KEY, message))
    if problems:
        raise RemoteError(problems)
    return Access(_server(where, allow_http), database or known.get(DATABASE, ""), key)


def _server(url: str, allow_http: bool) -> str:
    """Return the URL of a server; raise RemoteError for what is none, or would show the key."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise trouble("--url", text("Write it like https://odoo.example.com."))
    if parts.username or parts.password:
        raise trouble("--url", text("Leave out user and password: the API key stands for both."))
    if parts.scheme == "http" and host not in _LOOPBACK and not allow_http:
        raise trouble(
            "--url",
            text(
                "Everybody on the way could read the API key. Use https; in a network that is "
                "yours alone, say --allow-http."
            ),
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _key_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        # Not chained: the error holds the content.
        raise trouble(str(file), text("This is no text; it should hold an API key.")) from None


def _env_file(file: Path) -> dict[str, str]:
    """Return the variables ITX_… of a file with lines NAME=value; none where there is no file."""
    if not file.is_file():
        return {}
    found = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        assignment = _ASSIGNMENT.fullmatch(line)
        if assignment:
            name, value = assignment.groups()
            quoted = _QUOTED.fullmatch(value)
            found[name] = quoted[2] if quoted else value
    return found
