"""SQL constraints: one clause, nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.constraint import Constraint
from ...messages import Message, text
from ..context import Context

#: The table constraints of PostgreSQL that a module may declare
#: (https://www.postgresql.org/docs/15/sql-createtable.html).
_BEGINS = re.compile(r"(unique|check|exclude|foreign\s+key)\b", re.IGNORECASE)
_INDEX_BEGINS = re.compile(r"\(|using\b", re.IGNORECASE)
_LITERAL = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each constraint that is not just one clause."""
    for path, constraint in context.of(Constraint):
        if not _NAME.match(constraint.name):
            message = text(
                "%(name)s is no identifier; use small letters, digits and _, and begin with a "
                "letter.",
                name=repr(constraint.name),
            )
            yield Problem(path, message)
        for message in _clause(constraint):
            yield Problem(f"{path}.definition", message)


def _clause(constraint: Constraint) -> Iterator[Message]:
    definition = constraint.definition
    bare = _LITERAL.sub("''", definition.strip())
    if constraint.type == "constraint" and not _BEGINS.match(bare):
        yield text("A constraint begins with UNIQUE, CHECK, EXCLUDE or FOREIGN KEY.")
    if constraint.type != "constraint" and not _INDEX_BEGINS.match(bare):
        yield text("An index begins with its columns in parentheses, or with USING.")
    for mark in (";", "--", "/*", "$"):
        if mark in bare:
            yield text("A constraint is one clause: %(mark)s can't stand in it.", mark=mark)
    if "'" in bare.replace("''", ""):
        yield text("A quote is not closed.")
    depth = 0
    for character in bare:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            break
    if depth != 0:
        yield text("The parentheses don't match.")
