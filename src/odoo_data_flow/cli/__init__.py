"""The command `odf`."""

from .main import main

__all__ = ["main"]
