"""Tests that a generated module brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..python_source import formatted
from ..templates import fill
from .base import Part


@dataclass(frozen=True)
class Test(Part):
    """A method of a test class: its name without `test_`, and the source of its body."""

    path: str
    class_name: str
    name: str
    source: str


def compose(tests: Sequence[Test]) -> bytes:
    """Return the Python file of these tests; they are all of one class."""
    source = fill("tests/test_case.py.jinja", class_name=tests[0].class_name, tests=tests)
    return formatted(source, tests[0].origin)
