"""Three trees of files become one."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from ..messages import Message, text
from .formats import merger_of
from .keyed import three_way
from .lines import OPENING, merge_lines
from .renames import Renames

#: What a file is called that could not be merged and came with the new export.
BESIDE = ".exported-now"


class Place(NamedTuple):
    """A place that a person has to look at: `line` counts from 1; 0 is the whole file."""

    path: str
    line: int
    message: Message

    @property
    def place(self) -> str:
        """The path, with the line where there is one."""
        return f"{self.path}:{self.line}" if self.line else self.path


class Merged(NamedTuple):
    """What is to be done to the tree: files to write, and files to remove."""

    written: dict[str, bytes]
    removed: tuple[str, ...]
    conflicts: tuple[Place, ...]


def merge_trees(
    base: Mapping[str, bytes],
    new: Mapping[str, bytes],
    tree: Mapping[str, bytes],
    renames: Renames | None = None,
) -> Merged:
    """Return what brings `tree` to where it has both its own changes and those of the export.

    A file that is called otherwise in the new export takes along what was done to it.
    """
    names = renames or Renames({})
    result: dict[str, bytes] = {}
    conflicts: list[Place] = []
    gone: set[str] = set()
    for path, before, where in _files(base, new, tree, names):
        sides = (base.get(before), new.get(path), tree.get(where))
        content, found = _merge_file(path, *sides, names)
        conflicts += found
        if content is not None:
            result[path] = content
        if where in tree and (content is None or where != path):
            gone.add(where)
        if any(conflict.path == path + BESIDE for conflict in found):
            result[path + BESIDE] = new[path]
    written = {path: data for path, data in sorted(result.items()) if tree.get(path) != data}
    return Merged(written, tuple(sorted(gone - result.keys())), tuple(conflicts))


def _files(
    base: Mapping[str, bytes],
    new: Mapping[str, bytes],
    tree: Mapping[str, bytes],
    renames: Renames,
) -> list[tuple[str, str, str]]:
    """Return for each file its path in the new export, in the last one, and in the tree."""
    fresh = new.keys() - base.keys()
    found: dict[str, tuple[str, str, str]] = {}
    for before in sorted(base):
        path = before if before in new else renames.follow(before, fresh)
        if path in found or (path != before and path in tree and before in tree):
            path = before
        found[path] = (path, before, before if before in tree else path)
    for path in new.keys() - found.keys():
        found[path] = (path, path, path)
    return [found[path] for path in sorted(found)]


def _merge_file(
    path: str, base: bytes | None, new: bytes | None, tree: bytes | None, renames: Renames
) -> tuple[bytes | None, list[Place]]:
    """Return what becomes of one file (None: nothing), and what is open about it."""
    if new in (base, tree):
        return tree, []
    if tree == base:
        return new, []
    texts = [_text(side) for side in (base, new, tree)]
    if any(one is None for one in texts):
        return tree, [_beside(path, new, tree)]
    of_base, of_new, of_tree = (one or "" for one in texts)
    # Whoever works on the tree decides how its lines end.
    carriage = "\r\n" in of_tree and "\n" not in of_tree.replace("\r\n", "")
    if carriage:
        of_tree = of_tree.replace("\r\n", "\n")
    if new is None or tree is None:
        merged = merge_lines(of_base, of_new, of_tree)
    else:
        merged = three_way(of_base, of_new, of_tree, renames, merger_of(path))
        if _sound(path, of_new) and _sound(path, of_tree) and not _open(path, merged):
            merged = merged if _sound(path, merged) else merge_lines("", of_new, of_tree)
    conflicts = _open(path, merged, _reason(new, tree))
    if carriage:
        merged = merged.replace("\n", "\r\n")
    return merged.encode("utf-8"), conflicts


def _text(content: bytes | None) -> str | None:
    """Return the text of a file, "" where there is none; None for what is no text."""
    if content is None:
        return ""
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _beside(path: str, new: bytes | None, tree: bytes | None) -> Place:
    if new is None:
        return Place(
            path, 0, text("You have changed it, and the new export has it no more: keep or delete.")
        )
    return Place(
        path + BESIDE,
        0,
        (
            text(
                "This came with the new export, and is no text to merge. Choose between it and "
                "%(path)s, then delete it.",
                path=path,
            )
            if tree is not None
            else text("You have deleted %(path)s, and the new export changes it.", path=path)
        ),
    )


def _reason(new: bytes | None, tree: bytes | None) -> Message:
    if new is None:
        return text("You have changed this, and the new export has it no more.")
    if tree is None:
        return text("You have deleted this, and the new export changes it.")
    return text("You have changed this, and so does the new export. Choose between the markers.")


def _open(path: str, merged: str, reason: Message | None = None) -> list[Place]:
    """Return a conflict for each place with markers."""
    return [
        Place(path, number, reason or text("Choose between the markers."))
        for number, line in enumerate(merged.split("\n"), start=1)
        if line == OPENING
    ]


def _sound(path: str, content: str) -> bool:
    """Say whether a Python or XML file can be read at all; of others nothing is known."""
    try:
        if path.endswith(".py"):
            ast.parse(content)
        elif path.endswith(".xml"):
            etree.fromstring(content.encode("utf-8"), etree.XMLParser(resolve_entities=False))
    except (SyntaxError, ValueError):
        return False
    return True
