"""How commands print results and problems."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import Enum
from typing import Annotated

import typer

from ..errors import Problem


class Output(str, Enum):
    """What the result is printed as."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[Output, typer.Option("--format", help="How the result is printed.")]


def failure(problems: Iterable[Problem]) -> typer.Exit:
    """Print problems as `path: message` to stderr. Raise what is returned to end by status 1."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return typer.Exit(1)
