"""A proxy that spoils calls to a server, for tests of what must survive that."""

from .proxy import Fault, FaultyProxy, Request

__all__ = ["Fault", "FaultyProxy", "Request"]
