"""Identities: given by place and name, kept, taken over from an earlier version, never shared."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import Document, load

WRITTEN: dict[str, Any] = {
    "module": {"name": "library", "depends": ["base", "mail"]},
    "models": [
        {
            "name": "library.book",
            "fields": [
                {"name": "title", "type": "char"},
                {"name": "state", "type": "selection", "selection": [["new", "New"]]},
            ],
        }
    ],
    "views": [{"model": "library.book", "type": "form", "arch": "<form/>"}],
    "access": [{"model": "library.book", "group": "base.group_user"}],
}


def uids(document: Document) -> dict[str, str]:
    return {element.path: element.node.uid for element in document.elements()}


def changed(**values: Any) -> dict[str, Any]:
    return {**copy.deepcopy(WRITTEN), **values}


def test_same_text_gives_same_uids() -> None:
    assert load(WRITTEN) == load(copy.deepcopy(WRITTEN))


def test_every_element_gets_a_uid_of_its_own() -> None:
    found = uids(load(WRITTEN))
    assert len(set(found.values())) == len(found) == 9
    assert all(found.values())


def test_input_stays_as_it_is() -> None:
    data = copy.deepcopy(WRITTEN)
    load(data)
    assert data == WRITTEN


def test_another_module_gets_other_uids() -> None:
    other = load(changed(module={"name": "archive", "depends": ["base", "mail"]}))
    assert not set(uids(other).values()) & set(uids(load(WRITTEN)).values())


def test_given_uid_is_kept() -> None:
    data = changed()
    data["models"][0]["fields"][0]["uid"] = "mine"
    assert uids(load(data))["models[library.book].fields[title]"] == "mine"


def test_empty_uid_is_given_one() -> None:
    data = changed()
    data["models"][0]["uid"] = ""
    assert uids(load(data)) == uids(load(WRITTEN))


def test_uids_are_taken_over_from_the_element_at_the_same_place() -> None:
    base_data = changed()
    base_data["module"]["uid"] = "root"
    base_data["models"][0]["fields"][1]["uid"] = "state"
    base = load(base_data)

    head = load(WRITTEN, base)

    assert head == base


def test_uids_are_taken_over_though_the_module_is_renamed() -> None:
    base = load(WRITTEN)
    head = load(changed(module={"name": "archive", "depends": ["base", "mail"]}), base)
    assert uids(head) == uids(base)


def test_new_element_never_takes_a_uid_that_another_has() -> None:
    base = load(WRITTEN)
    title = uids(base)["models[library.book].fields[title]"]
    data = changed()
    data["models"][0]["fields"] = [
        {"uid": title, "name": "name", "type": "char"},
        {"name": "title", "type": "char"},
    ]

    found = uids(load(data, base))

    assert found["models[library.book].fields[name]"] == title
    assert found["models[library.book].fields[title]"] != title


def test_elements_of_one_name_get_different_uids() -> None:
    data = changed()
    data["models"][0]["fields"] = [{"name": "a", "type": "char"}, {"name": "a", "type": "text"}]
    first, second = load(data).models[0].fields
    assert first.uid != second.uid


def test_shared_uid_is_refused() -> None:
    data = changed()
    data["models"][0]["uid"] = data["views"][0]["uid"] = "one"

    with pytest.raises(DocumentError) as caught:
        load(data)

    [problem] = caught.value.problems
    assert problem.path == "views[library_book_view_form]"
    assert problem.message == (
        "It has the uid of models[library.book]; remove the uid from one of the two to get a new "
        "one."
    )


def test_names_that_follow_are_filled_in() -> None:
    document = load(WRITTEN)
    assert [view.xml_id for view in document.views] == ["library_book_view_form"]
    assert [row.xml_id for row in document.access] == ["access_library_book_group_user"]
    assert [one.name for one in document.module.depends] == ["base", "mail"]
    assert [o.value for o in document.models[0].fields[1].selection] == ["new"]
