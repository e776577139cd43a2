"""The command `itx`."""

from .app import main

__all__ = ["main"]
