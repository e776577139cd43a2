"""What can be wrong with a document, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One finding: `path` names the element, `message` the cause and the remedy.

    The message is a `messages.Message` wherever this package made it, so that it can be translated.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class CodegenError(Exception):
    """Base of every error that this package raises on purpose."""


class ProblemsError(CodegenError):
    """Carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DocumentError(ProblemsError):
    """A document can't be used."""
