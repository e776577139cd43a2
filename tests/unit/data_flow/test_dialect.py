"""Separators and quotes are found in the rows, not only in the header."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read.dialect import Dialect, dialect_of


@pytest.mark.parametrize(
    ("text", "separator", "quote"),
    [
        ("a,b\n1,2\n", ",", '"'),
        ("a\tb\n1,5\t2,5\n", "\t", '"'),
        # More commas than semicolons in the header, and in no row.
        ("name, first, last;city\nAnna;Rome\nBen;Bern\n", ";", '"'),
        # Commas of numbers, in every row but not in the header.
        ("item;price\npen;1,5\nink;2,5\n", ";", '"'),
        # A separator within quotes is none.
        ('"a;b";c,d\n"1;2";"3,4"\n', ";", '"'),
        ('"a,x";b\n"1;2";3\n', ";", '"'),
        ("'a','b'\n'1','it''s'\n", ",", "'"),
        ("'name'\n'x'\n", ",", "'"),
        ("id,name\n1,'a,b'\n2,c\n", ",", "'"),
        # Apostrophes that are part of what people wrote.
        ("id,name\n1,'tis\n2,O'Brien\n", ",", '"'),
        ("id,name\n1,'x'\n2,'y'\n", ",", '"'),
        # Some rows are broken: they are told when they are read.
        ("a,b\n1,2,3\n1\n1,2\n", ",", '"'),
        ('a,b\n1,"2\n', ",", '"'),
        ("one\nvalue\n", ",", '"'),
        ("", ",", '"'),
    ],
)
def test_dialects(text: str, separator: str, quote: str) -> None:
    assert dialect_of(text, "rows.csv") == Dialect(separator, quote)


def test_two_that_fit_alike_are_refused() -> None:
    with pytest.raises(FlowError, match="has ',' as often as ';' in each of its lines"):
        dialect_of("a,b;c\n1,2;3\n", "rows.csv")

    assert dialect_of("a,b;c\n1,2;3\n", "rows.csv", (";",)) == Dialect(";", '"')


VALUES = st.text(st.sampled_from("ab 1,;|\t'\"\n"), max_size=6)


@given(
    st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=3, max_size=8),
    st.sampled_from(",;\t|"),
)
def test_what_is_written_with_all_fields_in_quotes_is_read_or_refused(
    rows: list[list[str]], separator: str
) -> None:
    file = StringIO()
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["a", "b", "c"], *rows])

    try:
        found = dialect_of(file.getvalue(), "rows.csv")
    except FlowError:
        return

    assert found == Dialect(separator, '"')
