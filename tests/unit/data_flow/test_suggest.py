"""Suggestions which column fills which field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.mapping import Source, Target, suggest
from odoo_data_flow.mapping.suggest import THRESHOLD, likeness
from odoo_data_flow.mapping.synonyms import Meaning, synonyms
from odoo_data_flow.mapping.words import readings, words

MEANING = Meaning("")

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
    assert suggest([column], fields)[0][:3] == ("country_id", "country_id/id", 100.0)


def test_the_type_decides_between_equal_names():
    fields = [Target("total", "Amount", "char"), Target("amount_total", "Amount", "monetary")]

    assert [pair.field for pair in suggest([Source("Amount", "float")], fields)] == ["amount_total"]


CONTACT = (
    *PARTNER,
    Target("street2", "Street2"),
    Target("city", "City", further=("เมือง",)),
    Target("state_id", "State", "many2one", ("จังหวัด",)),
    Target("parent_id", "Related Company", "many2one"),
    Target("ref", "Reference"),
    Target("comment", "Notes", "html"),
    Target("user_id", "Salesperson", "many2one"),
    Target("website", "Website Link"),
)


def _contact(*columns: str, model: str = "res.partner") -> dict[str, str]:
    found = suggest([Source(column) for column in columns], CONTACT, model=model)
    return {pair.column: pair.field for pair in found}


def test_the_headers_of_a_thai_accountant_find_their_fields():
    assert _contact(
        "รหัสลูกค้า", "ชื่อลูกค้า", "เลขประจำตัวผู้เสียภาษี (13 หลัก)", "ที่อยู่", "ตำบล/แขวง", "อำเภอ/เขต",
        "จังหวัด", "รหัส ปณ.", "โทรศัพท์", "อีเมล์", "หมายเหตุ*", "พนักงานขาย", "วงเงินเครดิต", "ยอดขายปีที่แล้ว",
    ) == {
        "รหัสลูกค้า": "ref",
        "ชื่อลูกค้า": "name",
        "เลขประจำตัวผู้เสียภาษี (13 หลัก)": "vat",
        "ที่อยู่": "street",
        "ตำบล/แขวง": "street2",
        "อำเภอ/เขต": "city",
        "จังหวัด": "state_id",
        "รหัส ปณ.": "zip",
        "โทรศัพท์": "phone",
        "อีเมล์": "email",
        "หมายเหตุ*": "comment",
        "พนักงานขาย": "user_id",
        "วงเงินเครดิต": "credit_limit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Customer Name", "name"),
        ("TEL.", "phone"),
        ("Mobile No.", "phone"),
        ("Post Code", "zip"),
        ("Tax-ID", "vat"),
        ("E-mail / อีเมล", "email"),
        ("ที่อยู่\n(Address)", "street"),
        ("รหัสไปรษณีย์ (Zip)", "zip"),
        # Typed by hand: letters that nobody sees, a tone before its vowel, a vowel in two halves,
        # digits of Thailand, slips of the pen.
        ("\ufeffโทร\u200bศัพท์", "phone"),
        ("ท\u0e48\u0e35อย\u0e39\u0e48", "street"),
        ("เเขวง", "street2"),
        ("ที่อยู่ ๒", "street2"),
        ("เบอร์โทรศัพย์", "phone"),
        ("เลขประจำตัวผู้เสียภาษีอากร", "vat"),
        ("จํานวนเงิน", None),
    ],
)
def test_messy_headers_are_read_as_they_are_meant(column, field):
    assert _contact(column) == ({column: field} if field else {})


def test_the_column_that_is_meant_comes_before_one_that_is_only_close():
    assert _contact("มือถือ", "โทรศัพท์") == {"โทรศัพท์": "phone"}


def test_a_word_means_what_it_does_for_the_model():
    fields = [Target("name", "Order"), Target("partner_id", "Customer", "many2one")]

    assert suggest([Source("ลูกค้า")], fields, model="sale.order")[0].field == "partner_id"
    assert suggest([Source("ลูกค้า")], CONTACT, model="res.partner")[0].field == "name"


def test_a_label_in_another_language_says_as_much_as_the_first():
    fields = [Target("x_a", "Nickname", "char", ("Spitzname", "ชื่อเล่น")), Target("x_b", "Spitze")]

    (pair,) = suggest([Source("ชื่อเล่น")], fields)

    assert pair == ("x_a", "ชื่อเล่น", 100.0, "label", "ชื่อเล่น")


def test_what_a_column_is_called_at_its_source_counts():
    (pair,) = suggest([Source("x_studio_char_1", "str", ("Nickname", "โทรศัพท์"))], CONTACT)

    assert (pair.field, pair.reason) == ("phone", "synonym")


def test_synonyms_of_impossible_types_are_not_suggested():
    assert suggest([Source("จังหวัด", "bool")], CONTACT, model="res.partner") == []


@pytest.mark.parametrize(
    ("column", "reason", "by"),
    [
        ("zip", "name", "zip"),
        ("Tags", "label", "Tags"),
        ("ประเทศ", "synonym", "country"),
        ("emial", "similar", "email"),
    ],
)
def test_a_suggestion_tells_why(column, reason, by):
    (pair,) = suggest([Source(column)], CONTACT, model="res.partner")

    assert (pair.reason, pair.by) == (reason, by)


def test_a_path_to_another_record_is_not_taken_for_its_last_part():
    assert _contact("parent_id/name").get("parent_id/name") != "name"
    assert readings("user_id/email") == (("user", "id", "email"),)


def test_no_entry_of_the_synonyms_says_a_thing_twice_or_what_nobody_can_write():
    for entry in synonyms():
        joined = ["".join(words(word)) for word in entry.words]
        assert all(joined)
        assert len(joined) == len(set(joined)), entry.words


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
                assert likeness(column, field, MEANING).score < THRESHOLD


@given(_NAMES, _FIELD_TYPES)
def test_a_text_of_the_very_name_scores_in_full(name, kind):
    full = likeness(Source(name), Target(name, "", kind), MEANING).score

    assert full == (100.0 if any(letter.isalnum() for letter in name) else 0.0)
