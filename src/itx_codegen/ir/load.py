"""From JSON to a document: old formats migrated, names completed, identities given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic import ValidationError

from ..errors import DocumentError, Problem
from ..messages import text
from .document import Document
from .json_text import parsed, unstorable
from .kinds.module import Module
from .migrations import migrated
from .node import Node
from .registry import collections
from .shape import shape_problems

_UID_SPACE = uuid5(NAMESPACE_URL, "itx-moduler:uid")


def loads(source: str, base: Document | None = None) -> Document:
    """Parse JSON text; see `load`. Raises DocumentError, with line and column for broken JSON."""
    return load(parsed(source), base)


def load(data: object, base: Document | None = None) -> Document:
    """Return the document that `data` (parsed JSON) describes.

    An element without `uid` is given one: that of the element of `base` (an earlier version) with
    the same place and name, else one made from its place and name, so that the same text always
    gives the same document. `data` stays as it is. Raises DocumentError with every problem of
    shape.
    """
    if not isinstance(data, dict):
        message = text("A document is a JSON object with a `module`.")
        raise DocumentError([Problem("document", message)])
    problems = list(unstorable(data))
    if problems:
        raise DocumentError(problems)
    completed = _completed(migrated(data))
    give_uids(completed, _uids_by_place(base) if base is not None else {})
    try:
        document = Document.model_validate(completed)
    except ValidationError as error:
        raise DocumentError(shape_problems(error, completed)) from error
    _refuse_shared_uids(document)
    return document


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    """Return a deep copy of `data` with the names filled in that follow from the rest."""
    result = dict(data)
    if isinstance(data.get("module"), dict):
        result["module"] = _complete_node(Module, data["module"], {})
    for name, kinds in collections().items():
        items = data.get(name)
        if isinstance(items, list):
            result[name] = [
                _complete_node(_kind_for(kinds, item), item, {}) if isinstance(item, dict) else item
                for item in items
            ]
    return result


def _kind_for(kinds: tuple[type[Node], ...], item: Mapping[str, Any]) -> type[Node]:
    """Return the kind that an item of a shared list belongs to: its `type` says so."""
    for kind in kinds:
        info = kind.model_fields.get("type")
        if len(kinds) > 1 and info is not None and info.default == item.get("type"):
            return kind
    return kinds[0]


def _complete_node(
    kind: type[Node], item: dict[str, Any], parent: Mapping[str, Any]
) -> dict[str, Any]:
    result = dict(kind.completed(item, parent))
    for name, child in kind.child_kinds().items():
        children = result.get(name)
        if isinstance(children, (list, tuple)):
            result[name] = [
                _complete_node(child, one, result) if isinstance(one, dict) else one
                for one in children
            ]
    return result


def _places(data: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield (place, item) for each element of raw data: a place is the path of kinds and names."""
    module = data.get("module")
    if isinstance(module, dict):
        yield from _places_below(Module, module, ())
    for name, kinds in collections().items():
        for item in data.get(name) or () if isinstance(data.get(name), list) else ():
            if isinstance(item, dict):
                yield from _places_below(_kind_for(kinds, item), item, ())


def _places_below(
    kind: type[Node], item: dict[str, Any], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    named = "" if kind is Module else str(item.get(kind.named_by, ""))
    place = (*above, kind.kind, named)
    yield place, item
    for name, child in kind.child_kinds().items():
        children = item.get(name)
        for one in children if isinstance(children, list) else ():
            if isinstance(one, dict):
                yield from _places_below(child, one, place)


def _uids_by_place(base: Document) -> dict[tuple[str, ...], str]:
    return {place: item["uid"] for place, item in _places(base.to_json())}


def give_uids(data: dict[str, Any], known: Mapping[tuple[str, ...], str] | None = None) -> None:
    """Write a uid into each item of `data` that has none; never one that is already taken.

    `known` are the uids of places (paths of kinds and names) that an earlier version has.
    """
    known = known or {}
    items = list(_places(data))
    taken = {item["uid"] for _place, item in items if isinstance(item.get("uid"), str)}
    module = data.get("module")
    root = str(module.get("name", "")) if isinstance(module, dict) else ""
    for place, item in items:
        if item.get("uid") not in (None, ""):
            continue
        wanted = known.get(place)
        attempt = 0
        while not wanted or wanted in taken:
            wanted = uuid5(_UID_SPACE, json.dumps([root, *place, attempt])).hex
            attempt += 1
        item["uid"] = wanted
        taken.add(wanted)


def _refuse_shared_uids(document: Document) -> None:
    seen: dict[str, str] = {}
    problems = []
    for element in document.elements():
        uid = element.node.uid
        if uid in seen:
            message = text(
                "It has the uid of %(other)s; remove the uid from one of the two to get a new one.",
                other=seen[uid],
            )
            problems.append(Problem(element.path, message))
        seen.setdefault(uid, element.path)
    if problems:
        raise DocumentError(problems)
