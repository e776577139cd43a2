"""Files that one element makes alone."""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.kinds.source_file import Piece
from ..parts import Part, WholeFile
from .loom import Loom, State


def weave_whole(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str:
    """Return the text of a file in which touched elements are written as whole files of that path.

    Nothing can be added to such a file: `additions` is empty.
    """
    written = []
    for piece in pieces:
        state = loom.state(piece)
        if state is State.TRUE:
            written.append(piece.text)
        elif state is State.TOUCHED:
            parts = loom.parts(piece.of)
            made = [part for part in parts if isinstance(part, WholeFile) and part.path == path]
            written += [part.content.decode("utf-8") for part in made]
    return "".join(written)
