"""Between the names of the code and those of a running database."""

from __future__ import annotations

from ..ir import Document, normalized
from .renaming import live_renaming
from .rewrite import rewritten


def to_live(document: Document) -> Document:
    """Return the document in the names that it has in a running database, in normal form."""
    return normalized(rewritten(document, live_renaming(document)))


def from_live(live: Document, document: Document) -> Document:
    """Return a live document in the names of `document`, in normal form.

    What `document` does not know keeps the name that it has in the database.
    """
    return normalized(rewritten(live, live_renaming(document).reversed()))
