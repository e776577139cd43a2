"""Values become Python source that gives the same values back."""

import ast
from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itx_codegen.render.literals import Import, Literal, UnwritableError, call, literal

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(blacklist_categories=("Cs",))),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda held: st.one_of(
        st.lists(held, max_size=3),
        st.tuples(held),
        st.tuples(held, held),
        st.dictionaries(st.text(st.characters(blacklist_categories=("Cs",))), held, max_size=3),
    ),
)


@given(_VALUES, st.sampled_from(['"', "'"]))
def test_source_gives_the_value_back(value: object, quote: str) -> None:
    assert ast.literal_eval(literal(value, quote).source) == value


def test_signs_that_an_editor_hides_are_escaped() -> None:
    assert literal("a\u202eb\u200bc\ufeff").source == r'"a\u202eb\u200bc\ufeff"'


def test_thai_and_emoji_stay_readable() -> None:
    assert literal("ไทย 🛩").source == '"ไทย 🛩"'


def test_single_quotes_spare_the_double_ones() -> None:
    assert literal('it\'s "x" \\', "'").source == "'it\\'s \"x\" \\\\'"


def test_dates_bring_their_import() -> None:
    made = literal([date(2025, 1, 2)])

    assert made == Literal("[datetime.date(2025, 1, 2)]", frozenset({Import("datetime")}))


def test_calls_collect_the_imports_of_their_arguments() -> None:
    made = call("fields.Date", string="Day", default=date(2025, 1, 2))

    assert made.source == 'fields.Date(string="Day", default=datetime.date(2025, 1, 2))'
    assert made.imports == {Import("datetime")}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(object(), id="object"),
        b"bytes",
        {1, 2},
        float("nan"),
        float("inf"),
        "\ud83d",
        datetime(2025, 1, 2, tzinfo=timezone.utc),
    ],
    ids=repr,
)
def test_what_has_no_faithful_source_is_refused(value: object) -> None:
    with pytest.raises(UnwritableError):
        literal(value)
