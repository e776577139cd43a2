"""Where the settings of a connection come from: environment, `.env`, keyring.

A connection named `shop` has `ODF_SHOP_URL`, `ODF_SHOP_DB`, `ODF_SHOP_LOGIN`, `ODF_SHOP_API_KEY`,
`ODF_SHOP_PASSWORD`, `ODF_SHOP_PROTOCOL`, `ODF_SHOP_CA_FILE` and `ODF_SHOP_DATABASE_URL`; the one
without a name `ODF_URL` and so on, but no address of a database. The environment wins over `.env`;
a key or password that neither has is looked for in the keyring (extra `keyring`), service
`odoo-data-flow`, user `<name>:api_key` or `<name>:password`.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from ..messages import Message, joined, text
from .connection import OdooConnection, ProtocolName
from .errors import InvalidConnection
from .secret import Secret

SERVICE = "odoo-data-flow"
_SECRETS = ("API_KEY", "PASSWORD")


@dataclass(frozen=True)
class ConnectionSettings:
    """All that a connection needs, its secrets as Secret. `name` is empty for the unnamed one.

    `database_url`: of the database behind the server, password included.
    """

    name: str
    url: str
    database: str
    login: str | None = None
    api_key: Secret | None = None
    password: Secret | None = None
    protocol: ProtocolName = "auto"
    ca_file: str | None = None
    database_url: Secret | None = None

    def connect(self, **options: Any) -> OdooConnection:
        """The connection. `options`: as OdooConnection has them. Raises InvalidConnection."""
        return OdooConnection(
            self.url,
            self.database,
            login=self.login,
            api_key=self.api_key,
            password=self.password,
            protocol=self.protocol,
            ca_file=self.ca_file,
            **options,
        )


def connection_settings(
    name: str = "",
    env_file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **given: str | None,
) -> ConnectionSettings:
    """The settings of a named connection.

    `env_file`: by default `.env` in the working folder, if it is there. `environment`: by default
    the process's. `given`: settings that win over both: url, db, login, protocol, ca_file.
    Raises InvalidConnection, which names the variable that is missing or wrong.
    """
    if name and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        raise InvalidConnection(
            "name",
            text("%(name)s is no name.", name=repr(name)),
            text("Use letters, digits and underscores."),
        )
    prefix = f"ODF_{name.upper()}_" if name else "ODF_"
    known = Variables(prefix, os.environ if environment is None else environment, env_file)
    values = {key: value for key, value in given.items() if value}
    if name and known.is_empty and not values:
        raise InvalidConnection(name, text("there is no connection of this name."), known.remedy())
    protocol = values.get("protocol") or known.text("PROTOCOL") or "auto"
    if protocol not in get_args(ProtocolName):
        raise InvalidConnection(
            f"{prefix}PROTOCOL",
            text("%(protocol)s is no protocol.", protocol=repr(protocol)),
            text("Use one of %(names)s.", names=", ".join(get_args(ProtocolName))),
        )
    secrets = {key: known.secret(key) for key in _SECRETS}
    if not any(secrets.values()):
        secrets = {key: _from_keyring(name, key) for key in _SECRETS}
    if secrets["API_KEY"]:
        secrets["PASSWORD"] = None
    elif not secrets["PASSWORD"]:
        raise InvalidConnection(
            f"{prefix}API_KEY",
            text("there is neither API key nor password."),
            text(
                "Set %(prefix)sAPI_KEY or %(prefix)sPASSWORD in the environment or in .env, or "
                "store it in the keyring.",
                prefix=prefix,
            ),
        )
    return ConnectionSettings(
        name=name,
        url=values.get("url") or known.needed("URL"),
        database=values.get("db") or known.needed("DB"),
        login=values.get("login") or known.text("LOGIN"),
        api_key=secrets["API_KEY"],
        password=secrets["PASSWORD"],
        protocol=protocol,  # type: ignore[arg-type]  # checked above
        ca_file=values.get("ca_file") or known.text("CA_FILE"),
        # Without a name it would be the address of a connection that is called `database`.
        database_url=known.secret("DATABASE_URL") if name else None,
    )


class Variables:
    """Variables of the environment, then of a file. Holds functions, not texts."""

    def __init__(self, prefix: str, environment: Mapping[str, str], env_file: Path | None) -> None:
        self.prefix = prefix
        # Copied into secrets at once: no frame of ours holds their texts.
        self._values = {
            key: Secret(value)
            for key, value in {**read_env(env_file), **environment}.items()
            if key.startswith(prefix) and value
        }
        urls = map(_URL.fullmatch, {**read_env(env_file), **environment})
        self._names = sorted({found[1].lower() for found in urls if found})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the connection."""
        return not self._values

    def remedy(self) -> Message:
        """What to do about a connection that is not there; which ones are."""
        remedy = text(
            "Set %(prefix)sURL, %(prefix)sDB and %(prefix)sAPI_KEY in the environment or in .env, "
            "or correct the name.",
            prefix=self.prefix,
        )
        if not self._names:
            return remedy
        return joined(remedy, text("There is %(names)s.", names=", ".join(self._names)))

    def secret(self, key: str) -> Secret | None:
        return self._values.get(self.prefix + key)

    def text(self, key: str) -> str | None:
        value = self._values.get(self.prefix + key)
        return value.reveal() if value else None

    def needed(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise InvalidConnection(
                self.prefix + key,
                text("is not set."),
                text("Set it in the environment or in .env."),
            )
        return value


#: The address of a named connection; that of the database behind it is another one.
_URL = re.compile(r"ODF_(\w+)(?<!_DATABASE)_URL")
_LINE = re.compile(
    r"""^\s*(?:export\s+)?(?P<key>[A-Za-z_]\w*)\s*=\s*
    (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<bare>[^#]*?))
    \s*(?:\#.*)?$""",
    re.X,
)


def read_env(path: Path | None = None) -> dict[str, str]:
    """The variables of a `.env` file: `KEY=value` lines, quotes and comments as shells have them.

    Nothing is expanded and nothing is executed. Without `path`, `.env` in the working folder, if it
    is there. Raises InvalidConnection; it names the line, and does not quote it.
    """
    file = path or Path(".env")
    try:
        content = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if path is None:
            return {}
        raise InvalidConnection(
            str(file), text("is not there."), text("Correct the path.")
        ) from None
    except (OSError, UnicodeDecodeError):
        raise InvalidConnection(
            str(file), text("can't be read as UTF-8 text."), text("Check the file and its rights.")
        ) from None
    values = {}
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line)
        if not found:
            raise InvalidConnection(
                f"{file}, line {number}",
                text("is no KEY=value."),
                text("Correct or remove the line."),
            )
        double = found["double"]
        values[found["key"]] = (
            re.sub(r"\\(.)", r"\1", double)
            if double is not None
            else found["single"] if found["single"] is not None else found["bare"]
        )
    return values


def _from_keyring(name: str, key: str) -> Secret | None:
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        return None
    found = keyring.get_password(SERVICE, f"{name or 'default'}:{key.lower()}")
    return Secret(found) if found else None
