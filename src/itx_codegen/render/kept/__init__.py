"""A module that was taken in, written again: text that is still true stays, the rest follows.

Each sort of file has a weaver (`WEAVERS`), which goes along the pieces of a file: what is true
stays as it is, what was touched is written anew in its place, what is gone goes, and what is new is
put where a person would put it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...ir.base64_text import decoded
from ...ir.document import Document
from ...ir.kinds.source_file import Piece, SourceFile
from ..compose import code_files, data_files
from ..parts import Part
from ..tree import FileTree
from . import catalogue, manifest, python, rows, xml
from .catalogue import catalogues
from .loom import MANIFEST, DataFile, Loom, State
from .packages import packages
from .whole import moved, weave_whole

__all__ = ["MANIFEST", "woven"]


class Weaver(NamedTuple):
    """How files of a sort are written again.

    `claims(path)`: whether a file is of the sort. `home(part, loom)`: the path of the file that was
    taken in to which a part of a new element goes; empty if to none of this sort. `weave(path,
    pieces, additions, loom)`: the new text, in which the parts `additions` have found their place;
    None where nothing worth a file is left.
    """

    claims: Callable[[str], bool]
    home: Callable[[Part, Loom], str]
    weave: Callable[[str, Sequence[Piece], Sequence[Part], Loom], str | None]


#: The first that claims a file writes it; where none does, it is written as a whole.
WEAVERS: tuple[Weaver, ...] = (
    Weaver(manifest.claims, manifest.home, manifest.weave),
    Weaver(python.claims, python.home, python.weave),
    Weaver(rows.claims, rows.home, rows.weave),
    Weaver(xml.claims, xml.home, xml.weave),
    Weaver(catalogue.claims, catalogue.home, catalogue.weave),
)


def woven(document: Document, regenerate: bool = False) -> FileTree:
    """Return the files of a module that was taken in, as its document (in full) describes it.

    With `regenerate`, everything that an element says is written anew. Raises DocumentError for
    what can't be written.
    """
    loom = Loom(document, regenerate)
    additions, rest = _placed(loom)
    rest += moved(loom)
    data = data_files(rest, loom.scope)
    new = {**code_files(rest), **data}
    texts = {
        path: _file(path, loom, additions.get(path, ())) for path in loom.files if path != MANIFEST
    }
    kept = {path: text for path, text in texts.items() if text is not None}
    loom.gone = frozenset(texts) - frozenset(kept)
    kept |= packages(kept, new.keys() - loom.files.keys(), loom.gone)
    kept |= catalogues(kept, rest, loom)
    listed = [DataFile("", path) for path in data if path not in loom.files]
    kept[MANIFEST] = _file(MANIFEST, loom, [*additions.get(MANIFEST, ()), *listed]) or ""
    binary = {file.path: decoded(file.binary) for file in document.of(SourceFile) if file.binary}
    return FileTree({**new, **{path: text.encode() for path, text in kept.items()}, **binary})


def _placed(loom: Loom) -> tuple[dict[str, list[Part]], list[Part]]:
    """Return the parts of new elements: path of a file that was taken in → parts, and the rest."""
    additions: dict[str, list[Part]] = {}
    rest = []
    for element in loom.new:
        for part in loom.parts(element.node.uid):
            home = next(filter(None, (weaver.home(part, loom) for weaver in WEAVERS)), "")
            if home:
                additions.setdefault(home, []).append(part)
            else:
                rest.append(part)
    return additions, rest


def _file(path: str, loom: Loom, additions: Sequence[Part]) -> str | None:
    """Return the text of a file that was taken in, None where all that it says is gone."""
    pieces = loom.files[path]
    states = [loom.state(piece) for piece in pieces]
    finished = not additions and path not in loom.unfinished
    if finished and all(state is State.TRUE for state in states):
        return "".join(piece.text for piece in pieces)
    if not additions and pieces and all(state is State.GONE for state in states):
        return None
    weave = next((weaver.weave for weaver in WEAVERS if weaver.claims(path)), weave_whole)
    return weave(path, pieces, additions, loom)
