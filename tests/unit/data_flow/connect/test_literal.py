"""Values in SQL, whatever stands in them."""

from __future__ import annotations

import pytest

from odoo_data_flow.connect.database import identifier, literal


def test_quotes_and_backslashes_stay_inside() -> None:
    assert literal('it\'s \\ "so"') == "E'it''s \\\\ \"so\"'"
    assert identifier('a"b') == '"a""b"'


@pytest.mark.parametrize("value", [True, 1.5, None, {"a": 1}, b"x"])
def test_what_is_neither_text_nor_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="neither"):
        literal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("quote", [identifier, literal])
def test_a_null_character_is_refused(quote) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"name|null"):
        quote("a\0b")


def test_lists_have_a_type_even_if_they_are_empty() -> None:
    assert literal([1, 2]) == "ARRAY[1, 2]::bigint[]"
    assert literal(["a"]) == "ARRAY[E'a']::text[]"
    assert literal([]) == "ARRAY[]::bigint[]"
