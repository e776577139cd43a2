"""What keeps its name in a running database, because nobody can tell what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from ..ir import Document
from ..ir.roles import PythonOn
from ..messages import text
from ..names import live_renaming
from ..names.python import doubts
from .project import Limit


def doubtful_names(document: Document) -> Iterator[Limit]:
    """Yield what in the code of a document may name its models and fields, but is not certain to.

    Live names are others than those of the code; what is not renamed may not be found.
    """
    renaming = live_renaming(document)
    elements = document.by_uid()
    for element in elements.values():
        parent = elements[element.parent].node if element.parent else None
        for attribute, role in element.node.roles().items():
            code = getattr(element.node, attribute)
            if not isinstance(role, PythonOn) or not code:
                continue
            for doubt in doubts(code, renaming, element.node.model_of(role, parent)):
                reason = text(
                    "Line %(line)s: what %(source)s is about can't be told from the code, so it "
                    "keeps its name, which may be another here. Name the model, as in "
                    "self.env['a.model'].",
                    line=doubt.line,
                    source=doubt.source,
                )
                yield Limit(element.path, attribute, reason)
