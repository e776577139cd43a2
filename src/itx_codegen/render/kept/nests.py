"""Menus that stand in each other in the text of a data file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...ir.kinds.menu import Menu
from ...ir.kinds.source_file import Piece
from .loom import Loom, State

CLOSING = re.compile(r"\s*</menuitem\s*>")


class Nests(NamedTuple):
    """Which pieces stand in menus: `around` says in which piece's, `flat` which can't any more."""

    around: dict[int, int]
    flat: frozenset[int]


def opens(text: str) -> bool:
    """Tell whether a text is the tag of a menu with others in it."""
    return text.startswith("<menuitem") and not text.endswith(("/>", "</menuitem>"))


def nests(pieces: Sequence[Piece], loom: Loom) -> Nests:
    """Return how menus stand in each other.

    A nest in which a menu went that holds others, or one went elsewhere, is to be written flat.
    """
    around: dict[int, int] = {}
    outermost: dict[int, int] = {}
    open_: list[int] = []
    for at, piece in enumerate(pieces):
        if open_:
            around[at], outermost[at] = open_[-1], open_[0]
        if piece.of and opens(piece.text):
            outermost.setdefault(at, at)
            open_.append(at)
        elif not piece.of:
            closed = len(CLOSING.findall(piece.text))
            del open_[len(open_) - closed :]
    broken = {
        outermost[at] for at in outermost if pieces[at].of and _is_broken(at, pieces, around, loom)
    }
    return Nests(around, frozenset(at for at, first in outermost.items() if first in broken))


def _is_broken(at: int, pieces: Sequence[Piece], around: dict[int, int], loom: Loom) -> bool:
    piece = pieces[at]
    element = loom.element(piece.of)
    if element is None:
        return opens(piece.text)
    node = element.node
    if loom.state(piece) is not State.TOUCHED or not isinstance(node, Menu):
        return False
    holder = loom.element(pieces[around[at]].of) if at in around else None
    in_place = holder is None or loom.scope.local(node.parent) == holder.node.ident
    return bool(node.further) or not in_place
