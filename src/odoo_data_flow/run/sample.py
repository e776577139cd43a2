"""Only the first rows of the sources, for people who wait for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..flow import ReadStep
from ..read import Request

#: Called with a step, a request, what is asked of its source, and how: returns what the source has
#: answered to that a moment ago, or else what it answers now.
Recall = Callable[[ReadStep, Request, str, Callable[[], Any]], Any]


def _ask(step: ReadStep, request: Request, what: str, ask: Callable[[], Any]) -> Any:
    return ask()


def _go_on() -> None:
    pass


@dataclass(frozen=True)
class Sample:
    """The first `rows` of each source are taken.

    `recall`: asked before the source is. `check`: called before each piece of work (a batch, a
    request to a script); it raises FlowError when the time is up.
    """

    rows: int
    recall: Recall = _ask
    check: Callable[[], None] = _go_on
