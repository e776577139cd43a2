"""Documents made at random: well-formed, of every kind, hostile in their strings.

A document is made from one number by Python's own generator, not piece by piece by hypothesis:
that is a hundred times as fast, so that tests can afford many documents. What fails is printed as
the number and can be made again with `random_document`.
"""

from __future__ import annotations

import base64
import string
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from itx_codegen.ir import Document, Node, collections, load
from itx_codegen.ir.kinds.module import Module

HOSTILE = [
    "",
    "'",
    '"""',
    "'''",
    "{{ x }}",
    "{% raw %}",
    "]]>",
    "a\nb",
    "ไทย",
    "🛩",
    "%s",
    "%(x)d",
    "\\",
    "<&>",
    "\u2028",
    "\r\n",
    " ",
]
_LETTERS = string.ascii_letters + string.digits + string.punctuation + " \t\nก๊éß中\U0001f6e9\x7f"

#: For properties of generated documents.
quick = settings(max_examples=20)

Make = Callable[[Random], Any]


def name(random: Random) -> str:
    first = random.choice(string.ascii_lowercase)
    return first + "".join(random.choices("abcxyz019_", k=random.randint(0, 6)))


def text(random: Random) -> str:
    if random.random() < 0.6:
        return random.choice(HOSTILE)
    return "".join(random.choices(_LETTERS, k=random.randint(1, 8)))


def uid(random: Random) -> str:
    return f"{random.getrandbits(128):032x}"


def _some(make: Make, most: int = 2) -> Make:
    return lambda random: [make(random) for _ in range(random.randint(0, most))]


def _either(*makes: Make) -> Make:
    return lambda random: random.choice(makes)(random)


def _mapping(value: Make) -> Make:
    return lambda random: {name(random): value(random) for _ in range(random.randint(0, 2))}


def _flag(random: Random) -> bool:
    return random.random() < 0.5


def _number(random: Random) -> int:
    return random.randint(0, 99)


def _nothing(random: Random) -> None:
    return None


def _json(random: Random) -> Any:
    return _either(_nothing, _flag, _number, text)(random)


def _base64(random: Random) -> str:
    return base64.b64encode(random.randbytes(random.randint(0, 5))).decode()


def _piece(random: Random) -> list[str]:
    return [text(random)] if _flag(random) else [text(random), uid(random), name(random)]


_MADE: dict[str, Make] = {
    "pieces": _some(_piece),
    "icon": _base64,
    "binary": _base64,
    "xml_id": name,
    "name": name,
    "digits": _either(_nothing, lambda random: [9, 6]),
}


def _attribute(kind: type[Node], attribute: str) -> Make:
    if attribute in _MADE:
        return _MADE[attribute]
    annotation = kind.model_fields[attribute].annotation
    return _of_schema(TypeAdapter(annotation).json_schema())


def _of_schema(schema: Any) -> Make:
    """Return what makes values that fit a JSON Schema, as far as those of the kinds go."""
    if schema is True or not schema or "$ref" in schema:
        return _json
    if schema.get("contentEncoding") == "base64":
        return _base64
    if "enum" in schema:
        return lambda random: random.choice(schema["enum"])
    if "const" in schema:
        return lambda random: schema["const"]
    if "anyOf" in schema:
        return _either(*(_of_schema(option) for option in schema["anyOf"]))
    if schema["type"] == "array":
        items = schema.get("items", True)
        return _some(name if items == {"type": "string"} else _of_schema(items))
    if isinstance(schema["type"], list):
        return _either(*(_of_schema({"type": kind}) for kind in schema["type"]))
    if "properties" in schema:
        parts = {key: _of_schema(part) for key, part in schema["properties"].items()}
        return lambda random: {key: make(random) for key, make in parts.items()}
    if schema["type"] == "object":
        return _mapping(_of_schema(schema.get("additionalProperties", True)))
    return _SCALARS[schema["type"]]


_SCALARS: dict[str, Make] = {
    "boolean": _flag,
    "integer": _number,
    "null": _nothing,
    "number": _number,
    "string": text,
}


@cache
def _attributes(kind: type[Node]) -> dict[str, Make]:
    own = {attribute: _attribute(kind, attribute) for attribute in kind.own_attributes()}
    children = {
        attribute: _some(lambda random, child=child: node_data(child, random), 3)
        for attribute, child in kind.child_kinds().items()
    }
    return own | children


def node_data(kind: type[Node], random: Random) -> dict[str, Any]:
    """Data of one element, children included."""
    made = {attribute: make(random) for attribute, make in _attributes(kind).items()}
    return {"uid": uid(random), **made}


def random_document(seed: int) -> Document:
    """Any document: names may clash and references may dangle; shape and uids are right."""
    random = Random(seed)
    data: dict[str, Any] = {"module": node_data(Module, random)}
    for collection, kinds in collections().items():
        chosen = random.choices(kinds, k=random.choice((0, 0, 0, 1, 2)))
        data[collection] = [node_data(kind, random) for kind in chosen]
    return load(data)


def random_edit(document: Document, seed: int) -> Document:
    """The same document after edits: parts dropped, swapped, renamed, added, moved, shuffled."""
    random = Random(seed)
    data = document.to_json()
    donor = random_document(random.getrandbits(32)).to_json()
    for collection in collections():
        mine, theirs = data.get(collection, []), donor.get(collection, [])
        edit = random.choice(["keep", "drop", "add", "shuffle", "replace", "change"])
        if edit == "drop":
            mine = mine[1:]
        elif edit == "add":
            mine = [*theirs, *mine]
        elif edit == "shuffle":
            random.shuffle(mine)
        elif edit == "replace" and mine and theirs:
            # Another element, perhaps of another kind, with the identity of one that was there.
            mine = [{**theirs[0], "uid": mine[0]["uid"]}, *mine[1:]]
        elif edit == "change" and mine and theirs and mine[0].get("type") == theirs[0].get("type"):
            plain = {k: v for k, v in theirs[0].items() if not _holds_elements(v)}
            mine = [{**mine[0], **plain, "uid": mine[0]["uid"]}, *mine[1:]]
        data[collection] = mine
    _shuffle_children(data, random)
    _move_children(data, random)
    return load(data)


def _holds_elements(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _shuffle_children(data: Any, random: Random) -> None:
    lists = [value for value in data.values() if _holds_elements(value)]
    for elements in lists:
        if random.random() < 0.3:
            random.shuffle(elements)
        for element in elements:
            _shuffle_children(element, random)


def _move_children(data: dict[str, Any], random: Random) -> None:
    for collection, child in (("models", "fields"), ("flows", "steps")):
        holders = data.get(collection, [])
        if len(holders) > 1 and holders[0].get(child) and random.random() < 0.5:
            holders[1].setdefault(child, []).append(holders[0][child].pop())


_seeds = st.integers(0, 2**32 - 1)


def documents() -> st.SearchStrategy[Document]:
    """Any document."""
    return _seeds.map(random_document)


def pairs() -> st.SearchStrategy[tuple[Document, Document]]:
    """A document, and the same after edits of a person."""
    return st.tuples(_seeds, _seeds).map(_pair)


def _pair(seeds: tuple[int, int]) -> tuple[Document, Document]:
    before = random_document(seeds[0])
    return before, random_edit(before, seeds[1])
