"""Source columns in the form in which the server gives them back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.client.fields import Field
from odoo_data_flow.errors import FlowError
from odoo_data_flow.write.odoo_rpc.codecs import Codec, codec, round_half_up
from odoo_data_flow.write.odoo_rpc.html import canonical
from odoo_data_flow.write.odoo_rpc.mapping import parse_mapping
from odoo_data_flow.write.odoo_rpc.references import References


def made(kind: str, path: str = "x", **field: Any) -> Codec:
    (target,) = parse_mapping({path: "column"})
    return codec(Field(target.field, kind, "X", **field), target, "ns")


def references(**known: int) -> References:
    found = References(None, ThreadPoolExecutor(1), lambda call: call())  # type: ignore[arg-type]
    found.add("res.country", {f"ns.{name}": number for name, number in known.items()})
    return found


def converted(subject: Codec, *values: Any) -> tuple[list[Any], dict[int, str]]:
    result = subject.convert(pl.Series("column", values, strict=False), references(fr=1, de=2))
    return result.values.to_list(), result.reasons


CASES: list[tuple[str, dict[str, Any], list[Any], list[Any]]] = [
    ("char", {}, ["a", "", None], ["a", None, None]),
    ("char", {}, [812345678.0, 2.5, None], ["812345678", "2.5", None]),
    ("integer", {}, ["7.0", "-3.00"], [7, -3]),
    ("integer", {}, [7.0, None], [7, 0]),
    ("date", {}, ["2024-12-31 00:00:00", "2024-12-31"], [date(2024, 12, 31)] * 2),
    ("date", {}, [datetime(2024, 12, 31), None], [date(2024, 12, 31), None]),
    ("boolean", {}, ["yes", "0", None], [True, False, False]),
    ("integer", {}, ["7", None], [7, 0]),
    ("float", {"digits": 2}, [2.675, 1.005, -2.675, None], [2.68, 1.01, -2.68, 0.0]),
    ("float", {}, [0.1 + 0.2], [0.1 + 0.2]),
    ("selection", {"selection": {"a": "A", "b": "B"}}, ["a", None], ["a", None]),
    ("selection", {"selection": {"a": "Ähre", "b": "B", "c": "b"}}, ["Ähre", "b"], ["a", "b"]),
    ("many2one", {"relation": "res.country"}, ["fr", "ns.de", None], [1, 2, None]),
    ("many2many", {"relation": "res.country"}, ["de, fr", "", None], [[1, 2], [], []]),
]


@pytest.mark.parametrize(("kind", "field", "given_values", "expected"), CASES)
def test_value_is_as_the_server_keeps_it(
    kind: str, field: dict[str, Any], given_values: list[Any], expected: list[Any]
) -> None:
    assert converted(made(kind, **field), *given_values) == (expected, {})


REFUSED: list[tuple[str, dict[str, Any], Any, str]] = [
    ("integer", {}, 2**31, "too large"),
    ("integer", {}, "x", "is no whole number; write it like 1234."),
    ("integer", {}, 2.5, "'2.5' is no whole number"),
    ("binary", {}, "mug.png", "'mug.png' is no file in base 64"),
    ("binary", {}, "aGVsbG8", "is no file in base 64"),
    ("boolean", {}, 2, "is neither yes nor no"),
    ("date", {}, 45000, "is no date"),
    ("date", {}, datetime(2024, 12, 31, 23, 30), "is no date"),
    ("float", {}, float("inf"), "no finite number"),
    ("float", {}, "1,5", "is no number"),
    ("date", {}, "31.12.2024", "is no date"),
    ("boolean", {}, "maybe", "is neither yes nor no"),
    ("char", {"size": 3}, "abcd", "longer than 3"),
    ("char", {"required": True}, "", "required"),
    ("selection", {"selection": {"a": "A"}}, "c", "none of the choices"),
    ("selection", {"selection": {"a": "Same", "b": "Same"}}, "Same", "none of the choices"),
    ("selection", {"selection": {"x": "y", "y": "Y"}}, "y", "another choice's label"),
    ("many2one", {"relation": "res.partner"}, "fr", "stands for a record of res.country"),
    ("many2one", {"relation": "res.country", "required": True}, None, "required"),
]


@pytest.mark.parametrize(("kind", "field", "value", "reason"), REFUSED)
def test_value_that_odoo_would_not_keep_is_refused_with_its_reason(
    kind: str, field: dict[str, Any], value: Any, reason: str
) -> None:
    _values, reasons = converted(made(kind, **field), value)

    assert reason in reasons[0]


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("many2one", "x/.id", "Anna"),
        ("many2one", "x/.id", "1,000"),
        ("many2one", "x/.id", 0),
        ("many2many", "x/.id", "1,Anna"),
        ("many2one", "x", ["fr"]),
    ],
)
def test_reference_that_names_nothing_is_refused_and_clears_nothing(
    kind: str, path: str, value: Any
) -> None:
    subject = made(kind, path, relation="res.country")
    known = references(fr=1)
    known._named[("res.country", "id")] = {1: 1}

    result = subject.convert(pl.Series("column", [value]), known)

    assert "is no id of a record" in result.reasons[0] or "is a list" in result.reasons[0]


def test_unknown_external_id_is_missing_and_not_wrong() -> None:
    result = made("many2many", relation="res.country").convert(
        pl.Series("column", ["fr,xx,yy"]), references(fr=1)
    )

    assert (result.missing, result.reasons) == ({0: {"ns.xx", "ns.yy"}}, {})


def test_sign_behind_a_list_adds_to_it_or_takes_away() -> None:
    current = pl.DataFrame({"x": [[1, 2], None]})
    given_lists = pl.Series("x", [[2, 3], [4]])

    added = made("many2many", "x+", relation="res.country").against(given_lists, current)
    removed = made("many2many", "x-", relation="res.country").against(given_lists, current)

    assert added.to_list() == [[1, 2, 3], [4]]
    assert removed.to_list() == [[1], []]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"a": "x", "a/.id": "y"}, "filled twice"),
        ({"/id": "x"}, "is no field"),
        ({"a/b/c": "x"}, "is no field"),
    ],
)
def test_mapping_that_makes_no_sense_is_refused(mapping: dict[str, str], message: str) -> None:
    with pytest.raises(FlowError, match=message):
        parse_mapping(mapping)


@pytest.mark.parametrize(
    ("kind", "path", "field", "message"),
    [
        ("one2many", "x", {"inverse": "order_id"}, "a field order_id that names"),
        ("properties", "x", {}, "can't be written"),
        ("char", "display_name", {}, "computed by Odoo"),
        ("char", "x+", {}, "is no list"),
        ("char", "x/code", {}, "is no relation"),
    ],
)
def test_field_that_can_not_be_written_is_refused(
    kind: str, path: str, field: dict[str, Any], message: str
) -> None:
    with pytest.raises(FlowError, match=message):
        made(kind, path, **field)


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_rounding_twice_changes_nothing_and_moves_at_most_half_a_step(
    value: float, digits: int
) -> None:
    once = round_half_up(value, digits)

    assert round_half_up(once, digits) == once
    assert abs(once - value) <= 0.5 * 10**-digits * (1 + 1e-9) + 1e-7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "<p>plain</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("x <b>y</b> z", "<p>x <b>y</b> z</p>"),
        ("<b>y</b> z", "<span><b>y</b> z</span>"),
        ("<p>a</p>tail", "<p>a</p>tail"),
        ("<ul><li>1<li>2</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ('<p b="2" a="1">x</p>', '<p a="1" b="2">x</p>'),
        ("<p>x</p><script>z()</script><!-- c -->", "<p>x</p>"),
        ("<!-- c -->", None),
        ("  ", None),
    ],
)
def test_html_has_one_form(text: str, expected: str | None) -> None:
    assert canonical(text) == expected
    if expected:
        assert canonical(expected) == expected
