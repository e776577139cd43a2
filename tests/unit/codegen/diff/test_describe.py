"""What differs, in the words of those who read it."""

from __future__ import annotations

from typing import Any

import pytest

from itx_codegen.diff import Change, Operation, apply, diff, reverse
from itx_codegen.ir import Document, Impact, load


def document(models: Any = None, **lists: Any) -> Document:
    default = [
        {
            "uid": "book",
            "name": "lib.book",
            "fields": [
                {"uid": "title", "name": "title", "type": "char"},
                {
                    "uid": "state",
                    "name": "state",
                    "type": "selection",
                    "selection": [
                        {"uid": "in", "value": "in", "name": "In"},
                        {"uid": "out", "value": "out", "name": "Out"},
                    ],
                },
            ],
        },
        {"uid": "loan", "name": "lib.loan"},
    ]
    models = default if models is None else models
    return load({"module": {"uid": "lib", "name": "lib"}, "models": models, **lists})


def changed(edit: Any) -> Document:
    data = document().to_json()
    edit(data)
    return load(data)


def operations(edit: Any) -> tuple[Operation, ...]:
    return diff(document(), changed(edit))


def sentences(edit: Any) -> list[str]:
    return [str(operation.describe()) for operation in operations(edit)]


def book(data: Any) -> Any:
    return data["models"][0]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            lambda data: book(data)["fields"].append({"name": "pages", "type": "integer"}),
            ["+ Field models[lib.book].fields[pages]"],
        ),
        (
            lambda data: book(data)["fields"].pop(0),
            ["- Field models[lib.book].fields[title]"],
        ),
        (
            lambda data: book(data)["fields"][0].update(name="name"),
            ["→ Field models[lib.book].fields[name]: renamed from title to name"],
        ),
        (
            lambda data: book(data)["fields"][0].update(required=True, help="The title"),
            [
                "~ Field models[lib.book].fields[title]: help from ∅ to The title",
                "~ Field models[lib.book].fields[title]: required from False to True",
            ],
        ),
        (
            lambda data: book(data)["fields"][1]["selection"].reverse(),
            ["~ Field models[lib.book].fields[state]: selection in another order"],
        ),
        (
            lambda data: data["models"].reverse(),
            ["~ Module module: models in another order"],
        ),
        (
            lambda data: data["module"].update(version="2.0.0"),
            ["~ Module module: version from 1.0.0 to 2.0.0"],
        ),
    ],
)
def test_operation_says_what_it_does(edit: Any, says: list[str]) -> None:
    assert sorted(sentences(edit)) == sorted(says)


def test_long_values_are_shown_where_they_begin_to_differ() -> None:
    before = "x" * 100 + " old " + "y" * 100
    base = changed(lambda data: book(data)["fields"][0].update(help=before))
    head = changed(lambda data: book(data)["fields"][0].update(help=before.replace("old", "new")))

    [operation] = diff(base, head)

    said = str(operation.describe())
    assert "from …xxxxxxxxxxxxxx old yyy" in said
    assert "to …xxxxxxxxxxxxxx new yyy" in said
    assert len(said) < 250


def test_line_breaks_are_not_shown() -> None:
    [said] = sentences(lambda data: book(data)["fields"][0].update(help="a\n\n  b"))
    assert said.endswith("help from ∅ to a b")


def test_renamed_element_is_not_removed_and_added() -> None:
    [operation] = operations(lambda data: book(data).update(name="lib.volume"))
    assert (operation.op, operation.uid) == ("rename", "book")


def test_moved_element_goes_and_comes_with_all_that_is_in_it() -> None:
    def move(data: Any) -> None:
        data["models"][1]["fields"] = [book(data)["fields"].pop()]

    assert [(operation.op, operation.uid) for operation in operations(move)] == [
        ("remove", "out"),
        ("remove", "in"),
        ("remove", "state"),
        ("add", "state"),
        ("add", "in"),
        ("add", "out"),
    ]


def test_element_of_another_kind_goes_and_comes() -> None:
    action = {"uid": "x", "xml_id": "x", "name": "X", "model": "lib.book"}
    base = document(actions=[{**action, "type": "window"}])
    head = document(actions=[{**action, "type": "server", "code": "pass"}])

    found = diff(base, head)

    assert [(operation.op, operation.kind) for operation in found] == [
        ("remove", "action_window"),
        ("add", "action_server"),
    ]
    assert apply(found, base) == head
    assert apply(reverse(found), head) == base


def test_what_stays_keeps_its_place_among_what_comes_and_goes() -> None:
    names = ["a", "b", "c", "d", "e"]
    fields = [{"uid": name, "name": name, "type": "char"} for name in names]

    def with_fields(order: str) -> Document:
        chosen = [field for name in order for field in fields if field["name"] == name]
        return document([{"uid": "m", "name": "m", "fields": chosen}])

    for before, after in (("abc", "adc"), ("abc", "cab"), ("", "abc"), ("abcde", "eb")):
        base, head = with_fields(before), with_fields(after)
        assert apply(diff(base, head), base) == head


@pytest.mark.parametrize(
    ("edit", "impact"),
    [
        (lambda data: book(data)["fields"].append({"name": "x", "type": "char"}), "additive"),
        (lambda data: book(data)["fields"][0].update(name="x"), "additive"),
        (lambda data: book(data)["fields"][0].update(string="X"), "cosmetic"),
        (lambda data: book(data)["fields"][0].update(required=True), "data_dependent"),
        (lambda data: book(data)["fields"][0].update(type="text"), "destructive"),
        (lambda data: book(data)["fields"].pop(0), "destructive"),
        (lambda data: data["models"].pop(), "destructive"),
        (lambda data: book(data)["fields"][1]["selection"].pop(), "data_dependent"),
    ],
)
def test_operation_knows_its_impact(edit: Any, impact: str) -> None:
    [operation] = operations(edit)
    assert operation.impact is Impact(impact)


def test_of_mappings_only_what_differs_is_shown_in_the_order_of_the_keys() -> None:
    change = Change(
        kind="flow_step",
        uid="s",
        path="flows[f].steps[s]",
        attribute="mapping",
        old={"d": "1", "b": "1", "a": "2"},
        new={"a": "2", "c": "1", "b": "3"},
    )

    assert "from {'b': '1', 'd': '1'} to {'b': '3', 'c': '1'}" in change.describe()
