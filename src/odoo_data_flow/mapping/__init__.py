"""Which column fills which field."""

from .suggest import Source, Suggestion, Target, suggest

__all__ = ["Source", "Suggestion", "Target", "suggest"]
