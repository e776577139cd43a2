"""QWeb templates in other names; whatever names nothing of ours stays as it is written."""

from __future__ import annotations

import pytest

from itx_codegen.names import to_live
from itx_codegen.names.qweb import qweb
from itx_codegen.names.rewrite import rewritten

from .library import LIVE, library


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("<b t-field='doc.name'/>", "<b t-field='doc.x_name'/>"),
        ('<t  t-out="doc.reader_id.email"\n/>', '<t  t-out="doc.x_reader_id.x_email"\n/>'),
        (
            "<t t-foreach='docs' t-as='book'><i t-if='book.price &lt; 1' t-out='name'/></t>",
            "<t t-foreach='docs' t-as='book'><i t-if='book.x_price &lt; 1' t-out='name'/></t>",
        ),
        (
            "<t t-set='loans' t-value='o.loan_ids'/><t t-foreach='loans' t-as='l' t-out='l.days'/>",
            "<t t-set='loans' t-value='o.x_loan_ids'/>"
            "<t t-foreach='loans' t-as='l' t-out='l.x_days'/>",
        ),
        (
            '<p t-attf-class="a {{ doc.state }} #{doc.price}" class="doc.state"/>',
            '<p t-attf-class="a {{ doc.x_state }} #{doc.x_price}" class="doc.state"/>',
        ),
        ('<p t-att-title="doc.name or \'\'"/>', '<p t-att-title="doc.x_name or \'\'"/>'),
        ("<t t-call='lib.sub'/>", "<t t-call='x_lib.sub'/>"),
        ("<t t-call='web.html_container' groups='lib.g,!base.user'/>",
         "<t t-call='web.html_container' groups='x_lib.g,!base.user'/>"),
        (
            "<xpath expr=\"//b[@t-field='doc.name']\" position='replace'/>",
            "<xpath expr=\"//b[@t-field='doc.x_name']\" position='replace'/>",
        ),
        ("<p t-out='other.name'/>", "<p t-out='other.name'/>"),
        ("<p t-out='doc.name +'/>", "<p t-out='doc.name +'/>"),
        ("<p t-out='doc.name'>", "<p t-out='doc.name'>"),
    ],
)  # fmt: skip
def test_names_follow(text: str, live: str) -> None:
    text, live = f"<t>{text}</t>", f"<t>{live}</t>"
    assert qweb(text, LIVE, "lib.book") == live
    assert qweb(live, LIVE.reversed(), "x_lib_book") == text


def test_without_a_model_nothing_is_renamed() -> None:
    text = "<t t-foreach='docs' t-as='doc' t-out='doc.name'/>"
    assert qweb(text, LIVE, "") == text


def test_a_template_knows_model_and_variables_of_the_one_that_it_changes() -> None:
    document = library(
        qweb_templates=[
            {
                "xml_id": "report",
                "model": "lib.book",
                "arch": "<p t-foreach='doc.loan_ids' t-as='loan' t-out='loan.days'/>",
            },
            {
                "xml_id": "more",
                "inherit_id": "lib.report",
                "arch": "<xpath expr=\"//p[@t-out='loan.days']\"><i t-out='loan.name'/></xpath>",
            },
        ]
    )

    more = rewritten(document, LIVE).qweb_templates[1]

    assert more.arch == (
        "<xpath expr=\"//p[@t-out='loan.x_days']\"><i t-out='loan.x_name'/></xpath>"
    )


def test_reports_name_fields_of_their_records() -> None:
    document = library(
        reports=[
            {
                "xml_id": "print",
                "name": "Print",
                "model": "lib.book",
                "report_name": "lib.report",
                "print_report_name": "'%s' % object.name",
                "domain": "[('price', '>', 1)]",
            }
        ]
    )

    report = to_live(document).reports[0]

    assert report.print_report_name == "'%s' % object.x_name"
    assert report.domain == "[('x_price', '>', 1)]"
    assert report.report_name == "x_lib.report"
