"""Views that change another view: paths, places, attributes."""

from __future__ import annotations

import pytest

from itx_codegen.names.arch import arch
from itx_codegen.names.python import Expressions, python_expression

from .library import LIVE


@pytest.mark.parametrize(
    ("text", "live"),
    [
        (
            "<xpath expr=\"//field[@name='name']\" position=\"after\"><field name='price'/></xpath>",
            "<xpath expr=\"//field[@name='x_name']\" position=\"after\"><field name='x_price'/></xpath>",
        ),
        (
            "<field name='name' position='after'><field name='price'/></field>",
            "<field name='x_name' position='after'><field name='x_price'/></field>",
        ),
        (
            "<xpath expr=\"//field[@name='loan_ids']/list/field[@name='days']\" position='after'>"
            "<field name='name' invisible='parent.price'/></xpath>",
            "<xpath expr=\"//field[@name='x_loan_ids']/list/field[@name='x_days']\" position='after'>"
            "<field name='x_name' invisible='parent.x_price'/></xpath>",
        ),
        (
            "<data><field name='name' position='attributes'>"
            "<attribute name='invisible'>not price &lt; 1</attribute>"
            "<attribute name='string'>name</attribute>"
            "<attribute name='groups' add='lib.group'/></field></data>",
            "<data><field name='x_name' position='attributes'>"
            "<attribute name='invisible'>not x_price &lt; 1</attribute>"
            "<attribute name='string'>name</attribute>"
            "<attribute name='groups' add='x_lib.group'/></field></data>",
        ),
        (
            "<xpath expr=\"//field[@name='reader_id']\" position='attributes'>"
            "<attribute name='domain'>[('email', '=', name)]</attribute></xpath>",
            "<xpath expr=\"//field[@name='x_reader_id']\" position='attributes'>"
            "<attribute name='domain'>[('x_email', '=', x_name)]</attribute></xpath>",
        ),
    ],
)
def test_inherited_view(text: str, live: str) -> None:
    assert arch(text, LIVE, "lib.book") == live
    assert arch(live, LIVE.reversed(), "x_lib_book") == text


def test_expression_knows_the_models_of_its_names() -> None:
    models = {"object": "lib.book"}
    assert python_expression("object.reader_id.email", LIVE, models) == "object.x_reader_id.x_email"
    assert (
        python_expression("other.name + object.name", LIVE, models) == "other.name + object.x_name"
    )
    assert python_expression("object.name +", LIVE, models) == "object.name +"


def test_expressions_know_what_came_before() -> None:
    names = Expressions(LIVE, {"docs": "lib.book"})
    names.bind("doc", "docs")
    names.bind("loans", "doc.loan_ids.filtered('days')")
    names.bind("pair", "enumerate(docs)")
    names.bind("broken", "docs +")

    assert names.renamed("doc.name") == "doc.x_name"
    assert names.renamed("loans[0].days") == "loans[0].x_days"
    assert names.renamed("broken.name") == "broken.name"
