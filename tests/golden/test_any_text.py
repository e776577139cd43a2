"""Any text that the validation lets pass comes out of the files as it went in."""

import ast
import csv
import io

import polib
from hypothesis import given, settings
from hypothesis import strategies as st
from itx_codegen.ir import load
from itx_codegen.render import render
from itx_codegen.validate import check
from lxml import etree


def _document(text: str) -> dict:
    form = etree.Element("form")
    etree.SubElement(form, "group", string=text)
    etree.SubElement(form, "p").text = text
    return {
        "module": {"name": "m", "title": text, "summary": text, "description": text},
        "groups": [{"xml_id": "g", "name": text, "comment": text}],
        "models": [
            {
                "name": "a.b",
                "description": text,
                "fields": [
                    {"name": "name", "type": "char", "string": text, "help": text, "default": text},
                    {"name": "kind", "type": "selection", "selection": [["v", text]]},
                ],
                "constraints": [{"name": "u", "definition": "UNIQUE (name)", "message": text}],
            }
        ],
        "access": [{"model": "a.b", "group": "g", "name": text, "perm_read": True}],
        "views": [
            {"model": "a.b", "type": "form", "arch": etree.tostring(form, encoding="unicode")}
        ],
        "actions": [{"type": "window", "xml_id": "act", "name": text, "model": "a.b"}],
        "menus": [{"xml_id": "menu", "name": text, "action": "act"}],
    }


_SIGNS = st.one_of(
    st.sampled_from("\n\t\r\"'\\%({[]&<>"),
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
)


@settings(max_examples=10)
@given(st.text(_SIGNS).map(lambda text: f"x{text}x"))
def test_text_arrives(text: str) -> None:
    document = load(_document(text))
    assert check(document) == []

    tree = render(document)

    assert ast.literal_eval(tree.text("__manifest__.py"))["name"] == text
    constants = [
        node.value
        for node in ast.walk(ast.parse(tree.text("models/a_b.py")))
        if isinstance(node, ast.Constant)
    ]
    assert constants.count(text) == 6 + (text == "Name")
    rows = csv.DictReader(io.StringIO(tree.text("security/ir.model.access.csv"), newline=""))
    assert [row["name"] for row in rows] == [text]
    assert _root(tree["security/m_groups.xml"]).findtext("record/field[@name='comment']") == text
    assert _root(tree["views/m_menus.xml"])[0].get("name") == text
    arch = _root(tree["views/a_b_views.xml"]).find("record/field[@name='arch']/form")
    assert arch is not None
    assert str(arch[0].get("string")).replace("%%", "%") == text.replace("%%", "%")
    terms = {entry.msgid for entry in polib.pofile(tree.text("i18n/m.pot"))}
    assert text in terms or len([c for c in text if c.isalnum() or c == "_"]) < 2


def _root(content: bytes) -> etree._Element:
    return etree.fromstring(content)
