"""`itx validate`."""

from __future__ import annotations

from ..errors import DocumentError
from ..validate import check
from .common import DocumentFile, Format, Output, read, show, told


def validate(document: DocumentFile, output: Format = Output.TEXT) -> None:
    """Tell what is wrong with a document."""
    with told(output):
        problems = check(read(document))
        if problems:
            raise DocumentError(problems)
    if output is Output.JSON:
        show([])
