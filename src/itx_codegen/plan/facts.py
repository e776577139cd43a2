"""What a plan has to know of the rows that exist."""

from __future__ import annotations

from typing import Protocol


class Facts(Protocol):
    """Counts of rows, by the names of the code; and what the database refuses to run.

    None: it can't be known.
    """

    def refused(self, code: str) -> str | None:
        """Why the database would not run a piece of Python, in its own words; None if it would."""
        ...

    def rows(self, model: str) -> int | None:
        """How many rows a model has."""
        ...

    def rows_put_aside(self, uid: str, field_type: str) -> int | None:
        """How many rows have a value in the column that was put aside of a field; None: no such."""
        ...

    def was_dropped(self, uid: str) -> bool:
        """Whether a field of that identity lived here once and its values are gone."""
        ...

    def rows_with(self, model: str, field: str) -> int | None:
        """How many rows have a value in a field."""
        ...

    def rows_equal(self, model: str, field: str, value: str) -> int | None:
        """How many rows hold a certain value in a field."""
        ...

    def rows_repeated(self, model: str, fields: tuple[str, ...]) -> int | None:
        """How many rows share their values of `fields` with another row; NULLs never do."""
        ...


class NoFacts:
    """A database of which nothing is known."""

    def refused(self, code: str) -> str | None:
        return None

    def rows(self, model: str) -> int | None:
        return None

    def rows_put_aside(self, uid: str, field_type: str) -> int | None:
        return None

    def was_dropped(self, uid: str) -> bool:
        return False

    def rows_with(self, model: str, field: str) -> int | None:
        return None

    def rows_equal(self, model: str, field: str, value: str) -> int | None:
        return None

    def rows_repeated(self, model: str, fields: tuple[str, ...]) -> int | None:
        return None
