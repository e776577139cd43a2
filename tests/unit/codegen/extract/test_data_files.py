"""XML and CSV data files and the manifest, read into elements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itx_codegen.data_files.rows import rows
from itx_codegen.extract import Extracted, Kept, extract
from itx_codegen.ir import Document
from itx_codegen.ir.node import listed
from itx_codegen.render import render

_PYTHON = b"""from odoo import fields, models


class Book(models.Model):
    _name = "lib.book"
    _description = "Book"

    pages = fields.Integer()
    lent = fields.Boolean()


class Partner(models.Model):
    _inherit = "res.partner"
"""


def read(files: dict[str, str], name: str = "lib", **manifest: Any) -> Extracted:
    """Return what is read of a module with data files (path → what stands in them)."""
    data = [path for path in files if not path.startswith("demo")]
    said = {
        "name": "Library",
        "depends": ["web", "mail"],
        "data": data,
        "demo": [path for path in files if path not in data],
        **manifest,
    }
    tree = {path: text.encode() for path, text in files.items()}
    tree |= {"__manifest__.py": repr(said).encode(), "__init__.py": b"from . import book\n"}
    found = extract({**tree, "book.py": _PYTHON}, name)
    assert render(found.document) == {**tree, "book.py": _PYTHON}
    return found


def xml(*items: str, path: str = "data/all.xml", holder: str = "odoo") -> Document:
    """Return the document of a module with one data file."""
    return read({path: f"<{holder}>{''.join(items)}</{holder.split()[0]}>"}).document


def record(model: str, *fields: str, xml_id: str = "r", **given: str) -> str:
    """Return a `<record>`."""
    more = "".join(f' {key}="{value}"' for key, value in given.items())
    return f'<record id="{xml_id}" model="{model}"{more}>{"".join(fields)}</record>'


def field(name: str, text: str = "", **given: str) -> str:
    """Return a `<field>`."""
    more = "".join(f' {key}="{value}"' for key, value in given.items())
    return f'<field name="{name}"{more}>{text}</field>'


def said(node: Any) -> dict[str, Any]:
    """Return what an element says beyond its defaults."""
    return {
        name: value
        for name, value in node.own_values().items()
        if value != listed(type(node).model_fields[name].get_default(call_default_factory=True))
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (field("a", " text "), " text "),
        (field("a", "b<!-- c -->d"), "b"),
        (field("a", "<![CDATA[<b>]]>"), "<b>"),
        (field("a", eval="True"), True),
        (field("a", eval="-2.5"), -2.5),
        (field("a", eval="'x'"), "x"),
        (field("a", eval="None"), None),
        (field("a", eval="ref('base.eur')"), {"ref": "base.eur"}),
        (field("a", eval="[(6, 0, [ref('lib.b'), ref('c')])]"), {"refs": ["b", "c"]}),
        (field("a", eval="[Command.set([ref('b')])]"), {"refs": ["b"]}),
        (field("a", eval="[(4, ref('b'))]"), {"eval": "[(4, ref('b'))]"}),
        (field("a", eval="obj().x", model="b.c"), {"eval": "obj().x", "on": "b.c"}),
        (field("a", search="[('n', '=', 1)]"), {"search": "[('n', '=', 1)]"}),
        (field("a", ref="lib.b"), {"ref": "b"}),
        (field("a", ref="model_lib_book"), {"model": "lib.book"}),
        (field("a", ref="lib.model_res_partner"), {"model": "res.partner"}),
        (field("a", type="base64", file="lib/a.png"), {"file": "lib/a.png"}),
        (field("a", file="lib/a.txt"), {"text_file": "lib/a.txt"}),
        (field("a", "3", type="int"), 3),
        (field("a", "\n <p>50%%</p>\n ", type="html"), {"html": "<p>50%</p>\n "}),
        (
            field("a", record("b.c", field("d", "e"), xml_id="lib.i")),
            {"records": [{"model": "b.c", "xml_id": "i", "values": {"d": "e"}}]},
        ),
    ],
)
def test_a_field_says_what_odoo_reads(written: str, value: object) -> None:
    items = [record("x.y", xml_id=xml_id) for xml_id in ("b", "c")]
    (data,) = (one for one in xml(*items, record("x.y", written)).data if one.xml_id == "r")
    assert data.values == {"a": value}


def test_texts_are_numbers_and_flags_in_fields_of_the_modules_own_models() -> None:
    (data,) = xml(record("lib.book", field("pages", "12"), field("lent", "0"))).data
    assert data.values == {"pages": 12, "lent": False}


def test_texts_in_other_languages_stand_beside_the_field() -> None:
    (data,) = xml(record("lib.book", field("pages", "1"), field("pages@fr", "un"))).data
    assert data.values == {"pages": 1, "pages@fr": "un"}
    assert "translations" in data.live_limits()["values.pages@fr"]


def test_what_holds_records_says_how_they_are_updated() -> None:
    inner = f'<data noupdate="0">{record("a.b", xml_id="s")}</data>'
    first, second = xml(record("a.b", forcecreate="0"), inner, holder='odoo noupdate="1"').data
    assert (first.noupdate, first.forcecreate) == (True, False)
    assert (second.noupdate, second.forcecreate) == (False, True)


def test_records_of_demo_files_and_of_other_modules_are_data() -> None:
    rule = [field("name", "R"), field("model_id", ref="model_lib_book")]
    (demo,) = xml(record("ir.rule", *rule), path="demo/all.xml").data
    assert demo.demo
    (foreign,) = xml(record("res.groups", field("name", "G"), xml_id="base.group_user")).data
    assert foreign.xml_id == "base.group_user"


CHANGES = '<xpath expr="//a" position="after"><b/></xpath><!-- c --><d/>'
ARCH = field("arch", CHANGES, type="xml")


@pytest.mark.parametrize(
    ("written", "collection", "attributes"),
    [
        (
            record(
                "ir.ui.view",
                field("name", "v"),
                field("model", "lib.book"),
                field("priority", eval="8"),
                field("arch", "\n  <form><!-- x --><p>50%%</p></form>\n ", type="xml"),
                field("key", "k"),
            ),
            "views",
            {
                "name": "v",
                "model": "lib.book",
                "type": "form",
                "priority": 8,
                "arch": "<form><!-- x --><p>50%</p></form>",
                "further": {"key": "k"},
            },
        ),
        (
            record(
                "ir.ui.view",
                field("name", "v"),
                field("model", "res.partner"),
                field("inherit_id", ref="base.view_partner_form"),
                field("mode", "primary"),
                ARCH,
            ),
            "views",
            {
                "name": "v",
                "model": "res.partner",
                "inherit_id": "base.view_partner_form",
                "mode": "primary",
                "arch": f"<data>{CHANGES}</data>",
            },
        ),
        (
            '<menuitem id="lib.r" name="R" parent="base.menu_a" groups="base.group_user"/>',
            "menus",
            {"name": "R", "parent": "base.menu_a", "groups": ["base.group_user"]},
        ),
        (
            record(
                "ir.actions.act_window",
                field("name", "A"),
                field("res_model", "lib.book"),
                field("view_mode", "list,form"),
                field("binding_model_id", ref="base.model_res_country"),
                field("target", "inline"),
            ),
            "actions",
            {
                "name": "A",
                "model": "lib.book",
                "binding_model": "res.country",
                "further": {"target": "inline"},
            },
        ),
        (
            record("ir.actions.act_url", field("name", "U"), field("url", "/x")),
            "actions",
            {"name": "U", "url": "/x"},
        ),
        (
            record(
                "ir.actions.client",
                field("name", "C"),
                field("tag", "t"),
                field("params", eval="{'a': 1}"),
            ),
            "actions",
            {"name": "C", "tag": "t", "further": {"params": {"eval": "{'a': 1}"}}},
        ),
        (
            record(
                "ir.actions.server",
                field("name", "S"),
                field("model_id", ref="model_lib_book"),
                field("state", "code"),
                field("code", "records.x()"),
                field("group_ids", eval="[(4, ref('base.group_user'))]"),
            ),
            "actions",
            {
                "name": "S",
                "model": "lib.book",
                "code": "records.x()",
                "groups": ["base.group_user"],
            },
        ),
        (
            record(
                "ir.cron",
                field("name", "C"),
                field("model_id", ref="model_lib_book"),
                field("state", "code"),
                field("code", "model.x()"),
                field("interval_number", "2"),
                field("interval_type", "hours"),
                field("active", eval="False"),
                field("nextcall", eval="DateTime.now()"),
            ),
            "crons",
            {
                "name": "C",
                "model": "lib.book",
                "code": "model.x()",
                "interval_number": 2,
                "interval_type": "hours",
                "enabled": False,
                "further": {"nextcall": {"eval": "DateTime.now()"}},
            },
        ),
        (
            record(
                "ir.rule",
                field("name", "R"),
                field("model_id", search="[('model','=','lib.book')]", model="ir.model"),
                field("domain_force", "[(1, '=', 1)]"),
                field("perm_read", eval="False"),
            ),
            "rules",
            {"name": "R", "model": "lib.book", "domain": "[(1, '=', 1)]", "perm_read": False},
        ),
        (
            record("res.groups", field("name", "G"), field("user_ids", eval="[]")),
            "groups",
            {"name": "G"},
        ),
        (
            record("res.groups.privilege", field("name", "P"), field("sequence", "3")),
            "privileges",
            {"name": "P", "sequence": 3},
        ),
        (
            record("report.paperformat", field("name", "P"), field("default", eval="True")),
            "paper_formats",
            {"name": "P", "orientation": "Landscape", "further": {"default": True}},
        ),
        (
            record(
                "ir.actions.report",
                field("name", "R"),
                field("model", "lib.book"),
                field("report_name", "lib.t"),
                field("binding_model_id", ref="model_lib_book"),
            ),
            "reports",
            {
                "name": "R",
                "model": "lib.book",
                "report_name": "lib.t",
                "further": {"report_file": None},
            },
        ),
        (
            record(
                "mail.template",
                field("name", "M"),
                field("model_id", ref="model_lib_book"),
                field("body_html", "<p>a</p>", type="html"),
            ),
            "email_templates",
            {"name": "M", "model": "lib.book", "body_html": "<p>a</p>"},
        ),
        (
            '<template id="r" customize_show="True" active="False"><p/>text</template>',
            "qweb_templates",
            {"enabled": False, "arch": "<t><p/>text</t>", "further": {"customize_show": "True"}},
        ),
        (
            '<template id="r" inherit_id="web.layout" primary="True"><p/></template>',
            "qweb_templates",
            {"inherit_id": "web.layout", "mode": "primary", "arch": "<data><p/></data>"},
        ),
    ],
)
def test_records_are_elements_of_their_kinds(
    written: str, collection: str, attributes: dict[str, Any]
) -> None:
    template = '<template id="t"><p/></template>'
    document = xml(template, written, holder="odoo")
    (node,) = (one for one in getattr(document, collection) if one.xml_id == "r")
    assert {**said(node), "xml_id": "r"} == {"xml_id": "r", **attributes, **_type(node)}


def _type(node: Any) -> dict[str, str]:
    return {"type": node.type} if node.kind == "view" and node.type else {}


def test_menus_stand_in_each_other() -> None:
    document = xml(
        '<menuitem id="a" name="A"> <menuitem id="b" name="B"/> '
        '<menuitem id="c" name="C"><menuitem id="d" name="D"/></menuitem></menuitem>'
    )
    assert {menu.xml_id: menu.parent for menu in document.menus} == {
        "a": "",
        "b": "a",
        "c": "a",
        "d": "c",
    }


def test_models_of_others_keep_the_xml_id_that_they_were_written_with() -> None:
    rule = [field("name", "R"), field("domain_force", "[]")]
    document = xml(
        record("ir.rule", *rule, field("model_id", ref="sale.model_base_import_import")),
        record("x.y", field("name", "base_import.import"), xml_id="s"),
    )
    assert document.rules[0].model == "base_import.import"
    assert document.module.model_xml_ids == {"base_import.import": "sale.model_base_import_import"}


def test_what_has_no_words_is_carried_and_listed() -> None:
    report = read(
        {
            "data/a.xml": "<odoo><function model='a' name='b'/><delete model='a' id='c'/>"
            "<record id='d' model='a.b'/><record id='d' model='a.b'/><record model='a.b'/>"
            "<menuitem id='base.m' name='M'/><record id='e' model='a.b'><field name='f' use='g' "
            "search='[]'/></record></odoo>",
            "data/b.xml": "<wrong/>",
            "data/c.xml": "<odoo>",
        }
    ).report
    carried = {
        (entry.sort, entry.name)
        for entry in report.of(Kept.VERBATIM)
        if entry.path.startswith("data")
    }
    assert carried == {
        ("function call", "b"),
        ("deletion", "c"),
        ("data record", "d"),
        ("data record", ""),
        ("data record", "e"),
        ("menu", "base.m"),
        ("data file", "data/b.xml"),
        ("data file", "data/c.xml"),
    }
    assert all(entry.reason for entry in report.of(Kept.VERBATIM))


_ACCESS = """id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
a,A,model_lib_book,base.group_user,1,0,True,
lib.b,B,base.model_res_country,,1,1,1,1

"""


def test_rows_of_access_rights() -> None:
    document = read({"security/ir.model.access.csv": _ACCESS}).document
    first, second = document.access
    assert (first.model, first.group) == ("lib.book", "base.group_user")
    assert [first.perm_read, first.perm_write, first.perm_create] == [True, False, True]
    assert (second.xml_id, second.model, second.group) == ("b", "res.country", "")


def test_rows_of_other_models_are_data() -> None:
    text = 'id,name,country_id/id,tag_ids/id\na,"x\n""y""",base.be,"c,lib.d"\nc,,,\nd,,,\n'
    data = read({"data/some.thing.csv": text}).document.data
    assert data[0].model == "some.thing"
    assert data[0].values == {
        "name": 'x\n"y"',
        "country_id": {"ref": "base.be"},
        "tag_ids": {"refs": ["c", "d"]},
    }


def test_rows_of_demo_files_are_demo_data() -> None:
    (data,) = read({"demo/some.thing.csv": "id,name\na,A\n"}).document.data
    assert data.demo


_CELLS = st.text("ab,\"\n\r '\u2028ก", max_size=4)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=3), max_size=4), st.booleans())
def test_the_texts_of_rows_are_the_file(table: list[list[str]], crlf: bool) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    source = "".join(row + ("\r\n" if crlf else "\n") for row in quoted)
    found = list(rows(source))
    assert "".join(row.text for row in found) == source
    assert [row.cells for row in found] == table


def test_the_manifest_is_the_module_key_by_key() -> None:
    module = read(
        {},
        version="19.0.2.1",
        author="We",
        category="Tools",
        auto_install=["base"],
        depends=["base", "web"],
        external_dependencies={"python": ["lxml"], "apt": {"lxml": "python3-lxml"}},
        images=["static/description/a.png"],
        bootstrap=True,
        installable=True,
        website=None,
    ).document.module
    assert (module.title, module.version, module.author) == ("Library", "2.1", "We")
    assert [one.name for one in module.depends] == ["base", "web"]
    assert (module.auto_install, module.auto_install_with) == (True, ("base",))
    assert (module.external_python, module.external_apt) == (("lxml",), {"lxml": "python3-lxml"})
    assert module.further_keys == {"bootstrap": True}


def test_lines_of_bundles() -> None:
    document = read(
        {},
        depends=["web"],
        assets={
            "web.assets_backend": ["lib/static/src/**/*", ("include", "web._assets_core")],
            "a.b": [("after", "web/static/x.js", "lib/static/*.js"), ("remove", "web/z.js")],
        },
    ).document
    assert [
        (one.bundle, one.directive, one.target, one.path) for one in document.assets_bundles
    ] == [
        ("web.assets_backend", "append", "", "static/src/**/*"),
        ("web.assets_backend", "include", "", "web._assets_core"),
        ("a.b", "after", "web/static/x.js", "static/*.js"),
        ("a.b", "remove", "", "web/z.js"),
    ]
