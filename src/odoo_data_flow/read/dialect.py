"""By what the fields of a text file are separated and quoted, found in its first lines."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import product
from typing import NamedTuple

from ..errors import FlowError
from ..messages import text

_SEPARATORS = (",", ";", "\t", "|")
_QUOTES = ('"', "'")


class Dialect(NamedTuple):
    """`quote` is None where nothing is quoted."""

    separator: str
    quote: str | None


class _Fit(NamedTuple):
    """How well a dialect fits: the share of rows that are as wide as the header, how wide that is,
    and whether names in the header are quoted.
    """

    share: float
    width: int
    quoted: bool


def dialect_of(
    sample: str, name: str, separators: tuple[str, ...] = (), quotes: tuple[str | None, ...] = ()
) -> Dialect:
    """The dialect of a text that begins with a header, out of those that are possible (all).

    The separator is the one that most rows have as often as the header has it. Fields are taken to
    be quoted by `'` if the rows fit only so, or names in the header are. Raises FlowError (path
    `options.separator`) if two separators are equally good.
    """
    possible = list(product(separators or _SEPARATORS, quotes or _QUOTES))
    fits = {Dialect(*one): _fit(sample, *one) for one in possible}
    # The first of equals is the usual one.
    best = max(fits, key=fits.__getitem__)
    if fits[best].width < 2:
        # A file of one column: whatever does not stand in it separates as well.
        quote = "'" if best.quote == "'" and fits[best].quoted else (quotes or _QUOTES)[0]
        return Dialect((separators or _SEPARATORS)[0], quote)
    for other, fit in fits.items():
        if other.separator != best.separator and fit[:2] == fits[best][:2]:
            raise FlowError(
                "options.separator",
                text(
                    "%(name)s has %(separator)s as often as %(other)s in each of its lines; name "
                    "the one that separates the fields here.",
                    name=name,
                    separator=repr(best.separator),
                    other=repr(other.separator),
                ),
            )
    return best


def _fit(text: str, separator: str, quote: str | None) -> _Fit:
    rows, breaks_off = _rows(text, separator, quote)
    if not rows:
        return _Fit(0.0, 0, False)
    quoted = False
    if quote == "'":
        plain = _rows(text, separator, None)[0]
        fields = [field for row in plain for field in row]
        begun = any(field.startswith("'") for field in fields)
        if not begun or any(field.startswith('"') for field in fields):
            return _Fit(0.0, 0, False)
        quoted = any(one[:1] == one[-1:] == "'" != one for one in plain[0])
    width = len(rows[0])
    fitting = sum(len(row) == width for row in rows)
    return _Fit(fitting / (len(rows) + breaks_off) if width > 1 else 0.0, width, quoted)


def _rows(text: str, separator: str, quote: str | None) -> tuple[list[list[str]], bool]:
    """The rows that are not blank, and whether the text is no CSV behind them."""
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=separator,
        quotechar=quote,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        strict=True,
    )
    rows: list[list[str]] = []
    try:
        rows.extend(row for row in reader if row)
    except csv.Error:
        return rows, True
    return rows, False
