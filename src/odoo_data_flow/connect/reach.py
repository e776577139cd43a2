"""Which machines a connection may lead to, where others than the machine's owner give addresses.

A server connects from where it stands: with what listens on it alone, and (in a cloud) with the
service that hands out the machine's own credentials. Who may write an address must not get there.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from ..messages import text
from .errors import AddressRefused, InvalidConnection, ServerUnreachable

#: Where clouds answer who asks from a machine with what that machine may know; never a source. The
#: others are link-local addresses.
_METADATA = frozenset(map(ip_address, ("fd00:ec2::254", "100.100.100.200", "168.63.129.16")))
_NAT64 = ip_network("64:ff9b::/96")


class Reach:
    """Decides by the address that a name resolves to, at the time of connecting.

    `networks`: only these, as in `10.0.0.0/8`. Without any: all but this machine itself, multicast
    and reserved addresses. Link-local ones are refused in any case. Raises InvalidConnection.
    """

    def __init__(self, networks: Iterable[str] = ()) -> None:
        try:
            self._networks = tuple(ip_network(one.strip(), strict=False) for one in networks)
        except ValueError as error:
            raise InvalidConnection(
                "networks",
                text("%(error)s.", error=error),
                text("Write networks like 10.0.0.0/8 or fd00::/8."),
            ) from None

    def allows(self, address: str) -> bool:
        """Whether one may connect to an IP address."""
        ip = _plain(ip_address(address.partition("%")[0]))
        if ip.is_link_local or ip in _METADATA:
            return False
        if self._networks:
            return any(ip in network for network in self._networks)
        return not (ip.is_loopback or ip.is_multicast or ip.is_unspecified or ip.is_reserved)

    def resolve(self, host: str, port: int | None) -> str:
        """The IP address to connect to. Raises AddressRefused, or ServerUnreachable."""
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise ServerUnreachable(
                host, text("the name is not known in the network."), text("Correct the address.")
            ) from None
        addresses = [str(place[0]) for *_kind, place in found]
        for address in addresses:
            if not self.allows(address):
                raise AddressRefused(
                    host,
                    text(
                        "%(address)s is not an address that connections may lead to.",
                        address=address,
                    ),
                    text("Use another one, or let the owner of this server allow its network."),
                )
        return addresses[0]


def pool_manager(reach: Reach | None, **options: Any) -> urllib3.PoolManager:
    """A pool that connects only where `reach` (None: everywhere) allows it; other options as usual.

    The name is resolved once: what was checked is what is connected to. Certificates are checked
    against the name.
    """
    manager = urllib3.PoolManager(**options)
    if reach is not None:
        manager.pool_classes_by_scheme = {
            "http": type(
                "_HttpPool",
                (urllib3.HTTPConnectionPool,),
                {"ConnectionCls": _reaching(HTTPConnection, reach)},
            ),
            "https": type(
                "_HttpsPool",
                (urllib3.HTTPSConnectionPool,),
                {"ConnectionCls": _reaching(HTTPSConnection, reach)},
            ),
        }
    return manager


def _reaching(kind: type[HTTPConnection], reach: Reach) -> type[HTTPConnection]:
    """A connection that resolves its name by `reach`."""

    def connect(self: Any) -> socket.socket:
        name = self._dns_host
        self._dns_host = reach.resolve(name, self.port)
        try:
            return kind._new_conn(self)
        finally:
            self._dns_host = name

    return type(f"Reaching{kind.__name__}", (kind,), {"_new_conn": connect})


def _plain(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
