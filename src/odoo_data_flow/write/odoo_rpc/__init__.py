"""Writing to Odoo over RPC."""

from .bulk import BulkEndpoint
from .sending import Endpoint, LoadEndpoint, Refusal, Row
from .writer import OdooRpcWriter

__all__ = ["BulkEndpoint", "Endpoint", "LoadEndpoint", "OdooRpcWriter", "Refusal", "Row"]
