"""What can be wrong with a flow or its data, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, NamedTuple

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from .messages import Message, text


def _as_it_is(value: object, handler: ValidatorFunctionWrapHandler) -> str:
    return value if isinstance(value, Message) else str(handler(value))


#: A text in a model of pydantic, which would else make a plain string of a Message.
Sentence = Annotated[str, WrapValidator(_as_it_is)]


class Problem(NamedTuple):
    """One finding: `path` names the element, `message` the cause and the remedy."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class FlowError(Exception):
    """A flow can't be used or can't go on.

    `path` names the element (`steps.read_airports.columns`), `message` the cause and the remedy.
    `passing`: neither flow nor data are to blame; the run can be resumed when the cause is gone.
    `momentary`: it may well be gone in a moment, without anybody's help, so that it makes sense to
    wait; only what is passing can be momentary.
    """

    passing: ClassVar[bool] = False
    momentary: ClassVar[bool] = False

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        self.message = message
        super().__init__(path, message)

    def __str__(self) -> str:
        return str(self.problem)

    @property
    def problem(self) -> Problem:
        """Path and message, as the checks report them."""
        return Problem(self.path, self.message)

    def within(self, prefix: str) -> FlowError:
        """Tell where this error stands: its path with `prefix` before it. Returns itself."""
        self.path = f"{prefix}.{self.path}" if self.path else prefix
        return self


class InvalidFlow(FlowError):
    """A flow document can't be used. Carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems[0])

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ScriptError(FlowError):
    """A transform script failed: its name, the line in its code if known, and what went wrong."""

    def __init__(self, script: str, line: int | None, message: str) -> None:
        self.script = script
        self.line = line
        self.reason = message
        told = text("line %(line)s: %(message)s", line=line, message=message) if line else message
        super().__init__(f"scripts.{script}", told)


class Interrupted(FlowError):
    """Something outside stopped the run: a full disk, say. It can be resumed."""

    passing = True
    momentary = True


class Blocked(Interrupted):
    """Something outside stopped the run, and somebody has to see to it before it can go on."""

    momentary = False
