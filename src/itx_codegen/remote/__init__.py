"""A running Odoo with `itx_moduler`, reached by JSON-2."""

from .access import Access, find_access
from .client import Client
from .errors import RemoteError
from .moduler import Moduler, PlanTold, Pushed, Version

__all__ = [
    "Access",
    "Client",
    "Moduler",
    "PlanTold",
    "Pushed",
    "RemoteError",
    "Version",
    "find_access",
]
