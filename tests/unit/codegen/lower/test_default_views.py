"""Models that have no views get them, and keep them under one identity."""

from __future__ import annotations

from typing import Any

from lxml import etree

from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.view import View
from itx_codegen.lower import lowered
from itx_codegen.validate import check

FIELDS = [
    {"name": "title", "type": "char"},
    {"name": "sequence", "type": "integer"},
    {"name": "active", "type": "boolean"},
    {"name": "state", "type": "selection", "selection": [["a", "A"]]},
    {"name": "currency_id", "type": "many2one", "comodel_name": "res.currency"},
    {"name": "price", "type": "monetary"},
    {"name": "note", "type": "html"},
    {"name": "tag_ids", "type": "many2many", "comodel_name": "res.partner.category"},
    {"name": "day", "type": "date"},
    {"name": "raw", "type": "json"},
]


def document(*views: dict[str, Any], **model: Any) -> Document:
    shelf = {"name": "lib.book", "rec_name": "title", "fields": FIELDS, **model}
    return load({"module": {"name": "lib"}, "models": [shelf], "views": list(views)})


def archs(lowered_document: Document) -> dict[str, etree._Element]:
    return {view.type: etree.fromstring(view.arch) for view in lowered_document.of(View)}


def fields(root: etree._Element) -> list[str]:
    return [str(field.get("name")) for field in root.iter("field")]


def test_a_model_without_views_gets_a_list_a_form_and_a_search() -> None:
    full = lowered(document())
    assert check(full) == []
    found = archs(full)
    assert set(found) == {"list", "form", "search"}
    assert fields(found["list"])[:3] == ["sequence", "title", "state"]
    assert "note" not in fields(found["list"])
    assert set(fields(found["form"])) == {str(f["name"]) for f in FIELDS} - {"raw"}
    assert found["form"].find("header/field").get("widget") == "statusbar"
    assert found["search"].find("filter[@name='archived']") is not None
    assert found["search"].find("filter[@name='day']").get("date") == "day"


def test_what_a_person_wrote_stands() -> None:
    own = {"model": "lib.book", "type": "list", "arch": "<list><field name='title'/></list>"}
    full = lowered(document(own))
    assert [view.arch for view in full.of(View) if view.type == "list"] == [own["arch"]]
    assert len(full.of(View)) == 3


def test_a_view_that_changes_another_is_none_of_its_own() -> None:
    more = {
        "model": "lib.book",
        "inherit_id": "other.view",
        "type": "list",
        "arch": "<field name='title' position='replace'/>",
    }
    assert sum(view.type == "list" for view in lowered(document(more)).of(View)) == 2


def test_models_of_others_wizards_and_mixins_get_none() -> None:
    for flag in ("extends", "abstract", "transient"):
        assert lowered(document(**{flag: True})).of(View) == ()


def test_lowering_twice_adds_nothing_and_identities_stay() -> None:
    source = document()
    once = lowered(source)
    assert lowered(once) == once
    assert lowered(source) == once


def test_a_taken_xml_id_is_left_to_its_owner() -> None:
    kanban = {
        "xml_id": "lib_book_view_list",
        "model": "lib.book",
        "type": "kanban",
        "arch": "<kanban/>",
    }
    names = {view.type: view.xml_id for view in lowered(document(kanban)).of(View)}
    assert names["list"] == "lib_book_view_list_2"


def test_amounts_bring_their_currency() -> None:
    many = [{"name": f"f{number}", "type": "char"} for number in range(6)]
    crowded = [FIELDS[0], FIELDS[5], *many, FIELDS[4]]
    root = archs(lowered(document(fields=crowded)))["list"]
    assert root.find("field[@name='currency_id']").get("column_invisible") == "True"


def test_a_chatter_comes_with_the_mixin() -> None:
    form = archs(lowered(document(inherit=["mail.thread"])))["form"]
    assert form.find("chatter") is not None
