"""The XML of views in other names; whatever names nothing of ours stays as it is written."""

from __future__ import annotations

import pytest

from itx_codegen.names.arch import arch

from .library import LIVE


def check(text: str, live: str, model: str = "lib.book") -> None:
    """The arch becomes `live`, and comes back as it was."""
    assert arch(text, LIVE, model) == live
    assert arch(live, LIVE.reversed(), LIVE.model(model)) == text


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ('<form><field name="name"/></form>', '<form><field name="x_name"/></form>'),
        (
            "<list decoration-muted=\"state == 'new'\" default_order='date desc, name'/>",
            "<list decoration-muted=\"x_state == 'new'\" default_order='x_date desc, x_name'/>",
        ),
        (
            '<form><group invisible="not price" name="price"/></form>',
            '<form><group invisible="not x_price" name="price"/></form>',
        ),
        (
            """<form><field name="reader_id" domain="[('email', '=', name)]"/></form>""",
            """<form><field name="x_reader_id" domain="[('x_email', '=', x_name)]"/></form>""",
        ),
        (
            """<form><field name="reader_id" context="{'default_email': name}"/></form>""",
            """<form><field name="x_reader_id" context="{'default_x_email': x_name}"/></form>""",
        ),
        (
            "<form><field name='owner_id' context=\"{'default_name': name}\"/></form>",
            "<form><field name='x_owner_id' context=\"{'default_name': x_name}\"/></form>",
        ),
        (
            "<search><filter name='new' domain=\"[('state', '=', 'new')]\" date='date'/></search>",
            "<search><filter name='new' domain=\"[('x_state', '=', 'new')]\" date='x_date'/></search>",
        ),
        (
            "<search><field name='name' filter_domain=\"[('price', '=', self)]\"/></search>",
            "<search><field name='x_name' filter_domain=\"[('x_price', '=', self)]\"/></search>",
        ),
        (
            "<search><filter name='g' context=\"{'group_by': 'date:month'}\"/></search>",
            "<search><filter name='g' context=\"{'group_by': 'x_date:month'}\"/></search>",
        ),
        (
            "<search><filter name='state'/></search>",
            "<search><filter name='x_state'/></search>",
        ),
        (
            "<form><field name='price' options=\"{'currency_field': 'owner_id', 'x': 'name'}\"/></form>",
            "<form><field name='x_price' options=\"{'currency_field': 'x_owner_id', 'x': 'name'}\"/></form>",
        ),
        (
            "<form><field name='reader_id' options=\"{'color_field': 'color', 'a': true}\"/></form>",
            "<form><field name='x_reader_id' options=\"{'color_field': 'x_color', 'a': true}\"/></form>",
        ),
        (
            '<kanban default_group_by="state"><templates><t t-name="card">'
            '<field name="name"/><b t-if="record.price.raw_value &gt; 1" t-out="record[\'name\'].value"/>'
            '<i t-att-class="my_record.name"/></t></templates></kanban>',
            '<kanban default_group_by="x_state"><templates><t t-name="card">'
            '<field name="x_name"/><b t-if="record.x_price.raw_value > 1" t-out="record[\'x_name\'].value"/>'
            '<i t-att-class="my_record.name"/></t></templates></kanban>',
        ),
        (
            "<calendar date_start='date' color='reader_id'/>",
            "<calendar date_start='x_date' color='x_reader_id'/>",
        ),
        (
            "<kanban><progressbar field='state' sum_field='price' colors='{\"new\": \"info\"}'/></kanban>",
            "<kanban><progressbar field='x_state' sum_field='x_price' colors='{\"new\": \"info\"}'/></kanban>",
        ),
        (
            "<list><groupby name='reader_id'><field name='email'/><field name='name'/></groupby></list>",
            "<list><groupby name='x_reader_id'><field name='x_email'/><field name='name'/></groupby></list>",
        ),
        ('<form><label for="name"/></form>', '<form><label for="x_name"/></form>'),
        (
            "<form><button name='%(lib.action_loan)d' type='action' groups='!lib.group, base.group_user'/></form>",
            "<form><button name='%(x_lib.action_loan)d' type='action' groups='!x_lib.group, base.group_user'/></form>",
        ),
    ],
)
def test_attributes(text: str, live: str) -> None:
    assert arch(text, LIVE, "lib.book") == live
    again = arch(live, LIVE.reversed(), "x_lib_book")
    assert again == text.replace("&gt;", ">")


def test_subview_is_about_the_other_model_and_knows_its_parent() -> None:
    check(
        "<form><field name='loan_ids'>"
        "<list default_order='days'><field name='name' invisible='parent.price or days'/>"
        "<field name='price' column_invisible='parent.name'/>"
        "<field name='reader_id' domain=\"[('email', '=', parent.name)]\"/></list>"
        "<form><field name='book_id'><form><field name='price' invisible='parent.days'/></form></field></form>"
        "</field></form>",
        "<form><field name='x_loan_ids'>"
        "<list default_order='x_days'><field name='x_name' invisible='parent.x_price or x_days'/>"
        "<field name='price' column_invisible='parent.x_name'/>"
        "<field name='x_reader_id' domain=\"[('x_email', '=', parent.x_name)]\"/></list>"
        "<form><field name='x_book_id'><form><field name='x_price' invisible='parent.x_days'/></form></field></form>"
        "</field></form>",
    )


def test_subview_of_a_model_outside_stays() -> None:
    check(
        "<form><field name='owner_id'><form><field name='name' invisible='price'/></form></field></form>",
        "<form><field name='x_owner_id'><form><field name='name' invisible='price'/></form></field></form>",
    )


def test_context_of_a_button_is_about_the_model_of_its_action() -> None:
    check(
        "<form><button type='action' name='%(action_loan)d' context=\"{'default_days': price, "
        "'search_default_book_id': id, 'default_price': 1}\"/></form>",
        "<form><button type='action' name='%(action_loan)d' context=\"{'default_x_days': x_price, "
        "'search_default_x_book_id': id, 'default_price': 1}\"/></form>",
    )


@pytest.mark.parametrize("name", ["%(base.action_x)d", "12", "name"])
def test_context_of_a_button_stays_where_nobody_knows_what_it_opens(name: str) -> None:
    text = f"<form><button type='action' name='{name}' context=\"{{'default_name': 1}}\"/></form>"
    check(text, text)


@pytest.mark.parametrize(
    "text",
    [
        '<form><separator string="name"/><p class="name">name <b>price</b></p></form>',
        "<form><!-- <field name='name'/> --><field name='id'/></form>",
        '<form string="state" js_class="name"><button name="name" type="object"/></form>',
        "<form>]]&gt; &amp;amp; &#3651;ไทย 🛩 <![CDATA[<field name='name'/>]]></form>",
        "<form><field/><group/></form>",
        "<form><font color='color' title='name'/></form>",
        "<form><field name='id' invisible='context.get(\"name\")'/></form>",
    ],
)
def test_what_names_no_field_stays(text: str) -> None:
    check(text, text)


def test_layout_stays() -> None:
    check(
        "<?xml version='1.0'?>\n<!-- name -->\n<form >\n  <field\n     name = 'name'\n"
        "     domain=\"[\n        ('name', '=', 'é &amp; &lt;'),\n     ]\"\n  />\n\n</form >\n<!-- end -->\n",
        "<?xml version='1.0'?>\n<!-- name -->\n<form >\n  <field\n     name = 'x_name'\n"
        "     domain=\"[\n        ('name', '=', 'é &amp; &lt;'),\n     ]\"\n  />\n\n</form >\n<!-- end -->\n",
    )


def test_quotes_and_signs_are_written_as_xml_needs_them() -> None:
    text = """<form><field name="name" invisible="name == &quot;a&quot; and price &lt; 2 &amp; 3"/></form>"""
    check(
        text,
        """<form><field name="x_name" invisible="x_name == &quot;a&quot; and x_price &lt; 2 &amp; 3"/></form>""",
    )
    single = "<form><field name='name' invisible='name == &apos;a&apos;'/></form>"
    check(single, "<form><field name='x_name' invisible='x_name == &apos;a&apos;'/></form>")


@pytest.mark.parametrize("text", ["<form>", "", "name", "<form><field name='name'></form>"])
def test_what_is_no_xml_stays(text: str) -> None:
    check(text, text)
