"""From a live app with data to the coded module: what the module brings to take the app over."""

from .names import Taking, taking
from .package import graduating

__all__ = ["Taking", "graduating", "taking"]
