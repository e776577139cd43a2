"""Terms of views, by the rules of Odoo's export. What Odoo itself finds is compared elsewhere."""

import pytest
from lxml import etree

from itx_codegen.render.xml_terms import terms


@pytest.mark.parametrize(
    ("arch", "expected"),
    [
        ("<form string='Title'><field name='a' placeholder='Hint'/></form>", ["Hint", "Title"]),
        ("<p>one <b>two</b> three</p>", ["one <b>two</b> three"]),
        ("<p>one<div>two</div>three</p>", ["one", "two", "three"]),
        ("<p><i class='fa'/></p>", []),
        ("<p><i class='fa' title='Star'/></p>", ["<i class='fa' title='Star'/>"]),
        ("<p>one <b t-if='x'>two</b></p>", ["one", "two"]),
        ("<p t-translation='off'>one</p>", []),
        ("<p><!-- no --><style>no</style>yes</p>", ["yes"]),
        ("<p t-attf-title='a #{b} {{c}}'/>", ["a {{0}} {{1}}"]),
        ("<t t-call='x' string='no'/>", []),
        ("<p>a &lt; b</p>", ["a &lt; b"]),
    ],
)
def test_terms_of_an_element(arch: str, expected: list[str]) -> None:
    found = list(terms(etree.fromstring(arch)))

    assert [term.replace('"', "'") for term in found] == expected


def test_markup_is_written_as_the_field_holds_it() -> None:
    assert list(terms(etree.fromstring("<p>a<br/>b</p>"), "html")) == ["a<br>b"]
