"""Taking attributes of elements out of the values of a record; what is left goes into `further`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ...data_files.values import NotSaidError, linked
from ...ir.record_values import kind_of
from ...messages import text
from ...source import expression

#: Texts that a data file means as "no" (`odoo.tools.convert.str2bool`).
_NO = frozenset({"0", "false", "off"})
#: Texts without a word in them: no text, no condition, no context.
_NOTHING = frozenset({"", "[]", "{}"})


class Reading:
    """The values of one record, field by field taken away as attributes say them.

    Each method returns an attribute's value, or None where the field is not there or says something
    that the attribute can't; then it stays. What says that there is nothing stays, too: without it,
    Odoo's own default might come.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        local: Callable[[str], str],
        model_known_as: Callable[[str], str | None],
    ) -> None:
        self.left = dict(values)
        self._local = local
        self._model_known_as = model_known_as

    def plain(self, name: str) -> str | None:
        """Take a text that says something."""
        held = self.left.get(name)
        if not isinstance(held, str) or held.strip() in _NOTHING:
            return None
        del self.left[name]
        return held

    def needed(self, name: str) -> str:
        """Take a text that says something. Raises NotSaidError where there is none."""
        held = self.left.get(name)
        if not isinstance(held, str) or not held.strip():
            raise NotSaidError(text("It has no plain value in the field %(name)s.", name=name))
        del self.left[name]
        return held

    def choice(self, name: str, choices: Collection[str]) -> str | None:
        """Take one of several texts."""
        return self.plain(name) if self.left.get(name) in choices else None

    def whole(self, name: str) -> int | None:
        """Take a whole number."""
        held = self.left.get(name)
        if isinstance(held, str):
            try:
                held = int(held)
            except ValueError:
                return None
        if isinstance(held, bool) or not isinstance(held, int):
            return None
        del self.left[name]
        return held

    def flag(self, name: str) -> bool | None:
        """Take a yes or no."""
        held = self.left.get(name)
        if isinstance(held, (bool, str)):
            del self.left[name]
            return held if isinstance(held, bool) else held.lower() not in _NO
        return None

    def names(self, name: str) -> list[str] | None:
        """Take a list of names with commas between."""
        held = self.left.get(name)
        if not isinstance(held, str) or not all(one.strip() for one in held.split(",")):
            return None
        del self.left[name]
        return [one.strip() for one in held.split(",")]

    def link(self, name: str) -> str | None:
        """Take the XML id of the record that a field links to."""
        if kind_of(self.left.get(name)) != "ref":
            return None
        return str(self.left.pop(name)["ref"])

    def links(self, name: str) -> list[str] | None:
        """Take the XML ids of several records that are linked to or set, in their order."""
        held = self._object(name)
        if kind_of(held) == "refs":
            found = list(held["refs"])
        elif kind_of(held) == "eval":
            tree = expression(held["eval"].strip())
            linked_to = linked(tree, {"link", "set"})
            if linked_to is None and not (isinstance(tree, ast.List) and not tree.elts):
                return None
            found = [self._local(xml_id) for xml_id in linked_to or ()]
        else:
            return None
        if len(set(found)) < len(found):
            return None
        del self.left[name]
        return found

    def model(self, name: str) -> str | None:
        """Take the name of the model that a field links to."""
        held = self._object(name)
        if kind_of(held) == "model":
            found: str | None = held["model"]
        elif kind_of(held) == "ref":
            found = self._model_known_as(held["ref"])
        elif kind_of(held) == "search":
            found = _searched_model(held["search"])
        else:
            found = None
        if found is not None:
            del self.left[name]
        return found

    def _object(self, name: str) -> dict[str, Any]:
        """Return a value that is no scalar; an empty one for others."""
        held = self.left.get(name)
        return held if isinstance(held, dict) else {}

    def constant(self, name: str, value: str) -> None:
        """Take a field away that says what the kind means anyway."""
        if self.left.get(name) == value:
            del self.left[name]


def _searched_model(domain: str) -> str | None:
    """Return the model that a domain on `ir.model` asks for, None if it asks for anything else."""
    try:
        conditions = ast.literal_eval(domain.strip())
    except (SyntaxError, ValueError):
        return None
    match conditions:
        case [("model", "=", str(name))] | [["model", "=", str(name)]]:
            return name
    return None
