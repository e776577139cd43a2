"""Documents as hypothesis makes them: well-formed, hostile in their strings."""

from __future__ import annotations

from functools import cache
from typing import Any

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
    "\\",
    "<&>",
]
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
strings = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8))

_MADE = {
    "uid": None,
    "xml_id": names,
    "name": names,
    "domain": st.just("[]"),
    "default": st.one_of(st.none(), st.booleans(), st.integers(), strings),
    "options": st.dictionaries(names, st.one_of(st.booleans(), strings), max_size=2),
    "columns": st.dictionaries(names, st.sampled_from(["str", "int"]), max_size=2),
    "mapping": st.dictionaries(names, names, max_size=2),
    "digits": st.one_of(st.none(), st.just((9, 6))),
    "size": st.one_of(st.none(), st.integers(1, 99)),
}


def _attribute(kind: type[Node], name: str) -> st.SearchStrategy[Any]:
    if name in _MADE and _MADE[name] is not None:
        return _MADE[name]
    annotation = kind.model_fields[name].annotation
    schema = TypeAdapter(annotation).json_schema()
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    kinds = {schema.get("type"), *(option.get("type") for option in schema.get("anyOf", ()))}
    if "boolean" in kinds:
        return st.booleans()
    if "integer" in kinds:
        return st.integers(0, 99)
    if "array" in kinds:
        return st.lists(names, max_size=2)
    return strings


@cache
def node_data(kind: type[Node]) -> st.SearchStrategy[dict[str, Any]]:
    """Data of one element, children included."""
    parts: dict[str, st.SearchStrategy[Any]] = {
        name: _attribute(kind, name) for name in kind.own_attributes()
    }
    for name, child in kind.child_kinds().items():
        parts[name] = st.lists(node_data(child), max_size=3)
    uid = st.uuids().map(lambda value: {"uid": value.hex})
    return st.tuples(uid, st.fixed_dictionaries(parts)).map(lambda pair: {**pair[0], **pair[1]})


@cache
def documents() -> st.SearchStrategy[Document]:
    """Any document: names may clash and references may dangle; shape and uids are right."""
    lists = {
        name: st.lists(st.one_of(*(node_data(kind) for kind in kinds)), max_size=2)
        for name, kinds in collections().items()
    }
    return st.tuples(node_data(Module), st.fixed_dictionaries(lists)).map(
        lambda pair: load({"module": pair[0], **pair[1]})
    )


def edited(document: Document) -> st.SearchStrategy[Document]:
    """The same document after edits of a person: parts dropped, swapped, renamed, added, moved."""

    def merge(other: Document, choices: list[int]) -> Document:
        data, donor = document.to_json(), other.to_json()
        for position, name in enumerate(collections()):
            mine, theirs = data.get(name, []), donor.get(name, [])
            choice = choices[position % len(choices)]
            if choice == 0:
                mine = mine[1:]
            elif choice == 1:
                mine = [*theirs, *mine]
            elif choice == 2:
                mine = list(reversed(mine))
            elif choice == 3 and mine and theirs and mine[0].get("type") == theirs[0].get("type"):
                mine = [{**theirs[0], "uid": mine[0]["uid"]}, *mine[1:]]
            data[name] = mine
        fields = [model.get("fields", []) for model in data.get("models", [])]
        if choices[0] == 4 and len(fields) > 1 and fields[0]:
            fields[1].append(fields[0].pop())
        return load(data)

    return st.builds(merge, documents(), st.lists(st.integers(0, 5), min_size=1, max_size=8))
