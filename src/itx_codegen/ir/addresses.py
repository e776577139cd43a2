"""What addresses of connections give away: documents and modules are passed on."""

from __future__ import annotations

import ipaddress
from urllib.parse import parse_qsl, urlsplit

#: Endings of names that mean something in one network only: RFC 6761, 6762 (appendix G) and 8375,
#: and `internal`, which ICANN has reserved for that.
_INSIDE = frozenset(
    {
        "corp",
        "home",
        "home.arpa",
        "internal",
        "intranet",
        "lan",
        "local",
        "localhost",
        "private",
        "test",
    }
)


def may_hold_a_secret(address: str) -> bool:
    """Tell whether an address is more than a place: with a password, parameters or a fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:
        # Not an address at all; the database says so when it gets it.
        return "@" in address
    if parts.scheme in ("postgresql", "postgres"):
        # Who one is stands in the address, and whether the connection is encrypted.
        more = {key for key, _value in parse_qsl(parts.query, keep_blank_values=True)}
        return parts.password is not None or bool(more - {"sslmode"} or parts.fragment)
    return parts.username is not None or bool(parts.query or parts.fragment)


def can_be_passed_on(address: str) -> bool:
    """Tell whether an address is a place that others can reach, and nothing else.

    A number or name of one network only is not: it would lead elsewhere in the next, and tells how
    the network is built.
    """
    if may_hold_a_secret(address):
        return False
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    host = host.rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not any(host.endswith(f".{name}") for name in _INSIDE)
