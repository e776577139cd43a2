"""Addresses of PostgreSQL databases as people give them, apart from their password."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ..messages import text
from .errors import InvalidConnection
from .reach import Reach
from .secret import Secret

#: What libpq may be told besides. Most of its parameters name files of the machine that we run on.
_OPTIONS = frozenset({"sslmode"})
_EXAMPLE = "Write it like postgresql://user@db.example.com:5432/name."


def database_url(
    address: str, password: Secret, *, ca_file: str | None = None, reach: Reach | None = None
) -> Secret:
    """The URL by which to connect to `postgresql://user@host:port/database` with a password.

    Nothing else proves who we are: the server must ask for the password, so that the rights that
    the account of this machine may have there (`trust`, `peer`, a password file, Kerberos) are
    nobody's who can only give an address. The password itself, instead of a proof of it, is sent
    only where `sslmode` demands encryption. This needs libpq 16. `ca_file`: certificates of an
    authority of one's own. `reach`: where it may lead to; the name is resolved now.

    Raises InvalidConnection, AddressRefused or ServerUnreachable.
    """
    check_database_address(address)
    if not password:
        raise InvalidConnection("password", text("is missing."), text("Enter the password."))
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    encrypted = asked.get("sslmode") in ("require", "verify-ca", "verify-full")
    options = {
        "connect_timeout": "10",
        **asked,
        "require_auth": ",".join(("scram-sha-256", "md5", *(["password"] if encrypted else []))),
        "gssencmode": "disable",
        **({"sslrootcert": ca_file} if ca_file else {}),
        **({"hostaddr": reach.resolve(parts.hostname or "", parts.port)} if reach else {}),
    }
    user, _at, place = parts.netloc.rpartition("@")
    # In one expression, so that no variable holds the password.
    return Secret(
        urlunsplit(
            (
                "postgresql",
                f"{user}:{quote(password.reveal(), safe='')}@{place}",
                parts.path,
                urlencode(options),
                "",
            )
        )
    )


def check_database_address(address: str) -> None:
    """Raises InvalidConnection (path `url`) if this is no address of a database without password.

    Of options only `sslmode` can stand in it.
    """
    try:
        parts = urlsplit(address)
        complete = parts.port != 0 and all(
            (parts.username, parts.hostname, parts.path.strip("/"), not parts.fragment)
        )
    except ValueError:
        raise InvalidConnection(
            "url", text("this is no address of a database."), _EXAMPLE
        ) from None
    if parts.password is not None:
        raise InvalidConnection("url", text("the address holds a password."), text("Take it out."))
    # libpq also takes lists of hosts and folders of sockets, and other readers see others in them.
    place = parts.netloc.partition("@")[2]
    ambiguous = any(character in place for character in ",%@")
    if parts.scheme not in ("postgresql", "postgres") or not complete or ambiguous:
        raise InvalidConnection(
            "url", text("%(address)s is no address of a database.", address=repr(address)), _EXAMPLE
        )
    unknown = sorted({key for key, _value in parse_qsl(parts.query, True)} - _OPTIONS)
    if unknown:
        raise InvalidConnection(
            "url",
            text("%(names)s can't be set.", names=", ".join(unknown)),
            text("Only sslmode can; take the rest out."),
        )
