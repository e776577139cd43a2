"""Catalogues of languages, bundles of assets, actions and views that need each other."""

from __future__ import annotations

import ast
from typing import Any

import polib
from lxml import etree

from itx_codegen.ir import load
from itx_codegen.render import FileTree, render


def tree(**lists: Any) -> FileTree:
    model = {"name": "lib.book", "description": "Book", "fields": [{"name": "n", "type": "char"}]}
    module = {"name": "lib", "depends": ["base", "web"]}
    return render(load({"module": module, "models": [model], **lists}))


def action(**values: Any) -> dict[str, Any]:
    return {"type": "window", "xml_id": "act", "name": "Books", "model": "lib.book", **values}


FORM = {"xml_id": "form", "model": "lib.book", "type": "form", "arch": "<form/>"}
WITH_BUTTON = {**FORM, "arch": '<form><button type="action" name="%(act)d"/></form>'}


IN_CODE = "code:addons/lib/a.py:0"


def test_a_language_has_its_texts_with_all_places() -> None:
    made = tree(
        menus=[{"xml_id": "menu", "name": "Books"}],
        actions=[action()],
        assets=[{"path": "static/src/a.js", "content": "_t('Books');"}],
        translations=[
            {"lang": "th_TH", "source": "Books", "value": "หนังสือ"},
            {"lang": "th_TH", "source": "Gone", "value": "หาย"},
            {"lang": "th_TH", "source": "Said", "value": "ว่า", "places": [IN_CODE]},
            {"lang": "fr", "source": "Books", "value": "Livres"},
        ],
    )

    thai = polib.pofile(made.text("i18n/th_TH.po"))

    books, said = thai.find("Books"), thai.find("Said")
    assert books.msgstr == "หนังสือ"
    assert [place for place, _ in books.occurrences] == [
        "code:addons/lib/static/src/a.js",
        "model:ir.actions.act_window,name:lib.act",
        "model:ir.ui.menu,name:lib.menu",
    ]
    assert books.comment.splitlines() == ["module: lib", "odoo-javascript"]
    assert said.comment.splitlines() == ["module: lib", "odoo-python"]
    assert [entry.msgid for entry in thai.obsolete_entries()] == ["Gone"]
    assert polib.pofile(made.text("i18n/fr.po")).find("Books").msgstr == "Livres"
    assert polib.pofile(made.text("i18n/lib.pot")).find("Said") is not None


def test_bundles_keep_their_order_and_directives() -> None:
    asset = {"path": "static/src/a.js", "content": "1;"}
    lines = [
        {"path": "static/src/*.js"},
        {"path": "static/src/a.js", "directive": "before", "target": "web/static/src/b.js"},
        {"bundle": "lib.assets_own", "path": "web.assets_common", "directive": "include"},
        {"path": "web/static/src/b.js", "directive": "remove"},
    ]

    manifest = ast.literal_eval(tree(assets=[asset], assets_bundles=lines).text("__manifest__.py"))

    assert manifest["assets"] == {
        "web.assets_backend": [
            "lib/static/src/*.js",
            ("before", "web/static/src/b.js", "lib/static/src/a.js"),
            ("remove", "web/static/src/b.js"),
        ],
        "lib.assets_own": [("include", "web.assets_common")],
    }


def test_an_action_stands_after_the_views_that_it_names() -> None:
    made = tree(views=[FORM], actions=[action(view_mode=["form"], view_id="form")])
    data = ast.literal_eval(made.text("__manifest__.py"))["data"]
    assert data.index("views/lib_book_views.xml") < data.index("views/lib_actions_on_views.xml")
    assert "views/lib_actions.xml" not in made


def test_an_action_and_a_view_that_need_each_other_are_both_loaded() -> None:
    made = tree(views=[WITH_BUTTON], actions=[action(view_mode=["form"], views={"form": "form"})])
    data = ast.literal_eval(made.text("__manifest__.py"))["data"]
    places = [
        "views/lib_actions.xml",
        "views/lib_book_views.xml",
        "views/lib_actions_on_views.xml",
    ]
    assert [path for path in data if path in places] == places
    added = etree.fromstring(made["views/lib_actions_on_views.xml"])[0]
    assert [field.get("name") for field in added] == ["view_ids"]


def test_types_without_a_view_keep_their_place() -> None:
    modes = ["kanban", "list", "form"]
    made = tree(views=[FORM], actions=[action(view_mode=modes, views={"form": "form"})])
    record = etree.fromstring(made["views/lib_actions_on_views.xml"])[0]
    commands = str(record.find("field[@name='view_ids']").get("eval"))
    assert commands.index("'kanban'") < commands.index("'list'") < commands.index("ref('form')")


def test_templates_are_called_by_their_full_names() -> None:
    made = tree(
        qweb_templates=[
            {"xml_id": "outer", "arch": "<t t-call='inner'><t t-call='web.layout'/></t>"},
            {"xml_id": "inner", "arch": "<t>a<b>100 %(x)d</b> c</t>"},
            {"xml_id": "more", "inherit_id": "lib.inner", "arch": "<b position='replace'/>"},
        ]
    )
    outer, inner, more = etree.fromstring(made["views/lib_templates.xml"])
    assert outer[0].get("t-call") == "lib.inner"
    assert etree.tostring(inner, with_tail=False) == (
        b'<template id="inner">a<b>100 %%(x)d</b> c</template>'
    )
    assert more.get("inherit_id") == "inner"
