"""SQL constraints: one clause, nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ...errors import Problem
from ...ir.kinds.constraint import Constraint
from ...ir.kinds.model import Model
from ...ir.sql import QUOTED
from ...messages import Message, text
from ..context import Context

#: The table constraints of PostgreSQL that a module may declare
#: (https://www.postgresql.org/docs/15/sql-createtable.html).
_BEGINS = re.compile(r"(unique|check|exclude|foreign\s+key)\b", re.IGNORECASE)
_INDEX_BEGINS = re.compile(r"\(|using\b", re.IGNORECASE)
_QUOTED = re.compile(QUOTED)
#: Spellings of literals whose end is not where a plain literal ends.
_ESCAPED = re.compile(r"(?<!\w)(e'|u&['\"])", re.IGNORECASE)
_UNIQUE = re.compile(r"unique\s*\(([\w\s,]*)\)", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each constraint that is not just one clause on columns that are there."""
    for path, constraint in context.of(Constraint):
        model = cast(Model, context.parents[constraint.uid])
        for message in (*_clause(constraint), *_columns(context, model, constraint.definition)):
            yield Problem(f"{path}.definition", message)


def _clause(constraint: Constraint) -> Iterator[Message]:
    bare = _QUOTED.sub("''", constraint.definition.strip())
    if constraint.type == "constraint" and not _BEGINS.match(bare):
        yield text("A constraint begins with UNIQUE, CHECK, EXCLUDE or FOREIGN KEY.")
    if constraint.type != "constraint" and not _INDEX_BEGINS.match(bare):
        yield text("An index begins with its columns in parentheses, or with USING.")
    if _ESCAPED.search(constraint.definition):
        yield text("Write literals without escapes: 'text', not E'text' or U&'text'.")
    for mark in (";", "--", "/*", "$"):
        if mark in bare:
            yield text("A constraint is one clause: %(mark)s can't stand in it.", mark=mark)
    if "'" in bare.replace("''", "") or '"' in bare:
        yield text("A quote is not closed.")
    yield from _parentheses(bare)


def _parentheses(bare: str) -> Iterator[Message]:
    depth = 0
    for character in bare:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            break
        if character == "," and depth == 0:
            yield text("A constraint is one clause: a comma stands in parentheses only.")
            return
    if depth != 0:
        yield text("The parentheses don't match.")
    elif "(" not in bare:
        yield text("What it is about stands in parentheses, as in UNIQUE (name).")


def _columns(context: Context, model: Model, definition: str) -> Iterator[Message]:
    for word in re.findall(r"\w+", _QUOTED.sub("''", definition)):
        if word != word.lower() and model.field(word.lower()) is not None:
            yield text("Write the column %(name)s in small letters.", name=word)
    match = _UNIQUE.fullmatch(definition.strip())
    for name in match[1].split(",") if match else ():
        column = name.strip()
        field = model.field(column)
        if field is not None and not field.has_column:
            yield text("%(name)s has no column in the database; store it first.", name=column)
        elif field is None and context.has_field(model.name, column) is False:
            yield text(
                "The model %(model)s has no field %(name)s.", model=model.name, name=repr(column)
            )
