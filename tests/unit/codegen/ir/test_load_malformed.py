"""Whatever is wrong with the shape of a document is told by path and sentence."""

from __future__ import annotations

from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load, loads

MODULE = {"name": "m"}


def told(data: object) -> list[tuple[str, str]]:
    """Return what is said of a document that can't be loaded: JSON text or parsed JSON."""
    with pytest.raises(DocumentError) as caught:
        loads(data) if isinstance(data, str) else load(data)
    return [(problem.path, str(problem.message)) for problem in caught.value.problems]


def with_field(**attributes: Any) -> dict[str, Any]:
    field = {"name": "x", "type": "char", **attributes}
    return {"module": MODULE, "models": [{"name": "a.b", "fields": [field]}]}


FIELD = "models[a.b].fields[x]"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{", "This is no JSON: .*line 1, column 2"),
        ('{"a": 1}}', "This is no JSON: Extra data"),
        ('{"module": {"name": "a", "name": "b"}}', "The key 'name' stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 6000, "This JSON can't be read"),
        ("[]", "A document is a JSON object with a `module`"),
        ('"text"', "A document is a JSON object with a `module`"),
    ],
)
def test_text_that_is_no_document(source: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        loads(source)
    assert [problem.path for problem in caught.value.problems] == ["document"]


@pytest.mark.parametrize(
    ("data", "path", "sentence"),
    [
        ({}, "module", "This attribute is required; add it."),
        ({"module": None}, "module", "This must be an object: attributes in braces."),
        ({"module": {}}, "module.name", "This attribute is required; add it."),
        ({"module": {"name": 3}}, "module.name", "This must be a text."),
        ({"module": {"name": "m", "depends": "base"}}, "module.depends", "This must be a list."),
        (
            {"module": {"name": "m", "depends": [3]}},
            "module.depends[0]",
            "This must be an object: attributes in braces.",
        ),
        (
            {"module": MODULE, "modles": []},
            "modles",
            "There is no such attribute; remove it or correct its name.",
        ),
        ({"module": MODULE, "models": {}}, "models", "This must be a list."),
        (
            {"module": MODULE, "models": ["a"]},
            "models[0]",
            "This must be an object: attributes in braces.",
        ),
        (
            with_field(lenght=3),
            f"{FIELD}.lenght",
            "There is no such attribute; remove it or correct its name.",
        ),
        (with_field(required="perhaps"), f"{FIELD}.required", "This must be true or false."),
        (with_field(size="x"), f"{FIELD}.size", "This must be a whole number."),
        (with_field(size=1.5), f"{FIELD}.size", "This must be a whole number."),
        (with_field(digits=[9]), f"{FIELD}.digits[1]", "A value is missing here; add it."),
        (with_field(digits=[9, 6, 3]), f"{FIELD}.digits", "This list has too many values."),
        (with_field(digits=9), f"{FIELD}.digits", "This must be a list."),
        (with_field(groups=[5]), f"{FIELD}.groups[0]", "This must be a text."),
        (with_field(uid=[]), f"{FIELD}.uid", "This must be a text."),
        (with_field(uid=5), f"{FIELD}.uid", "This must be a text."),
        (
            with_field(ondelete="drop"),
            f"{FIELD}.ondelete",
            "'drop' is not allowed here; choose one of '', 'set null', 'restrict' or 'cascade'.",
        ),
        (
            with_field(selection=[["a", "A"], "b"]),
            f"{FIELD}.selection[1]",
            "This must be an object: attributes in braces.",
        ),
        (
            with_field(selection=[[]]),
            f"{FIELD}.selection[0]",
            "This must be an object: attributes in braces.",
        ),
        (
            {"module": MODULE, "actions": [{"xml_id": "a", "name": "A", "type": "window"}]},
            "actions[a].model",
            "This attribute is required; add it.",
        ),
        (
            {"module": MODULE, "actions": [{"xml_id": "a", "type": "report"}]},
            "actions[a]",
            "`type` must be one of 'client', 'server', 'url', 'window'.",
        ),
        (
            {"module": MODULE, "actions": [{"xml_id": "a"}]},
            "actions[a]",
            "It needs a `type`, which says what it is.",
        ),
        (
            {"module": MODULE, "flows": [{"name": "f", "steps": [{"name": "s", "type": "name"}]}]},
            "flows[f].steps[s].type",
            "'name' is not allowed here; choose one of 'read', 'transform' or 'write'.",
        ),
    ],
)
def test_wrong_shape(data: object, path: str, sentence: str) -> None:
    assert told(data) == [(path, sentence)]


def test_every_problem_of_shape_is_told_at_once() -> None:
    data = with_field(size="x", required="perhaps") | {"views": 1}

    assert {path for path, _ in told(data)} == {f"{FIELD}.required", f"{FIELD}.size", "views"}


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        (with_field(string="\ud800"), "models[0].fields[0].string", "U+D800"),
        (with_field(help="a\0b"), "models[0].fields[0].help", "U+0000"),
        (with_field(default=float("nan")), "models[0].fields[0].default", "nan is no number"),
        ({"module": MODULE, "a\0b": 1}, "document", "U+0000"),
    ],
)
def test_what_no_database_can_hold(data: object, path: str, says: str) -> None:
    [(told_path, sentence)] = told(data)
    assert told_path == path
    assert says in sentence


def test_not_a_number_in_json_text_is_refused() -> None:
    assert told('{"module": {"name": NaN}}') == [
        ("module.name", "nan is no number that JSON knows; write another.")
    ]


@pytest.mark.parametrize("version", [0, -1, "1", True, None, 1.0])
def test_format_version_that_is_none(version: object) -> None:
    [(path, sentence)] = told({"format_version": version, "module": MODULE})
    assert path == "format_version"
    assert sentence.endswith("is no format version; write 1.")


def test_format_of_the_future_is_refused() -> None:
    assert told({"format_version": 2, "module": MODULE}) == [
        (
            "format_version",
            "This document has format 2, this program reads up to 1; update the program.",
        )
    ]
