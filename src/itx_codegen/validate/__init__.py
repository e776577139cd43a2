"""Static rules: what can be known to be wrong with a document without running anything."""

from .check import check
from .world import Nowhere, Owner, World

__all__ = ["Nowhere", "Owner", "World", "check"]
