"""New names in the paths by which an inherited view says where it changes its parent."""

from __future__ import annotations

import re
from typing import NamedTuple

from .renaming import Renaming

_NAME_TEST = re.compile(r"""(@name\s*=\s*)(["'])(\w+)\2""")
_FOR_TEST = re.compile(r"""(@for\s*=\s*)(["'])(\w+)\2""")
_FIELD_INSIDE = re.compile(r"""(\bfield\s*\[\s*@name\s*=\s*)(["'])(\w+)\2""")
_TAG = re.compile(r"[\w:*.-]+")


class Place(NamedTuple):
    """Where a path leads: the model of the view there, that of the view around it, and the field.

    `field` is empty where the path does not end at a field. All in old names.
    """

    model: str
    parent: str
    field: str


def xpath(expr: str, renaming: Renaming, model: str) -> tuple[str, Place]:
    """Return a path in a view on (old) `model` in new names, and where it leads."""
    current, parent, field = model, "", ""
    written = []
    for separator, step in _steps(expr):
        if field and step and not step.startswith(("..", "parent::", "ancestor")):
            # A field holds nothing but the views of the records that it leads to.
            current, parent, field = renaming.target(current, field), current, ""
        elif step.startswith(("..", "parent::")):
            field = ""
        tag = _TAG.match(step)
        bare = tag[0].rpartition("::")[2] if tag else ""
        if bare == "field":
            named = _NAME_TEST.search(step)
            field = named[3] if named else ""
            step = _renamed(_NAME_TEST, step, renaming, current)
        elif step and bare:
            field = "" if bare not in (".", "..") else field
            step = _renamed(_FOR_TEST, step, renaming, current)
            step = _renamed(_FIELD_INSIDE, step, renaming, current)
        written.append(separator + step)
    return "".join(written), Place(current, parent, field)


def _renamed(test: re.Pattern[str], step: str, renaming: Renaming, model: str) -> str:
    return test.sub(lambda m: f"{m[1]}{m[2]}{renaming.field(model, m[3])}{m[2]}", step)


def _steps(expr: str) -> list[tuple[str, str]]:
    """Cut a path at its slashes, those in brackets and quotes left alone: (slashes, step) pairs."""
    steps: list[tuple[str, str]] = []
    separator, step, depth, quote = "", "", 0, ""
    for character in expr:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "[(":
            depth += 1
        elif character in "])":
            depth -= 1
        elif character == "/" and not depth:
            if step:
                steps.append((separator, step))
                separator, step = "", ""
            separator += character
            continue
        step += character
    return [*steps, (separator, step)]
