"""What models inherit from other models of the document, written out for a running database."""

from __future__ import annotations

from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.model import Model
from itx_codegen.lower.live_mixins import live_mixins

_TAGGED = {
    "name": "library.tagged",
    "abstract": True,
    "order": "tag",
    "inherit": ["mail.thread"],
    "fields": [
        {"name": "tag", "type": "selection", "selection": [["a", "A"]]},
        {"name": "name", "type": "text"},
    ],
    "constraints": [{"name": "tag_unique", "definition": "UNIQUE (tag)"}],
}
_BOOK = {
    "name": "library.book",
    "inherit": ["library.tagged"],
    "fields": [{"name": "name", "type": "char"}],
}


def _models(*models: dict[str, object]) -> dict[str, Model]:
    document = live_mixins(_document(*models))
    return {model.name: model for model in document.of(Model)}


def _document(*models: dict[str, object]) -> Document:
    return load({"module": {"name": "library"}, "models": list(models)})


def test_an_heir_has_what_its_parent_has_and_keeps_its_own() -> None:
    book = _models(_BOOK, _TAGGED)["library.book"]

    assert [(field.name, field.type) for field in book.fields] == [
        ("name", "char"),
        ("tag", "selection"),
    ]
    assert [constraint.name for constraint in book.constraints] == ["tag_unique"]
    assert (book.order, book.inherit) == ("tag", ("mail.thread",))


def test_copies_are_elements_of_their_own_and_the_same_each_time() -> None:
    document = _document(_BOOK, _TAGGED)

    uids = [element.node.uid for element in live_mixins(document).elements()]

    assert len(uids) == len(set(uids))
    assert live_mixins(document) == live_mixins(document)


def test_what_a_parent_inherits_is_handed_on() -> None:
    novel = {"name": "library.novel", "inherit": ["library.book"]}

    fields = _models(novel, _BOOK, _TAGGED)["library.novel"].fields

    assert {(field.name, field.type) for field in fields} == {
        ("name", "char"),
        ("tag", "selection"),
    }


def test_models_that_inherit_from_each_other_end_somewhere() -> None:
    one = {"name": "a.one", "inherit": ["a.two"], "fields": [{"name": "x", "type": "char"}]}
    two = {"name": "a.two", "inherit": ["a.one"], "fields": [{"name": "y", "type": "char"}]}

    models = _models(one, two)

    assert {field.name for field in models["a.one"].fields} == {"x", "y"}
