"""`itx schema`."""

from __future__ import annotations

from ..ir import json_schema
from .common import show


def schema() -> None:
    """Print the JSON Schema of module documents."""
    show(json_schema())
