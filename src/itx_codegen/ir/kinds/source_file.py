"""A file of a module that was taken in: its text, and which part of it says which element."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ...messages import Message, text
from ..base64_text import Base64
from ..node import Node, Side


class Piece(NamedTuple):
    """A part of a file's text.

    A piece `of` an element (its uid) says that element, or only its attribute `part`. `digest` is
    what `canonical.digest` gave for it when the text was taken in: as long as it still does, the
    text is as true as it was. A piece of no element is carried as it stands.
    """

    text: str
    of: str = ""
    digest: str = ""
    part: str = ""


def _rows(value: object) -> object:
    """Take a piece of no element as the bare text that it is."""
    if isinstance(value, (list, tuple)):
        return tuple((one,) if isinstance(one, str) else one for one in value)
    return value


def _pieces(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return each piece without what is empty at its end. Raises for one of another length."""
    for row in rows:
        if len(row) not in (1, 3, 4):
            raise PydanticCustomError(
                "piece",
                "A piece is its text alone, or [text, uid, digest], or [text, uid, digest, part]",
            )
    return tuple(row[:3] if len(row) == 4 and not row[3] else row for row in rows)


#: As it stands in a document: [text], [text, uid, digest] or [text, uid, digest, part].
Pieces = Annotated[
    tuple[tuple[str, ...], ...],
    BeforeValidator(_rows),
    AfterValidator(_pieces),
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 4},
                ]
            },
        },
        mode="validation",
    ),
]


class SourceFile(Node):
    """A file of the module that this one was taken from, below the module's folder.

    Its text is cut into `pieces`, each carried as it stands or bound to the element that it says.
    When the module is written again, a bound piece keeps its text as long as its element says the
    same; else it is written anew in its place. A file that is no text is held in `binary` instead,
    in base64.
    """

    kind: ClassVar[str] = "source_file"
    label: ClassVar[Message] = text("Source file")
    collection: ClassVar[str] = "source_files"
    named_by: ClassVar[str] = "path"
    side: ClassVar[Side] = Side.EXPORT

    path: str
    pieces: Pieces = ()
    binary: Base64 = ""

    def cut(self) -> tuple[Piece, ...]:
        """Return the pieces; their texts, one behind the other, are the file."""
        return tuple(Piece(*row) for row in self.pieces)
