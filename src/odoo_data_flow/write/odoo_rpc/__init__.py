"""Writing to Odoo over RPC."""

from .sending import Endpoint, LoadEndpoint, Refusal, Row
from .writer import OdooRpcWriter

__all__ = ["Endpoint", "LoadEndpoint", "OdooRpcWriter", "Refusal", "Row"]
