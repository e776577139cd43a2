"""What records say beyond the attributes of their kinds, and values of every sort."""

from __future__ import annotations

from typing import Any

from lxml import etree

from itx_codegen.ir import load
from itx_codegen.plan import live_projection
from itx_codegen.render import render


def records(path: str, module: dict[str, Any] | None = None, **lists: Any) -> list[str]:
    """Return the records of a data file, each as one line."""
    model = {"name": "lib.book", "description": "Book", "fields": [{"name": "n", "type": "char"}]}
    module = {"name": "lib", "depends": ["web"], **(module or {})}
    made = render(load({"module": module, "models": [model], **lists}))
    root = etree.fromstring(made[path])
    elements = list(root.iter("record", "menuitem", "template"))
    return ["".join(etree.tostring(e, encoding="unicode").split("\n")).strip() for e in elements]


def values(**held: Any) -> list[str]:
    """Return the `<field>`s of a data record with such values."""
    record = {"xml_id": "r", "model": "some.thing", "values": held}
    made = records("data/lib_data.xml", data=[record])[0]
    return [
        etree.tostring(field, encoding="unicode", with_tail=False)
        for field in etree.fromstring(made)
    ]


def test_each_sort_of_value_is_written_as_odoo_reads_it() -> None:
    assert values(
        a={"search": "[('n', '=', 1)]", "on": "lib.book"},
        b={"file": "lib/static/img/a.png"},
        c={"text_file": "lib/data/a.txt"},
        d={"eval": "obj().id", "on": "res.users"},
        e={"html": "<p>50%% of %(base.main_company)d</p>"},
    ) == [
        """<field name="a" search="[('n', '=', 1)]" model="lib.book"/>""",
        """<field name="b" type="base64" file="lib/static/img/a.png"/>""",
        """<field name="c" type="char" file="lib/data/a.txt"/>""",
        """<field name="d" eval="obj().id" model="res.users"/>""",
        """<field name="e" type="html">            <p>50%%%% of %(base.main_company)d</p>"""
        """        </field>""",
    ]


def test_records_stand_inside_of_their_record() -> None:
    line = {"xml_id": "line", "model": "some.line", "values": {"n": 1}}
    (field,) = values(line_ids={"records": [line, {"model": "some.line"}]})
    found = etree.fromstring(field)
    assert [(one.get("id"), one.get("model"), len(one)) for one in found] == [
        ("line", "some.line", 1),
        (None, "some.line", 0),
    ]


def test_further_fields_stand_beside_those_of_attributes_and_win() -> None:
    cron = {"xml_id": "c", "name": "C", "model": "lib.book", "code": "model.run()"}
    further = {"interval_number": {"eval": "1 + 1"}, "nextcall": "2030-01-01 00:00:00"}
    (made,) = records("data/lib_crons.xml", crons=[{**cron, "further": further}])
    fields = {one.get("name"): one for one in etree.fromstring(made)}
    assert fields["interval_number"].get("eval") == "1 + 1"
    assert fields["nextcall"].text == "2030-01-01 00:00:00"
    assert list(fields)[-1] == "nextcall"


def test_a_menu_with_further_fields_is_a_record() -> None:
    menus = [
        {"xml_id": "m", "name": "M"},
        {"xml_id": "n", "name": "N", "parent": "m", "further": {"web_icon_data": None}},
    ]
    assert records("views/lib_menus.xml", menus=menus) == [
        '<menuitem id="m" name="M"/>',
        '<record id="n" model="ir.ui.menu">        <field name="name">N</field>'
        '        <field name="parent_id" ref="m"/>'
        '        <field name="web_icon_data" eval="False"/>    </record>',
    ]


def test_further_fields_of_a_template_are_its_attributes() -> None:
    template = {"xml_id": "t", "arch": "<p/>", "further": {"customize_show": True}}
    (made,) = records("views/lib_templates.xml", qweb_templates=[template])
    assert made.startswith('<template id="t" customize_show="True">')


def test_models_of_others_are_known_by_the_xml_id_that_the_module_names() -> None:
    rule = {"xml_id": "r", "name": "R", "model": "sale.order", "domain": "[]"}
    known = {"model_xml_ids": {"sale.order": "sale.model_sale_order"}}
    (named,) = records("security/lib_rules.xml", known, rules=[rule])
    (searched,) = records("security/lib_rules.xml", rules=[rule])
    assert '<field name="model_id" ref="sale.model_sale_order"/>' in named
    assert """<field name="model_id" search="[('model', '=', 'sale.order')]"/>""" in searched


def test_further_fields_do_not_live_and_the_plan_says_so() -> None:
    menu = {"xml_id": "m", "name": "M", "further": {"web_icon_data": "x"}}
    document = load({"module": {"name": "lib"}, "menus": [menu]})
    lives, limits = live_projection(document)
    assert lives.menus[0].further == {}
    assert [limit.place for limit in limits] == ["menus[m].further.web_icon_data"]
