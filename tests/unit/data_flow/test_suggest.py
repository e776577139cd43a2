"""Suggestions which column fills which field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.mapping import Source, Target, suggest
from odoo_data_flow.mapping.suggest import THRESHOLD, likeness

PARTNER = (
    Target("name", "Name"),
    Target("email", "Email"),
    Target("phone", "Phone"),
    Target("street", "Street"),
    Target("zip", "Zip"),
    Target("country_id", "Country", "many2one"),
    Target("category_id", "Tags", "many2many"),
    Target("is_company", "Is a Company", "boolean"),
    Target("credit_limit", "Credit Limit", "float"),
    Target("vat", "เลขประจำตัวผู้เสียภาษี"),
)


def _pairs(columns: list[Source]) -> dict[str, str]:
    return {pair.column: pair.field for pair in suggest(columns, PARTNER)}


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("name", "name"),
        ("Name", "name"),
        ("E-Mail", "email"),
        ("emial", "email"),
        ("country", "country_id"),
        ("countryId", "country_id"),
        ("country_xml_id", "country_id"),
        ("country_code", "country_id"),
        ("tags", "category_id"),
        ("Is a company", "is_company"),
        ("creditLimit", "credit_limit"),
        ("เลขประจำตัวผู้เสียภาษี", "vat"),
        ("เลขประจำตัว ผู้เสียภาษี", "vat"),
    ],
)
def test_a_column_is_known_by_name_and_label(column, field):
    assert _pairs([Source(column)]) == {column: field}


@pytest.mark.parametrize("column", ["id", "x", "colour", "", "__", "ราคา"])
def test_a_column_that_looks_like_nothing_is_left_alone(column):
    assert _pairs([Source(column)]) == {}


def test_the_better_of_two_columns_gets_the_field():
    assert _pairs([Source("names"), Source("name")]) == {"name": "name"}


@pytest.mark.parametrize(
    ("column", "field"),
    [("bool", "date"), ("list", "char"), ("date", "many2one"), ("datetime", "boolean")],
)
def test_values_that_can_not_be_those_of_the_field_are_not_suggested(column, field):
    assert suggest([Source("it", column)], [Target("it", "It", field)]) == []


def test_external_ids_as_exported_are_those_of_the_relation():
    column = Source("country_id/id")
    fields = [Target("country_code", "Country Code"), Target("country_id", "Country", "many2one")]
    assert suggest([column], fields)[0] == ("country_id", "country_id/id", 100.0)


def test_the_type_decides_between_equal_names():
    fields = [Target("total", "Amount", "char"), Target("amount_total", "Amount", "monetary")]

    assert [pair.field for pair in suggest([Source("Amount", "float")], fields)] == ["amount_total"]


_NAMES = st.text(st.sampled_from("abเก _Z1-"), max_size=8)
_TYPES = st.sampled_from(["str", "int", "float", "bool", "date", "datetime", "list", "struct"])
_FIELD_TYPES = st.sampled_from(["char", "integer", "many2one", "many2many", "date", "boolean"])
_COLUMNS = st.lists(st.builds(Source, _NAMES, _TYPES), max_size=6, unique_by=lambda one: one.name)
_FIELDS = st.lists(
    st.builds(Target, _NAMES, _NAMES, _FIELD_TYPES), max_size=6, unique_by=lambda one: one.name
)


@given(_COLUMNS, _FIELDS)
def test_no_column_and_no_field_stands_twice_and_all_are_known(columns, fields):
    pairs = suggest(columns, fields)

    assert len({pair.field for pair in pairs}) == len({pair.column for pair in pairs}) == len(pairs)
    assert {pair.field for pair in pairs} <= {field.name for field in fields}
    assert {pair.column for pair in pairs} <= {column.name for column in columns}


@given(_COLUMNS, _FIELDS, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(columns, fields, random):
    shuffled = random.sample(columns, len(columns)), random.sample(fields, len(fields))

    assert suggest(*shuffled) == suggest(columns, fields)


@given(_COLUMNS, _FIELDS)
def test_what_is_left_over_is_not_alike_enough(columns, fields):
    pairs = suggest(columns, fields)
    used = {pair.column for pair in pairs} | {pair.field for pair in pairs}

    assert all(THRESHOLD <= pair.score <= 100 for pair in pairs)
    for column in columns:
        for field in fields:
            if column.name not in used and field.name not in used:
                assert likeness(column, field) < THRESHOLD


@given(_NAMES, _FIELD_TYPES)
def test_a_text_of_the_very_name_scores_in_full(name, kind):
    full = likeness(Source(name), Target(name, "", kind))

    assert full == (100.0 if any(letter.isalnum() for letter in name) else 0.0)
