"""Fingerprints: of content, never of identity, spelling or history."""

from __future__ import annotations

import json
from typing import Any

import pytest

from itx_codegen.ir import Document, canonical_json, fingerprints, load, loads, sha256
from itx_codegen.ir.canonical import digest
from itx_codegen.ir.kinds.model import Model
from itx_codegen.ir.kinds.module import Module
from tests.golden.cases import CASES

DATA: dict[str, Any] = {
    "module": {"name": "m", "title": "Module"},
    "models": [
        {"name": "a", "fields": [{"name": "x", "type": "char"}, {"name": "y", "type": "text"}]}
    ],
    "flows": [
        {
            "name": "f",
            "steps": [
                {
                    "name": "s",
                    "type": "write",
                    "model": "a",
                    "key": "k",
                    "mapping": {"x": "1", "y": "2"},
                }
            ],
        }
    ],
}


def turned(value: Any) -> Any:
    """Return the same JSON with the keys of every object in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(item) for item in value] if isinstance(value, list) else value


@pytest.fixture
def document() -> Document:
    return load(DATA)


def test_canonical_text_is_compact_sorted_utf8() -> None:
    document = load({"module": {"uid": "u", "name": "m", "title": "ไทย"}})
    assert canonical_json(document) == (
        '{"format_version":1,"module":{"name":"m","title":"ไทย","uid":"u"}}'
    )


def test_order_of_keys_does_not_count(document: Document) -> None:
    assert canonical_json(load(turned(DATA))) == canonical_json(document)
    assert fingerprints(load(turned(DATA))) == fingerprints(document)


def test_formatting_does_not_count(document: Document) -> None:
    assert loads(json.dumps(DATA, indent=8)) == document
    assert sha256(loads(json.dumps(DATA, indent=8))) == sha256(document)


def test_what_equals_its_default_does_not_count(document: Document) -> None:
    spelled = {**DATA, "menus": [], "module": {**DATA["module"], "version": "1.0.0"}}
    assert sha256(load(spelled)) == sha256(document)


def test_uids_count_for_the_document_and_not_for_its_fingerprints(document: Document) -> None:
    other = load({**DATA, "module": {**DATA["module"], "uid": "another"}})
    assert sha256(other) != sha256(document)
    assert fingerprints(other) == fingerprints(document)


_OTHER = {"installable": False, "icon": "aGVsbG8="}
_OTHER_OF_TYPE: dict[type, Any] = {
    bool: True,
    dict: {"a": ""},
    float: 9.5,
    int: 9,
    str: "9.9.9",
    tuple: ["a"],
}


@pytest.mark.parametrize("attribute", sorted(Module.manifest_only))
def test_what_only_the_manifest_says_touches_only_the_presentational(
    document: Document, attribute: str
) -> None:
    default = getattr(Module(name="library"), attribute)
    value = _OTHER.get(attribute, _OTHER_OF_TYPE[type(default)])
    other = load({**DATA, "module": {**DATA["module"], attribute: value}})

    assert fingerprints(other).structural == fingerprints(document).structural
    assert fingerprints(other).presentational != fingerprints(document).presentational


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["module"].update(name="n"),
        lambda data: data["module"].update(depends=["mail"]),
        lambda data: data["models"][0].update(description="Thing"),
        lambda data: data["models"][0]["fields"][0].update(name="z"),
        lambda data: data["models"][0]["fields"][0].update(required=True),
        lambda data: data["models"][0]["fields"].reverse(),
        lambda data: data["flows"][0]["steps"][0]["mapping"].update(x="3"),
    ],
)
def test_what_reaches_the_database_touches_only_the_structural(
    document: Document, change: Any
) -> None:
    data = json.loads(json.dumps(DATA))
    change(data)
    other = load(data)

    assert fingerprints(other).structural != fingerprints(document).structural
    assert fingerprints(other).presentational == fingerprints(document).presentational


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_survives_its_canonical_text(case: Any) -> None:
    document = case.document()
    assert loads(canonical_json(document)) == document


def test_digest_of_an_element_ignores_uid_defaults_and_what_stands_inside(
    document: Document,
) -> None:
    (model,) = document.of(Model)

    same = model.model_copy(update={"uid": "another", "order": "", "fields": ()})
    other = model.model_copy(update={"order": "name"})

    assert digest(same) == digest(model)
    assert digest(other) != digest(model)
    assert digest(other, "name") == digest(model, "name")
    assert digest(other, "order") != digest(model, "order")
