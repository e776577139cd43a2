"""Short ways of saying several things, said in full: what is rendered and what comes to life.

A pass takes a document and returns one that says more by elements of other kinds. What it adds has
a uid made from that of the element which it follows from, so the same document always gives the
same elements, and an element stays the same for life.
"""

from __future__ import annotations

from ..ir import Document
from .default_views import default_views
from .flow_runs import flow_runs
from .wizards import wizards

#: The passes in their order: a later one sees what an earlier one has added.
_PASSES = (wizards, default_views, flow_runs)


def lowered(document: Document) -> Document:
    """Return the document in full; one that is in full already comes back as it is."""
    for lower in _PASSES:
        document = lower(document)
    return document


__all__ = ["lowered"]
