"""Texts with quotes, braces, markup, newlines, Thai and emoji arrive in every file as they were."""

import ast
import csv
import io
import re
from collections.abc import Iterator

import polib
import pytest
from babel.messages.pofile import read_po
from itx_codegen.ir import Document
from itx_codegen.ir.kinds.access import Access
from itx_codegen.ir.kinds.cron import Cron
from itx_codegen.ir.kinds.field import Field
from itx_codegen.ir.kinds.flow_step import FlowStep
from itx_codegen.ir.kinds.model import Model
from itx_codegen.ir.kinds.script import Script
from itx_codegen.ir.kinds.view import View
from itx_codegen.ir.xml import canonical_arch
from itx_codegen.render import FileTree, render
from lxml import etree

from .cases import CASES


@pytest.fixture(scope="module")
def document() -> Document:
    return next(case for case in CASES if case.name == "hostile_strings").document()


@pytest.fixture(scope="module")
def tree(document: Document) -> FileTree:
    return render(document)


def test_manifest(document: Document, tree: FileTree) -> None:
    manifest = ast.literal_eval(tree.text("__manifest__.py"))

    assert manifest["name"] == document.module.title
    assert manifest["summary"] == document.module.summary
    assert manifest["description"] == document.module.description
    assert manifest["author"] == document.module.author


def test_python(document: Document, tree: FileTree) -> None:
    model = document.of(Model)[0]
    name = model.field("name")
    assert isinstance(name, Field)
    calls = _calls(ast.parse(tree.text("models/hostile_thing.py")))

    assert calls["name"]["string"] == name.string
    assert calls["name"]["help"] == name.help
    assert calls["name"]["default"] == name.default
    option = model.fields[3].selection[0]
    assert calls["kind"]["selection"][0] == (option.value, option.name)
    assert calls["_name_unique"]["1"] == model.constraints[0].message


def test_body_keeps_comments_and_strings_over_several_lines(
    document: Document, tree: FileTree
) -> None:
    source = tree.text("models/hostile_thing.py")
    written = ast.parse(document.of(Model)[0].methods[0].code)
    cls = next(node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    rendered = next(node for node in cls.body if isinstance(node, ast.FunctionDef))

    assert [ast.dump(one) for one in rendered.body] == [ast.dump(one) for one in written.body]
    assert "# Comments stay, ไทย and 🛩 too." in source


def test_xml(document: Document, tree: FileTree) -> None:
    for collection in ("groups", "rules", "actions", "crons"):
        for element in getattr(document, collection):
            assert _field(tree, element.xml_id, "name") == element.name
    for menu in document.menus:
        assert _found(tree, menu.xml_id).get("name") == menu.name
    assert _field(tree, "rule_thing", "domain_force") == document.rules[0].domain
    assert _field(tree, "action_code", "code") == document.actions[2].code
    assert _field(tree, "cron_thing", "code") == document.of(Cron)[0].code
    assert _field(tree, "flow_load", "title") == document.flows[0].title
    assert _field(tree, "action_plain", "help") == document.actions[1].help


def test_json_of_flow_steps(document: Document, tree: FileTree) -> None:
    for step in document.of(FlowStep):
        record = _found(tree, f"flow_load_step_{step.name}")
        for name in ("columns", "mapping"):
            held = [field.get("eval") for field in record if field.get("name") == name]
            assert [ast.literal_eval(str(one)) for one in held] == [
                value for value in (getattr(step, name),) if value
            ]


def test_views_come_out_of_the_loader_as_they_were(document: Document, tree: FileTree) -> None:
    view = document.of(View)[0]
    field = next(one for one in _found(tree, view.xml_id) if one.get("name") == "arch")
    loaded = "".join(etree.tostring(child, encoding="unicode") for child in field)

    assert canonical_arch(_as_odoo_loads(loaded)) == canonical_arch(view.arch)


def test_help_comes_out_of_the_loader_as_it_was(document: Document, tree: FileTree) -> None:
    field = next(one for one in _found(tree, "action_thing") if one.get("name") == "help")
    loaded = "".join(etree.tostring(child, encoding="unicode") for child in field)
    wrapped = canonical_arch(f"<field>{_as_odoo_loads(loaded)}</field>")

    assert wrapped == canonical_arch(f"<field>{document.actions[0].help}</field>")


def test_csv(document: Document, tree: FileTree) -> None:
    rows = list(csv.DictReader(io.StringIO(tree.text("security/ir.model.access.csv"), newline="")))

    own = [one for one in document.of(Access) if one.model.startswith("hostile.")]
    assert [row["name"] for row in rows] == [one.name or one.xml_id for one in own]


def test_translations_are_read_alike_by_polib_and_babel(document: Document, tree: FileTree) -> None:
    path = "i18n/hostile_strings.pot"
    texts = {entry.msgid for entry in polib.pofile(tree.text(path))}
    by_babel = {str(message.id) for message in read_po(io.BytesIO(tree[path])) if message.id}

    assert texts == by_babel
    name = document.of(Model)[0].fields[0]
    for expected in (
        document.groups[0].comment,
        document.menus[0].name,
        document.of(Model)[0].description,
        document.of(Model)[0].constraints[0].message,
        name.string,
        name.help,
        document.flows[0].title,
    ):
        assert expected in texts


def test_scripts_are_written_as_the_author_wrote_them(document: Document, tree: FileTree) -> None:
    script = document.of(Script)[0]

    assert tree.text("scripts/keep.py") == script.code


def test_page_holds_no_markup_of_the_author(document: Document, tree: FileTree) -> None:
    page = etree.HTML(tree.text("static/description/index.html"))

    assert page.findtext(".//h1") == document.module.title
    assert page.find(".//b") is None


def _calls(tree: ast.AST) -> dict[str, dict[str, object]]:
    """Attribute of a class → the arguments of the call that it is given, by name or position."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target = node.targets[0]
            assert isinstance(target, ast.Name)
            given = {str(i): one for i, one in enumerate(node.value.args)}
            given |= {str(one.arg): one.value for one in node.value.keywords}
            found[target.id] = {name: ast.literal_eval(value) for name, value in given.items()}
    return found


def _found(tree: FileTree, xml_id: str) -> etree._Element:
    return next(element for element in _elements(tree) if element.get("id") == xml_id)


def _elements(tree: FileTree) -> Iterator[etree._Element]:
    for path in tree:
        if path.endswith(".xml"):
            yield from etree.fromstring(tree[path])


def _field(tree: FileTree, xml_id: str, name: str) -> str | None:
    return next(one.text for one in _found(tree, xml_id) if one.get("name") == name)


def _as_odoo_loads(markup: str) -> str:
    """What Odoo's loader makes of XML in a field: percent signs in pairs become one.

    A reference would become a number; it is kept here, so that the source can be compared.
    """
    assert set(re.findall(r"[^%]%\(([^)]*)\)[ds]", markup)) <= {
        "action_thing",
        "base.action_country",
    }
    return markup.replace("%%", "%")
