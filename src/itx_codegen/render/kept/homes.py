"""Into which data file of a module that was taken in a new record goes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from ...ir.flow_records import record_id
from ...ir.kinds.data import Data
from ...ir.kinds.view import View
from ...ir.node import Node
from ..parts.data import DataPart
from .loom import MANIFEST, Loom


def home_of(part: DataPart, loom: Loom, claims: Callable[[str], bool]) -> str:
    """Return the path of the file for a new record, empty where there is none for it.

    It is the last file with records like it, or a later one that brings what the record needs.
    """
    node = next((one.node for one in loom.new if one.path == part.origin), None)
    order = loaded(loom)
    if node is None:
        return ""
    held = [path for path in order if any(is_like(node, one) for one in _nodes(path, loom))]
    if part.path in order:
        held.append(part.path)
    held = [path for path in held if claims(path)]
    if not held:
        return ""
    place = {path: at for at, path in enumerate(order)}
    first = max((place[path] for path in _bringing(part, loom) if path in place), default=0)
    home = max(held, key=lambda path: place[path])
    if place[home] >= first:
        return home
    return order[first] if claims(order[first]) else ""


def is_like(node: Node, other: Node) -> bool:
    """Tell whether two elements are of the sort that people keep together."""
    if type(node) is not type(other):
        return False
    if isinstance(node, Data) and isinstance(other, Data):
        names = ("model", "demo", "noupdate")
        return all(getattr(node, name) == getattr(other, name) for name in names)
    if isinstance(node, View) and isinstance(other, View):
        return node.model == other.model
    return True


def loaded(loom: Loom) -> list[str]:
    """Return the data files that were taken in, in the order in which the manifest lists them."""
    text = "".join(piece.text for piece in loom.files[MANIFEST])
    values = ast.literal_eval(text.removeprefix("\ufeff").strip())
    listed = [*values.get("data", ()), *values.get("demo", ())]
    return [path for path in dict.fromkeys(listed) if path in loom.files]


def _nodes(path: str, loom: Loom) -> Iterator[Node]:
    """Yield the elements of a file that are still there."""
    for uid in dict.fromkeys(piece.of for piece in loom.files[path] if piece.of):
        element = loom.element(uid)
        if element is not None:
            yield element.node


def _bringing(part: DataPart, loom: Loom) -> Iterator[str]:
    """Yield the files with the records that a new one refers to."""
    for element in loom.scope.elements.values():
        node = element.node
        parent = loom.element(element.parent)
        name = node.ident if node.named_by == "xml_id" else ""
        if (name or record_id(node, parent and parent.node)) in part.refers:
            yield from loom.homes.get(node.uid, ())
