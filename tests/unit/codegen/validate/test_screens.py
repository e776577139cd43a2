"""What is wrong with views, templates, actions, assets and translations."""

from __future__ import annotations

from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.validate import Nowhere, check

FORM = (
    '<form><group name="a"><field name="name"/></group>'
    '<field name="line_ids"><list><field name="qty"/></list></field></form>'
)


class Around(Nowhere):
    """A world with one view and one group, and a schema that dislikes `<bad/>`."""

    def has_xml_id(self, name: str) -> bool | None:
        return name in ("base.view", "base.group_user", "web.html_container")

    def archs(self, name: str) -> tuple[str, ...] | None:
        return ('<form><sheet class="o_a o_b"/></form>',) if name == "base.view" else None

    def arch_faults(self, view_type: str, arch: str) -> tuple[str, ...] | None:
        return ("no bad thing (line 1)",) if "<bad" in arch else ()


def said(**lists: Any) -> list[str]:
    document = {
        "module": {"name": "lib", "depends": ["base", "web"]},
        "groups": [{"xml_id": "group_own", "name": "Own"}],
        "models": [
            {
                "name": "lib.book",
                "fields": [
                    {"name": "name", "type": "char"},
                    {"name": "line_ids", "type": "one2many", "comodel_name": "lib.line",
                     "inverse_name": "book_id"},
                ],
            },
            {
                "name": "lib.line",
                "fields": [
                    {"name": "qty", "type": "integer"},
                    {"name": "book_id", "type": "many2one", "comodel_name": "lib.book"},
                ],
            },
        ],
        **lists,
    }  # fmt: skip
    return [str(problem) for problem in check(load(document), Around())]


def view(arch: str, **more: Any) -> dict[str, Any]:
    return {"xml_id": "v", "model": "lib.book", "arch": arch, **more}


def changes(arch: str, parent: str = "form") -> list[str]:
    return said(views=[view(FORM, xml_id="form", type="form"), view(arch, inherit_id=parent)])


@pytest.mark.parametrize(
    "arch",
    [
        "<field name='name' position='after'><field name='line_ids'/></field>",
        "<xpath expr=\"//field[@name='line_ids']/list/field[@name='qty']\" position='after'>"
        "<field name='book_id'/></xpath>",
        "<data><group name='a' position='inside'><group name='b'/></group>"
        "<group name='b' position='inside'><field name='name'/></group></data>",
        "<xpath expr=\"//field[@name='line_ids']\" position='attributes'>"
        "<attribute name='invisible'>not name</attribute></xpath>",
    ],
)
def test_sound_changes_pass(arch: str) -> None:
    assert changes(arch) == []


@pytest.mark.parametrize(
    ("arch", "parent", "cause"),
    [
        ("<field name='name' position='behind'/>", "form", "'behind' is no position"),
        ("<xpath position='after'/>", "form", "needs an `expr`"),
        ("<xpath expr='//field[' position='after'/>", "form", "is no path"),
        ("<field name='gone' position='after'/>", "form", "has no field gone"),
        ("<group name='z' position='after'/>", "form", 'nothing that matches <group name="z">'),
        ("<xpath expr='//notebook' position='after'/>", "form", "nothing that matches //notebook"),
        ("<xpath expr='//footer' position='after'/>", "base.view", "nothing that matches"),
        ("<xpath expr=\"//sheet[hasclass('o_c')]\" position='after'/>", "base.view", "nothing"),
        (
            "<xpath expr=\"//field[@name='line_ids']/list\" position='inside'>"
            "<field name='name'/></xpath>",
            "form",
            "The model lib.line has no field name",
        ),
    ],
)
def test_changes_that_lead_nowhere_are_told(arch: str, parent: str, cause: str) -> None:
    assert any(cause in one for one in changes(arch, parent)), changes(arch, parent)


def test_classes_are_found_as_odoo_finds_them() -> None:
    arch = "<xpath expr=\"//sheet[hasclass('o_b', 'o_a')]\" position='after'/>"
    assert changes(arch, "base.view") == []


def test_a_parent_that_others_change_too_is_not_judged() -> None:
    other = view("<group name='a' position='inside'/>", xml_id="w", inherit_id="form")
    views = [view(FORM, xml_id="form", type="form"), other]
    lost = view("<group name='z' position='after'/>", inherit_id="form")
    assert said(views=[*views, lost]) == []


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"arch": "<form/>"}, "needs a type"),
        ({"arch": "<form/>", "type": "form", "mode": "extension"}, "`inherit_id`"),
        ({"arch": "<list/>", "type": "form"}, "must be <form>"),
        ({"arch": "<list><bad/></list>", "type": "list"}, "no bad thing"),
        ({"arch": "<form><field name='name' groups='group_own'/></form>", "type": "form"},
         "write lib.group_own"),
        ({"arch": "<form><field name='name' groups='lib.group_no'/></form>", "type": "form"},
         "no group lib.group_no"),
        ({"arch": "<form><field name='name' groups='!base.group_no'/></form>", "type": "form"},
         "no group base.group_no"),
        ({"arch": "<sheet position='after'/>", "inherit_id": "base.view",
          "groups": ["group_own"]}, "for all who see the view"),
        ({"arch": "<activity/>", "type": "activity"}, "module mail"),
    ],
)  # fmt: skip
def test_views_that_odoo_would_refuse(values: dict[str, Any], cause: str) -> None:
    found = said(views=[{"xml_id": "v", "model": "lib.book", **values}])
    assert any(cause in one for one in found), found


@pytest.mark.parametrize(
    ("arch", "cause"),
    [
        ("<p>", "This is no XML"),
        ("<p t-if='doc.'/>", "is no Python expression"),
        ("<p t-attf-class='a {{ 1 + }}'/>", "is no Python expression"),
        ("<t t-foreach='docs'/>", "needs a t-as"),
        ("<t t-call='no'/>", "no template no"),
        ("<t t-call='lib.no'/>", "no template lib.no"),
        ("<t t-call='base.no'/>", "no template base.no"),
    ],
)
def test_templates_that_can_not_be_rendered(arch: str, cause: str) -> None:
    found = said(qweb_templates=[{"xml_id": "t", "arch": arch}])
    assert any(cause in one for one in found), found


@pytest.mark.parametrize(
    ("arch", "cause"),
    [
        ("<p t-field='doc.gone'/>", "lib.book has no field gone"),
        ("<p t-foreach='docs' t-as='book' t-out='book.line_ids.gone'/>", "lib.line has no field"),
        ("<t><t t-set='all' t-value='o.line_ids'/><p t-out='all.name'/></t>", "lib.line has no"),
        ("<p t-foreach='range(2)' t-as='doc' t-out='doc.gone'/>", ""),
        ("<p t-out='doc.name.upper()'/>", ""),
        ("<p t-out='doc.env.company.name'/>", ""),
        ("<p t-out='other.gone'/>", ""),
    ],
)
def test_templates_are_about_fields_that_exist(arch: str, cause: str) -> None:
    found = said(qweb_templates=[{"xml_id": "t", "model": "lib.book", "arch": arch}])
    assert (cause in str(found)) if cause else found == []


def test_templates_may_call_what_is_known_at_run_time_only() -> None:
    arch = "<t t-call='web.html_container'><t t-call='{{ name }}'/><t t-call='lib.t'/></t>"
    assert said(qweb_templates=[{"xml_id": "t", "arch": arch}]) == []


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"view_mode": []}, "at least one type"),
        ({"view_mode": ["form"], "views": {"list": "v"}}, "not among the types"),
        ({"view_id": "v", "view_mode": ["list"]}, "must be list"),
        ({"search_view_id": "v"}, "must be search"),
        ({"model": "lib.line", "views": {"form": "v"}}, "shows lib.book"),
        ({"path": "m-books"}, "can't stand in an address"),
        ({"path": "Books"}, "can't stand in an address"),
        ({"res_id": "base.no"}, "no record with the XML id base.no"),
    ],
)
def test_actions_whose_attributes_do_not_go_together(values: dict[str, Any], cause: str) -> None:
    action = {"type": "window", "xml_id": "a", "name": "A", "model": "lib.book", **values}
    found = said(views=[view(FORM, type="form")], actions=[action])
    assert any(cause in one for one in found), found


def test_two_actions_can_not_share_a_path() -> None:
    action = {"type": "window", "name": "A", "model": "lib.book", "path": "books"}
    found = said(actions=[{**action, "xml_id": "a"}, {**action, "xml_id": "b"}])
    assert any("has this path already" in one for one in found)


@pytest.mark.parametrize(
    ("path", "content", "cause"),
    [
        ("src/a.js", "", "below static/"),
        ("static/../a.js", "", "below static/"),
        ("static/description/a.js", "", "below static/"),
        ("/static/a.js", "", "below static/"),
        ("static/a b.js", "", "below static/"),
        ("static/src/a.py", "", "must end with"),
        ("static/src/a.xml", "<t>", "This is no XML"),
    ],
)
def test_files_that_have_no_place(path: str, content: str, cause: str) -> None:
    found = said(assets=[{"path": path, "content": content}])
    assert any(cause in one for one in found), found


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ({"bundle": "backend"}, "is no bundle"),
        ({"directive": "before"}, "need a target"),
        ({"target": "static/src/a.js"}, "need a target"),
        ({"path": "static/src/b.js"}, "no file static/src/b.js"),
        ({"path": "static/src/*.scss"}, "no file"),
        ({"path": "web/../a.js"}, "leaves its module"),
        ({"directive": "include", "path": "static/src/a.js"}, "names a bundle"),
    ],
)
def test_lines_of_bundles_that_find_nothing(line: dict[str, Any], cause: str) -> None:
    asset = {"path": "static/src/a.js", "content": "1;"}
    found = said(assets=[asset], assets_bundles=[{"path": "static/src/a.js", **line}])
    assert any(cause in one for one in found), found


@pytest.mark.parametrize("path", ["static/src/a.js", "static/**/*", "static/src/*.js", "web/a.js"])
def test_lines_of_bundles_that_find_files(path: str) -> None:
    asset = {"path": "static/src/a.js", "content": "1;"}
    assert said(assets=[asset], assets_bundles=[{"path": path}]) == []


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"lang": "Thai"}, "is no language"),
        ({"lang": "en_US"}, "is no language"),
        ({"source": " "}, "the text that it is of"),
        ({"value": ""}, "in the language"),
        ({"places": ["somewhere"]}, "is no place"),
    ],
)
def test_translations_that_no_file_can_hold(values: dict[str, Any], cause: str) -> None:
    found = said(translations=[{"lang": "th", "source": "A", "value": "ก", **values}])
    assert any(cause in one for one in found), found


def test_a_text_is_translated_once_in_a_language() -> None:
    one = {"lang": "th", "source": "A", "value": "ก"}
    twice = said(translations=[{**one, "name": "x"}, {**one, "name": "y"}])
    assert any("translates the same text" in problem for problem in twice)
    assert said(translations=[one, {**one, "lang": "fr"}]) == []
