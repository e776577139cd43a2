"""Files that one element makes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...ir.kinds.source_file import Piece
from ..parts import Part, WholeFile
from .loom import Loom, State


def weave_whole(
    path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom
) -> str | None:
    """Return the text of a file in which touched elements are written as whole files of that path.

    None where the element has another path now. Nothing can be added to such a file: `additions` is
    empty.
    """
    written = []
    for piece in pieces:
        state = loom.state(piece)
        if state is State.TRUE:
            written.append(piece.text)
        elif state is State.TOUCHED:
            made = [part for part in _files(piece.of, loom) if part.path == path]
            if not made:
                return None
            written += [part.content.decode("utf-8") for part in made]
    return "".join(written)


def moved(loom: Loom) -> Iterator[WholeFile]:
    """Yield the files of elements that stood in another one when they were taken in."""
    for path, pieces in loom.files.items():
        for piece in pieces:
            if piece.of and not piece.part and loom.state(piece) is State.TOUCHED:
                files = _files(piece.of, loom)
                if files and path not in {part.path for part in files}:
                    yield from (part for part in files if part.path not in loom.files)


def _files(uid: str, loom: Loom) -> list[WholeFile]:
    return [part for part in loom.parts(uid) if isinstance(part, WholeFile)]
