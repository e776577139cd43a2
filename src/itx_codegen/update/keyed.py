"""Texts that consist of named pieces: merged piece by piece, wherever each of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from .lines import merge_lines
from .renames import Renames

#: Merges base, new and tree. Is asked only where both sides have changed, and differently.
Merger = Callable[[str, str, str, Renames], str]


class Piece(NamedTuple):
    """A part of a text: whole lines, with the comments that belong to it."""

    key: str
    text: str
    merger: Merger


#: Cuts a text into pieces that are the whole text; None where it can't.
Splitter = Callable[[str], "list[Piece] | None"]


def by_lines(base: str, new: str, tree: str, renames: Renames) -> str:
    """The Merger of what has no structure that is known here."""
    return merge_lines(base, new, tree)


def three_way(base: str, new: str, tree: str, renames: Renames, merger: Merger = by_lines) -> str:
    """Return what two sides have made of `base`; a side that has nothing is an empty text."""
    if new in (base, tree):
        return tree
    return new if tree == base else merger(base, new, tree, renames)


def by_pieces(split: Splitter) -> Merger:
    """Return the Merger of texts that `split` cuts into pieces; by lines, if two have one key."""

    def merge(base: str, new: str, tree: str, renames: Renames) -> str:
        sides = [split(side) if side else [] for side in (base, new, tree)]
        keyed = [{piece.key: piece for piece in side} for side in sides if side is not None]
        if len(keyed) < 3 or any(len(k) != len(s or ()) for k, s in zip(keyed, sides, strict=True)):
            return merge_lines(base, new, tree)
        of_base, of_new, of_tree = keyed
        called = _called_now(of_base, of_new, of_tree, renames)
        of_base, of_tree = (
            {called.get(key, key): piece for key, piece in side.items()}
            for side in (of_base, of_tree)
        )
        merged = []
        for key in in_order(list(of_base), list(of_new), list(of_tree)):
            there = [side.get(key) for side in (of_base, of_new, of_tree)]
            merger = next(piece.merger for piece in there if piece is not None)
            before, now, yours = (piece.text if piece is not None else "" for piece in there)
            merged.append(three_way(before, now, yours, renames, merger))
        return _joined(merged)

    return merge


def _called_now(
    base: Collection[str], new: Collection[str], tree: Collection[str], renames: Renames
) -> dict[str, str]:
    """Return by their old keys those pieces that are called otherwise in the new export.

    Not where somebody has given that name to a further piece: nothing may take its place.
    """
    fresh = [key for key in new if key not in base]
    followed = {key: renames.follow(key, fresh) for key in base}
    taken = Counter(followed.values())
    return {
        key: now
        for key, now in followed.items()
        if key != now and taken[now] == 1 and not (key in tree and now in tree)
    }


def in_order(base: Sequence[str], new: Sequence[str], tree: Sequence[str]) -> list[str]:
    """Return all keys of three orders as one: the side that has moved something leads.

    What stands on another side only comes behind the one that it follows there. Where both have
    added something at one place, those of one sort (the first word of a key) stay together.
    """
    common = set(base) & set(new) & set(tree)
    moved = [key for key in tree if key in common] != [key for key in base if key in common]
    merged = list(tree if moved else new)
    held = set(merged)
    for other in (new if moved else tree, base):
        there = set(other)
        previous: str | None = None
        for key in other:
            if key not in held:
                at = 0 if previous is None else merged.index(previous) + 1
                while (
                    at < len(merged) and merged[at] not in there and _sort(merged[at]) <= _sort(key)
                ):
                    at += 1
                merged.insert(at, key)
                held.add(key)
            previous = key
    return merged


def _sort(key: str) -> str:
    """Return the sort of a piece: of Python, assignments (=) come before functions (def)."""
    return key.partition(" ")[0]


def _joined(texts: Sequence[str]) -> str:
    """Return the pieces as one text; one that ended its file without a line's end gets it."""
    held = [text for text in texts if text]
    ended = [text if text.endswith("\n") else f"{text}\n" for text in held[:-1]]
    return "".join([*ended, *held[-1:]])
