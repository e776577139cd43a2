"""Domains, contexts, orders, mappings and SQL in other names."""

from __future__ import annotations

from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.ir.kinds.model import Model
from itx_codegen.names import renamed
from itx_codegen.names.expressions import Scope, context, domain
from itx_codegen.names.rewrite import rewritten
from itx_codegen.names.sql import sql

from .library import LIVE, library


@pytest.mark.parametrize(
    ("code", "live"),
    [
        ("[('name', '=', 'name')]", "[('x_name', '=', 'name')]"),
        (
            "['|', ('name', '=', 1), '!', ['price', '>', 2]]",
            "['|', ('x_name', '=', 1), '!', ['x_price', '>', 2]]",
        ),
        ("[('reader_id.email', 'ilike', 'ไทย')]", "[('x_reader_id.x_email', 'ilike', 'ไทย')]"),
        ("[('date.month_number', '=', 1)]", "[('x_date.month_number', '=', 1)]"),
        (
            "[('loan_ids', 'any', [('days', '=', 1)])]",
            "[('x_loan_ids', 'any', [('x_days', '=', 1)])]",
        ),
        (
            "[('loan_ids', 'not any', ['|', ('name', '=', 1), ('reader_id', 'any', [('email', '=', 2)])])]",
            "[('x_loan_ids', 'not any', ['|', ('x_name', '=', 1), ('x_reader_id', 'any', [('x_email', '=', 2)])])]",
        ),
        (
            "[('name', 'in', ['name', 'in', 'price'])]",
            "[('x_name', 'in', ['name', 'in', 'price'])]",
        ),
        ("[('name','=',1)] + [('price','=',2)]", "[('x_name','=',1)] + [('x_price','=',2)]"),
        ("[('name','=',1)] if price else []", "[('x_name','=',1)] if price else []"),
        ("[('name', '=', uid), (1, '=', 1)]", "[('x_name', '=', uid), (1, '=', 1)]"),
        ("[('owner_id.name', '=', user.name)]", "[('x_owner_id.name', '=', user.name)]"),
        (
            "[('owner_id', 'in', [%(lib.action_loan)d])]",
            "[('x_owner_id', 'in', [%(lib.action_loan)d])]",
        ),
        ("[\n  ('name', '=', 1),  # name\n]", "[\n  ('x_name', '=', 1),  # name\n]"),
        (
            "Domain('name', '=', 1) & Domain('price', '=', 2)",
            "Domain('x_name', '=', 1) & Domain('x_price', '=', 2)",
        ),
        ("[('unknown', '=', 1)]", "[('unknown', '=', 1)]"),
        ("[('name', '=', 1", "[('name', '=', 1"),
    ],
)
def test_domain(code: str, live: str) -> None:
    assert domain(code, LIVE, "lib.book") == live
    assert domain(live, LIVE.reversed(), "x_lib_book") == code


def test_values_of_a_domain_in_a_view_are_fields_of_the_record_shown() -> None:
    text = "[('days', '=', price), ('book_id', '=', parent.book_id), ('name', '=', name)]"

    assert domain(text, LIVE, "lib.loan", Scope("lib.book", "lib.loan")) == (
        "[('x_days', '=', x_price), ('x_book_id', '=', parent.x_book_id), ('x_name', '=', x_name)]"
    )


@pytest.mark.parametrize(
    ("code", "live"),
    [
        ("{'default_name': 'name', 'name': 1}", "{'default_x_name': 'name', 'name': 1}"),
        ("{'search_default_state': 1}", "{'search_default_x_state': 1}"),
        ("{'group_by': 'date:month'}", "{'group_by': 'x_date:month'}"),
        (
            "{'group_by': ['reader_id', 'date:year']}",
            "{'group_by': ['x_reader_id', 'x_date:year']}",
        ),
        ("{'pivot_measures': ['price', '__count']}", "{'pivot_measures': ['x_price', '__count']}"),
        ("{'default_loan_ids': [], **context}", "{'default_x_loan_ids': [], **context}"),
        ("{'orderedBy': [{'name': 'x'}]}", "{'orderedBy': [{'name': 'x'}]}"),
        ("{'default_name': active_id}", "{'default_x_name': active_id}"),
        ("{}", "{}"),
        ("not a context", "not a context"),
    ],
)
def test_context(code: str, live: str) -> None:
    assert context(code, LIVE, "lib.book") == live
    assert context(live, LIVE.reversed(), "x_lib_book") == code


def test_values_of_a_context_in_a_view_are_fields_of_the_record_shown() -> None:
    text = "{'default_book_id': id, 'default_name': name, 'x': parent.price, 'y': [name for name in z]}"

    assert context(
        "{'a': name, 'b': parent.price}", LIVE, "lib.loan", Scope("lib.loan", "lib.book")
    ) == ("{'a': x_name, 'b': parent.x_price}")
    assert context(text, LIVE, "lib.loan", Scope("lib.book")) == text.replace(
        "name for name", "name for name"
    ).replace("default_book_id", "default_x_book_id").replace("default_name", "default_x_name")


@pytest.mark.parametrize(
    ("clause", "live"),
    [
        ("UNIQUE (name, price)", "UNIQUE (x_name, x_price)"),
        ("CHECK (name <> 'name' AND price > 0)", "CHECK (x_name <> 'name' AND x_price > 0)"),
        ("CHECK (name <> 'it''s name')", "CHECK (x_name <> 'it''s name')"),
        ('CHECK ("name" IS NOT NULL)', 'CHECK ("x_name" IS NOT NULL)'),
        ("CHECK (date > date '2020-01-01')", "CHECK (x_date > date '2020-01-01')"),
        ("CHECK (date(price) > 0)", "CHECK (date(x_price) > 0)"),
        (
            "CHECK (price::date > CAST(name AS date))",
            "CHECK (x_price::date > CAST(x_name AS date))",
        ),
        ("EXCLUDE USING gist (name WITH =)", "EXCLUDE USING gist (x_name WITH =)"),
    ],
)
def test_sql(clause: str, live: str) -> None:
    assert sql(clause, LIVE, "lib.book") == live
    assert sql(live, LIVE.reversed(), "x_lib_book") == clause


def test_references_of_elements_follow() -> None:
    document = library(
        rules=[
            {
                "xml_id": "rule",
                "name": "Rule",
                "model": "lib.book",
                "domain": "[('name', '=', 'a')]",
                "groups": ["lib.group", "base.group_user"],
            }
        ],
        flows=[
            {
                "name": "flow",
                "steps": [
                    {
                        "name": "write",
                        "type": "write",
                        "model": "lib.book",
                        "key": "name",
                        "mapping": {"name": "name", "reader_id": "email"},
                    }
                ],
            }
        ],
    )

    live = rewritten(document, LIVE)

    assert live.module.name == "lib"
    assert [model.name for model in live.models] == ["x_lib_book", "x_lib_loan", "x_lib_reader"]
    assert live.models[1].fields[2].comodel_name == "x_lib_book"
    assert live.rules[0].domain == "[('x_name', '=', 'a')]"
    assert live.rules[0].groups == ("x_lib.group", "base.group_user")
    step = live.flows[0].steps[0]
    assert (step.model, step.key) == ("x_lib_book", "name")
    assert step.mapping == {"x_name": "name", "x_reader_id": "email"}


def test_models_behind_a_connection_keep_their_names() -> None:
    step = {
        "name": "write",
        "type": "write",
        "connection": "erp",
        "model": "lib.book",
        "key": "name",
        "mapping": {"name": "name"},
    }
    document = library(
        connections=[{"name": "erp", "type": "odoo"}], flows=[{"name": "flow", "steps": [step]}]
    )

    assert rewritten(document, LIVE).flows[0].steps[0] == document.flows[0].steps[0]


def test_attributes_of_models_and_fields_follow() -> None:
    data: dict[str, Any] = library().to_json()
    book = data["models"][0]
    book["order"] = "date desc, reader_id.email, id"
    book["rec_name"] = "name"
    book["fields"][4]["inverse_name"] = "book_id"
    book["fields"][5]["domain"] = "[('book_ids', '=', id), ('email', '=', name)]"
    book["fields"].append({"name": "email", "type": "char", "related": "reader_id.email"})
    book["methods"] = [{"name": "_compute_x", "depends": ["loan_ids.days"], "code": "pass"}]
    book["constraints"] = [{"name": "unique", "definition": "UNIQUE (name)"}]

    live = rewritten(load(data), LIVE).models[0]

    assert live.order == "x_date desc, x_reader_id.x_email, id"
    assert live.rec_name == "x_name"
    assert live.fields[4].inverse_name == "x_book_id"
    assert live.fields[5].domain == "[('x_book_ids', '=', id), ('x_email', '=', x_name)]"
    assert live.fields[-1].related == "x_reader_id.x_email"
    assert live.methods[0].depends == ("x_loan_ids.x_days",)
    assert live.methods[0].name == "_compute_x"
    assert live.constraints[0].definition == "UNIQUE (x_name)"


def test_renamed_field_is_renamed_where_it_is_used() -> None:
    document = library(
        views=[
            {
                "model": "lib.book",
                "type": "form",
                "arch": "<form>\n  <field name='name'  invisible='not name'/>\n</form>",
            }
        ]
    )

    after = renamed(document, "book_name", "title")

    assert after.models[0].fields[0].name == "title"
    assert after.models[1].fields[0].name == "name"
    assert after.views[0].arch == "<form>\n  <field name='title'  invisible='not title'/>\n</form>"


def test_renamed_model_is_renamed_where_it_is_used() -> None:
    after = renamed(library(), "book", "lib.volume")

    assert [model.name for model in after.of(Model)] == ["lib.volume", "lib.loan", "lib.reader"]
    assert after.models[1].fields[2].comodel_name == "lib.volume"


def test_only_models_and_fields_are_renamed() -> None:
    with pytest.raises(KeyError):
        renamed(library(), "module", "x")
