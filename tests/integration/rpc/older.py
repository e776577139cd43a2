"""An Odoo of today that passes for an older one."""

from __future__ import annotations

import xmlrpc.client
from collections.abc import Iterable
from typing import Any

from tests.faults import Fault, FaultyProxy

_XML = [("Content-Type", "text/xml")]
_VERSION = {"server_version": "15.0", "server_version_info": [15, 0, 0, "final", 0, ""]}


class OlderOdoo(FaultyProxy):
    """A proxy that says that the server behind it is Odoo 15, and lets only XML-RPC pass.

    Calls with what Odoo 15 does not know are refused: `load=""` of reads, `has_access`. What the
    server does with the calls it lets through is what the present version does.
    """

    def __init__(self, server: str) -> None:
        super().__init__(server, lambda _request: Fault.NONE)

    def forward(
        self, method: str, path: str, body: bytes, headers: Iterable[tuple[str, str]]
    ) -> Any:
        if not path.startswith("/xmlrpc/2/"):
            return 404, [("Content-Type", "text/html")], b"<html>"
        arguments, name = xmlrpc.client.loads(body)
        if name == "version":
            return 200, _XML, xmlrpc.client.dumps((_VERSION,), methodresponse=True).encode()
        if name == "execute_kw":
            named: Any = arguments[6] if len(arguments) > 6 else {}
            if arguments[4] == "has_access" or "load" in named:
                fault = xmlrpc.client.Fault(1, f"Odoo 15 has no such call: {arguments[4]}")
                return 200, _XML, xmlrpc.client.dumps(fault).encode()
        return super().forward(method, path, body, headers)
