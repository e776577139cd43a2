"""The published JSON Schema describes what `load` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from itx_codegen.ir import all_kinds, collections, json_schema, load
from tests.golden.cases import CASES
from tests.unit.codegen.strategies import random_document

SCHEMA = json_schema()
#: Not the one that is written like a manifest: `load` reads that too, the schema does not offer it.
WRITTEN = [
    *(case.source for case in CASES if case.name != "school_library"),
    *sorted((Path(__file__).parent / "formats").glob("*/*.json")),
]
_TYPES: dict[str, Any] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}


def faults(value: Any, schema: Any, path: str = "$") -> Iterator[str]:
    """Yield where a value does not fit a schema, as far as the schema of documents goes."""
    if schema is True or not schema:
        return
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    for choice in ("anyOf", "oneOf"):
        if choice in schema and all(list(faults(value, one, path)) for one in schema[choice]):
            yield f"{path}: fits no choice"
    if "const" in schema and value != schema["const"]:
        yield f"{path}: is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: is not among {schema['enum']}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{path}: is no {kinds}"
    elif isinstance(value, dict):
        yield from _object_faults(value, schema, path)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{path}: has {len(value)} items"
        items = [*schema.get("prefixItems", []), *[schema.get("items", True)] * len(value)]
        for at, (item, inner) in enumerate(zip(value, items, strict=False)):
            yield from faults(item, inner, f"{path}[{at}]")


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and not (
        isinstance(value, bool) and kind in ("integer", "number")
    )


def _object_faults(value: dict[str, Any], schema: Any, path: str) -> Iterator[str]:
    for name in schema.get("required", []):
        if name not in value:
            yield f"{path}: lacks {name}"
    for name, held in value.items():
        inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
        if inner is False:
            yield f"{path}: has {name}"
        else:
            yield from faults(held, inner, f"{path}.{name}")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_documents_written_by_hand_fit(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))

    load(data)
    assert list(faults(data, SCHEMA)) == []


@pytest.mark.parametrize("seed", range(5))
def test_documents_that_were_loaded_fit(seed: int) -> None:
    assert list(faults(random_document(seed).to_json(), SCHEMA)) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"module": {}},
        {"module": {"name": 1}},
        {"module": {"name": "m"}, "modles": []},
        {"module": {"name": "m"}, "models": [{"name": "a", "fields": [{"name": "b"}]}]},
        {"module": {"name": "m"}, "actions": [{"xml_id": "a", "name": "A", "type": "x"}]},
    ],
)
def test_what_does_not_load_does_not_fit(data: Any) -> None:
    assert list(faults(data, SCHEMA))


def test_every_kind_and_every_list_is_described() -> None:
    names = {kind.__name__ for kind in all_kinds().values()}
    assert names <= set(SCHEMA["$defs"])
    assert set(collections()) < set(SCHEMA["properties"])
    assert not any("uid" in SCHEMA["$defs"][name].get("required", ()) for name in names)
