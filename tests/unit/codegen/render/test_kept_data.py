"""Data files of a module that was taken in, after records in them changed, came or went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.extract import extract
from itx_codegen.ir import Document, load, normalized
from itx_codegen.render import render

VIEWS = """<?xml version="1.0"?>
<!-- Screens -->
<odoo>
  <data noupdate="1">
    <record id="group_a" model="res.groups">
      <field name="name">A</field>
    </record>
  </data>

  <!-- what people see -->
  <record model="ir.ui.view" id="form">
    <field name="name">lib.form</field><!-- a name -->
    <field name="model">lib.book</field>
    <field name="priority" eval="8" />
    <field name="arch" type="xml">
      <form>
        <field name="title"/>  <!-- kept -->
      </form>
    </field>
  </record>

  <record id="act" model="ir.actions.act_window">
    <field name="name">Books</field>
    <field name="res_model">lib.book</field>
    <field name="groups_id" eval="[(4, ref('base.group_user'))]"/>
  </record>

  <!-- where people start -->
  <menuitem id="root" name="Library" sequence="5">
    <menuitem id="books" name="Books" action="act"/>
    <menuitem id="more" name="More"/>
  </menuitem>

  <template id="page" name="Page">
    <p>50%% off &#160;</p>
  </template>

  <record id="seq" model="ir.sequence">
    <field name="name">S</field>
    <field name="padding">4</field>
  </record>
  <function model="lib.book" name="run"/>
</odoo>
"""
ACCESS = """id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
access_a,a,model_lib_book,base.group_user,1,0,0,0
access_b,"b, too",model_lib_book,,1,0,0,0
"""
PYTHON = b"""from odoo import fields, models


class Book(models.Model):
    _name = "lib.book"
    _description = "Book"

    title = fields.Char()
"""
MANIFEST = repr(
    {
        "name": "Library",
        "depends": ["web"],
        "data": ["views/all.xml", "security/ir.model.access.csv"],
    }
).encode()
TREE = {
    "__init__.py": b"from . import book\n",
    "__manifest__.py": MANIFEST,
    "book.py": PYTHON,
    "security/ir.model.access.csv": ACCESS.encode(),
    "views/all.xml": VIEWS.encode(),
}

Edit = Callable[[dict[str, Any]], Any]


def changed(edit: Edit, path: str = "views/all.xml") -> str:
    """Return a file after an edit of the document's JSON."""
    data = extract(TREE, "lib").document.to_json()
    edit(data)
    return render(load(data)).text(path)


def setting(collection: str, at: int = 0, **attributes: Any) -> Edit:
    return lambda data: data[collection][at].update(attributes)


def leaving(collection: str, at: int = 0) -> Edit:
    return lambda data: data[collection].pop(at)


def adding(collection: str, **attributes: Any) -> Edit:
    return lambda data: data.setdefault(collection, []).append(attributes)


def test_what_nobody_touched_is_the_same_bytes() -> None:
    assert dict(render(extract(TREE, "lib").document)) == TREE


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (setting("views", name="other"), ">lib.form<", ">other<"),
        (setting("views", priority=9), '<field name="priority" eval="8" />', None),
        (
            setting("views", priority=16),
            '\n    <field name="priority" eval="8" />',
            "",
        ),
        (
            setting("views", enabled=False),
            '    </field>\n  </record>\n\n  <record id="act"',
            '    </field>\n    <field name="active" eval="False"/>\n  </record>\n\n'
            '  <record id="act"',
        ),
        (setting("views", arch="<list/>", type="list"), "", None),
        (setting("groups", name="B"), ">A<", ">B<"),
        (
            leaving("data"),
            VIEWS[VIEWS.index('\n\n  <record id="seq"') : VIEWS.index("\n  <function")],
            "\n",
        ),
        (
            setting("menus", 0, name="Lib"),
            '<menuitem id="root" name="Library" sequence="5">',
            '<menuitem id="root" name="Lib" sequence="5">',
        ),
        (
            setting("menus", 1, sequence=3),
            '<menuitem id="books" name="Books" action="act"/>',
            '<menuitem id="books" name="Books" action="act" sequence="3"/>',
        ),
        (leaving("menus", 2), '\n    <menuitem id="more" name="More"/>', ""),
        (setting("qweb_templates", name="P"), '<template id="page" name="Page">', None),
        (
            adding("actions", type="url", xml_id="u", name="U", url="/u"),
            "\n\n  <!-- where people start -->",
            None,
        ),
        (
            setting("data", values={"name": "S", "padding": "5"}),
            ">4<",
            ">5<",
        ),
        (
            setting("data", noupdate=True),
            VIEWS[VIEWS.index('<record id="seq"') : VIEWS.index("\n  <function")],
            None,
        ),
        (
            adding("data", xml_id="seq2", model="ir.sequence", values={"name": "T"}),
            "\n  <function",
            '\n\n  <record id="seq2" model="ir.sequence">\n    <field name="name">T</field>\n'
            "  </record>\n  <function",
        ),
    ],
)
def test_only_what_changed_is_written_anew(edit: Edit, before: str, after: str | None) -> None:
    written = changed(edit)
    if after is not None:
        assert written == VIEWS.replace(before, after, 1)
    assert written != VIEWS or edit
    document = extract({**TREE, "views/all.xml": written.encode()}, "lib").document
    assert document.views[0].xml_id == "form"


def said(document: Document) -> dict[str, Any]:
    """Return what a document says, without its texts and its order."""
    data = normalized(document).to_json()
    del data["source_files"]
    return {
        name: sorted(held, key=lambda one: str(one["uid"])) if isinstance(held, list) else held
        for name, held in data.items()
    }


@pytest.mark.parametrize(
    "edit",
    [
        setting("views", priority=9, name="é \"'<&"),
        setting("views", arch="<form><p>a%%</p></form>"),
        setting("data", noupdate=True),
        setting("qweb_templates", arch="<t><b>é</b> %(x)s</t>", priority=3),
        setting("menus", 1, parent=""),
        lambda data: (data["menus"].pop(0), data["menus"][0].pop("parent"), data["menus"].pop(1)),
        adding("menus", xml_id="m", name="M", parent="root", action="act"),
        adding("menus", xml_id="m", name="M", further={"web_icon_data": False}),
        adding("views", xml_id="w", name="w", model="lib.book", type="list", arch="<list/>"),
        adding("crons", xml_id="c", name="C", model="lib.book", code="model.x()"),
        adding("access", xml_id="z", name="z", model="lib.book", perm_read=True),
        setting("access", 0, perm_write=True, group=""),
        leaving("access"),
        setting("groups", users=["base.user_admin"]),
    ],
)
def test_what_is_written_says_what_the_document_says(edit: Edit) -> None:
    data = extract(TREE, "lib").document.to_json()
    edit(data)
    document = load(data)
    again = extract(render(document), "lib").document
    assert said(again) == said(document)
    assert dict(render(again)) == dict(render(document))


def test_all_that_is_regenerated_says_the_same() -> None:
    document = extract(TREE, "lib").document
    again = extract(render(document, regenerate=True), "lib").document
    assert said(again) == said(document)


def test_rows_change_alone() -> None:
    path = "security/ir.model.access.csv"
    assert changed(setting("access", 1, perm_write=True), path) == ACCESS.replace(
        '"b, too",model_lib_book,,1,0', '"b, too",model_lib_book,,1,1'
    )
    assert changed(leaving("access", 0), path) == ACCESS.replace(ACCESS.splitlines(True)[1], "")
    new = adding("access", xml_id="z", name="z", model="lib.book", perm_read=True)
    assert changed(new, path) == f"{ACCESS}z,z,model_lib_book,,1,0,0,0\n"


def test_what_the_columns_can_not_say_is_refused() -> None:
    with pytest.raises(DocumentError, match="no column for active"):
        changed(setting("access", 0, further={"active": False}))
    with pytest.raises(DocumentError, match="model_xml_ids"):
        changed(setting("access", 0, model="sale.order"))


def test_a_file_for_the_browser_changes_and_moves() -> None:
    path = "static/src/a.js"
    tree = {**TREE, path: b"let a;\r\n"}
    data = extract(tree, "lib").document.to_json()
    assert data["assets"][0]["content"] == "let a;\r\n"

    data["assets"][0]["content"] = "let b;"
    assert render(load(data)).text(path) == "let b;"

    data["assets"][0]["path"] = "static/src/b.js"
    made = render(load(data))
    assert path not in made
    assert made.text("static/src/b.js") == "let b;"

    del data["assets"]
    assert not [one for one in render(load(data)) if one.startswith("static/")]
