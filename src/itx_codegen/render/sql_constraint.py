"""What the generated tests can read out of an SQL constraint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_UNIQUE = re.compile(r"\s*UNIQUE\s*\(([\w\s,]+)\)\s*", re.IGNORECASE)
_CHECK = re.compile(r"\s*CHECK\s*\((.*)\)\s*", re.IGNORECASE | re.DOTALL)
_COMPARISON = re.compile(r"\(?\s*(\w+)\s*(>=|<=|<>|!=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*\)?")


@dataclass(frozen=True)
class Comparison:
    """`column operator number`, the only condition that test values are made for."""

    column: str
    operator: str
    number: float

    def holds(self, value: float) -> bool:
        """Say whether the condition lets a value pass."""
        return {
            ">=": value >= self.number,
            "<=": value <= self.number,
            ">": value > self.number,
            "<": value < self.number,
            "=": value == self.number,
            "<>": value != self.number,
            "!=": value != self.number,
        }[self.operator]

    @property
    def near(self) -> tuple[float, float, float]:
        """Values around the limit: some of them pass, some don't."""
        return (self.number, self.number - 1, self.number + 1)


@dataclass(frozen=True)
class Unique:
    """`UNIQUE (columns)`."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """`CHECK` of comparisons that must all hold."""

    comparisons: tuple[Comparison, ...]


def parsed(definition: str) -> Unique | Check | None:
    """Return what a constraint demands, or None where it is of another form than these two."""
    if match := _UNIQUE.fullmatch(definition):
        return Unique(tuple(column.strip() for column in match[1].split(",")))
    if match := _CHECK.fullmatch(definition):
        parts = re.split(r"\s+AND\s+", match[1], flags=re.IGNORECASE)
        found = [_COMPARISON.fullmatch(part.strip()) for part in parts]
        if all(found):
            return Check(tuple(Comparison(one[1], one[2], float(one[3])) for one in found if one))
    return None


def words(definition: str) -> frozenset[str]:
    """Return every word of a definition: a field that is not among them is not concerned."""
    return frozenset(re.findall(r"\w+", definition))


def limits(demands: Mapping[str, Unique | Check | None]) -> dict[str, list[Comparison]]:
    """Return the comparisons of all constraints by column."""
    found: dict[str, list[Comparison]] = {}
    for demand in demands.values():
        if isinstance(demand, Check):
            for comparison in demand.comparisons:
                found.setdefault(comparison.column, []).append(comparison)
    return found
