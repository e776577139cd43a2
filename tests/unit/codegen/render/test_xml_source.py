"""XML of data files: what is text stays text, what is a reference is found, views are readable."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from itx_codegen.ir.xml import canonical_arch
from itx_codegen.render import xml_source


def _field(arch: str, known: tuple[str, ...] = ()) -> etree._Element:
    return xml_source.marked_up("arch", "xml", [etree.fromstring(arch)], known)


def _laid_out(arch: str) -> str:
    root = etree.Element("odoo")
    root.append(xml_source.record("ir.ui.view", "v", [_field(arch)]))
    return xml_source.serialized(root).decode()


def _loaded(value: str) -> str:
    """What Odoo's loader makes of the percent signs in a view; references become `<id>`."""
    value = re.sub(r"([^%])%\((.*?)\)[ds]", r"\1<\2>", f" {value}")[1:]
    return value.replace("%%", "%")


@given(st.text("%(a)ds x", max_size=12))
def test_percent_signs_come_back_from_the_loader(value: str) -> None:
    field = _field(etree.tostring(etree.Element("form", string=value), encoding="unicode"))

    assert _loaded(field[0].get("string", "")) == value


def test_references_stay_references() -> None:
    field = _field('<form><a name="%(action)d"/><b name="%(base.x)d"/></form>', ("action",))

    assert [child.get("name") for child in field[0]] == ["%(action)d", "%(base.x)d"]


def test_references_of_a_record_are_found() -> None:
    element = xml_source.record(
        "x",
        "y",
        [
            xml_source.reference("a", "one"),
            etree.Element("field", name="b", eval="[Command.link(ref('two'))]"),
            _field('<form><button name="%(three)d" groups="four,!five"/></form>', ("three",)),
        ],
    )

    assert xml_source.references(element) == {"one", "two", "three", "four", "five"}


def test_views_are_indented_where_blanks_mean_nothing() -> None:
    assert _laid_out("<list><field name='a'/><field name='b'/></list>").splitlines()[3:-2] == [
        '        <field name="arch" type="xml">',
        "            <list>",
        '                <field name="a"/>',
        '                <field name="b"/>',
        "            </list>",
        "        </field>",
    ]


def test_text_and_elements_that_touch_stay_as_they_are() -> None:
    arch = "<form><p>a <b>b</b> <i>c</i></p><div><span>d</span><span>e</span></div></form>"

    written = _laid_out(arch)

    assert "<p>a <b>b</b> <i>c</i></p>" in written
    assert "<div><span>d</span><span>e</span></div>" in written


def test_layout_changes_no_view() -> None:
    arch = "<form><!-- c --><group><field name='a'/></group>\n<p>t<b/></p></form>"

    field = etree.fromstring(_laid_out(arch).encode())[0][0]

    assert canonical_arch(etree.tostring(field[0], encoding="unicode")) == canonical_arch(arch)
