"""Between the names of the code and those of a running database."""

from __future__ import annotations

from ..ir import Document
from .renaming import live_renaming
from .rewrite import rewritten


def to_live(document: Document) -> Document:
    """Return the document in the names that it has in a running database."""
    return rewritten(document, live_renaming(document))


def from_live(live: Document, document: Document) -> Document:
    """Return a document read from a running database in the names of `document`.

    What `document` does not know keeps the name that it has in the database.
    """
    return rewritten(live, live_renaming(document).reversed())
