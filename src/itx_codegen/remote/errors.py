"""What can go wrong between here and a server."""

from __future__ import annotations

import re

from ..errors import Problem, ProblemsError
from ..messages import Message

#: A line that names its element already: no blank before the colon.
_PLACED = re.compile(r"(\S+): (\S.*)")


class RemoteError(ProblemsError):
    """A server could not be asked, or has refused."""


def trouble(path: str, message: Message) -> RemoteError:
    """Return the error with this one problem."""
    return RemoteError([Problem(path, message)])


def problems_in(said: str, place: str) -> list[Problem]:
    """Return the lines that a server says as problems; those that name no element: of `place`."""
    problems = []
    for line in filter(None, map(str.strip, said.splitlines())):
        placed = _PLACED.fullmatch(line)
        problems.append(Problem(*placed.groups()) if placed else Problem(place, line))
    return problems
