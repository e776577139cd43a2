"""Models of Odoo as sources: over RPC, or straight from its database."""

from .direct import OdooDatabaseReader
from .rpc import OdooReader

__all__ = ["OdooDatabaseReader", "OdooReader"]
