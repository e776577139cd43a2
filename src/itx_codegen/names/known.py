"""What an expression of Python stands for, as far as it is certain.

Values: a model's name (records of it, or their values as a dict), and the classes below. None: not
known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any, NamedTuple

from .renaming import Renaming


class Thing(Enum):
    """What is no record of a model of the module."""

    ENVIRONMENT = "env"
    OUTSIDE = "records of models that other modules have"
    VALUE = "a number, a text, a module of Python …"


class Each(NamedTuple):
    """Something to go through: what each element of it stands for."""

    element: Any


class Grouped(NamedTuple):
    """A dict of records."""

    model: str


#: Methods of a recordset whose result holds records of the same model, or dicts of their values.
_SAME_MODEL = frozenset(
    {
        "browse",
        "concat",
        "copy",
        "create",
        "exists",
        "filtered",
        "filtered_domain",
        "new",
        "read",
        "search",
        "search_fetch",
        "search_read",
        "sorted",
        "sudo",
        "union",
        "with_company",
        "with_context",
        "with_env",
        "with_prefetch",
        "with_user",
    }
)
#: Attributes of a recordset that are recordsets of the same model.
_SAME_ATTRIBUTE = frozenset({"_origin"})
_USER_LINKS = frozenset({"create_uid", "write_uid"})
#: Functions of Python that hand on the elements of their first argument, or one of them.
_GOES_THROUGH = frozenset({"list", "reversed", "set", "sorted", "tuple"})
_PICKS = frozenset({"max", "min"})
#: What `odoo.tools.safe_eval` gives to code besides records, and webhooks to theirs.
_VALUES = frozenset(
    {
        "Command",
        "UserError",
        "ValidationError",
        "_logger",
        "api",
        "b64decode",
        "b64encode",
        "datetime",
        "dateutil",
        "fields",
        "float_compare",
        "json",
        "log",
        "math",
        "models",
        "payload",
        "re",
        "time",
        "timezone",
    }
)
_LITERALS = (ast.Dict, ast.List, ast.Tuple, ast.ListComp)


class Names:
    """The names of a piece of code, and what they stand for at this point of the text."""

    def __init__(self, renaming: Renaming, models: Mapping[str, str]) -> None:
        """`models`: name → the model of the records that it stands for at the beginning."""
        self.renaming = renaming
        self.table: dict[str, Any] = dict.fromkeys(_VALUES, Thing.VALUE)
        self.table |= {name: model or None for name, model in models.items()}
        self.table["env"] = Thing.ENVIRONMENT

    # what gets which name

    def bind(self, target: ast.expr, value: Any) -> None:
        """Note what a name, or each of several, stands for from now on."""
        if isinstance(target, ast.Name):
            self.table[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value if type(value) is tuple and len(value) == len(target.elts) else ()
            for position, one in enumerate(target.elts):
                self.bind(one, values[position] if values else None)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, None)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Forget afterwards what is bound within: a lambda, a comprehension, a function."""
        before = dict(self.table)
        yield
        self.table = before

    def merge(self, other: dict[str, Any]) -> None:
        """Keep only what holds on both ways to this point."""
        self.table = {
            name: (
                self.table[name]
                if name not in other or (name in self.table and self.table[name] == other[name])
                else None if name in self.table else other[name]
            )
            for name in [*self.table, *(name for name in other if name not in self.table)]
        }

    # what an expression is

    def infer(self, node: ast.expr) -> Any:
        """Return what an expression stands for."""
        if isinstance(node, ast.Name):
            return self.table.get(node.id)
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.Compare, ast.UnaryOp)):
            return Thing.VALUE
        if isinstance(node, ast.Attribute):
            return self._attribute(self.infer(node.value), node.attr)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BinOp):
            return self._one_of(self.infer(node.left), self.infer(node.right))
        if isinstance(node, ast.BoolOp):
            return self._one_of(*map(self.infer, node.values))
        if isinstance(node, ast.IfExp):
            return self._one_of(self.infer(node.body), self.infer(node.orelse))
        if isinstance(node, ast.NamedExpr):
            return self.infer(node.value)
        if isinstance(node, ast.Tuple):
            return tuple(map(self.infer, node.elts))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return self._comprehension(node)
        return node if isinstance(node, _LITERALS) else None

    def element(self, value: Any) -> Any:
        """Return what one element of something stands for."""
        if isinstance(value, Each):
            return value.element
        if isinstance(value, str) or value in (Thing.OUTSIDE, Thing.VALUE):
            return value
        if type(value) is tuple:
            return self._one_of(*value)
        return None

    def target(self, base: Any, name: str) -> Any:
        """Return what a field of a record stands for."""
        if not isinstance(base, str):
            return base if base in (Thing.OUTSIDE, Thing.VALUE) else None
        leads_to = self.renaming.target(base, name)
        if leads_to:
            return leads_to
        own = self.renaming.fields.get(base) or {}
        if base not in self.renaming.models and not own:
            return Thing.OUTSIDE
        return Thing.OUTSIDE if name in _USER_LINKS else Thing.VALUE if name in own else None

    @staticmethod
    def _one_of(*values: Any) -> Any:
        """Return the one model, or whatever else, that several expressions agree on."""
        told = [value for value in values if value is not Thing.VALUE]
        if not told:
            return Thing.VALUE if values else None
        return told[0] if all(value == told[0] for value in told) else None

    def _attribute(self, base: Any, name: str) -> Any:
        if name == "env":
            return Thing.ENVIRONMENT
        if base is Thing.ENVIRONMENT:
            return {"context": Thing.VALUE, "cr": Thing.VALUE}.get(name, Thing.OUTSIDE)
        if isinstance(base, str) and name in _SAME_ATTRIBUTE:
            return base
        return self.target(base, name)

    def _subscript(self, node: ast.Subscript) -> Any:
        base, key = self.infer(node.value), text(node.slice)
        if base is Thing.ENVIRONMENT:
            return key
        if isinstance(base, Grouped):
            return base.model
        if key is not None:
            return self.target(base, key)
        if isinstance(node.slice, (ast.Slice, ast.Constant, ast.UnaryOp)):
            return base if isinstance(node.slice, ast.Slice) else self.element(base)
        return Thing.VALUE if base is Thing.VALUE else None

    def _call(self, node: ast.Call) -> Any:
        if isinstance(node.func, ast.Name):
            return self._function(node.func.id, node.args)
        if not isinstance(node.func, ast.Attribute):
            return None
        base, method = self.infer(node.func.value), node.func.attr
        if method == "env":
            return Thing.ENVIRONMENT
        if isinstance(base, Grouped):
            pairs = {"items": Each((None, base.model)), "values": Each(base.model)}
            return {**pairs, "get": base.model}.get(method)
        if not isinstance(base, str):
            return base if base in (Thing.OUTSIDE, Thing.VALUE) else None
        if method in _SAME_MODEL:
            return base
        if method == "grouped":
            return Grouped(base)
        if method == "mapped" and node.args:
            return self._mapped(base, node.args[0])
        return None

    def _mapped(self, model: str, function: ast.expr) -> Any:
        path = text(function)
        if path is not None:
            value: Any = model
            for name in path.split("."):
                value = self.target(value, name)
            return value
        if isinstance(function, ast.Lambda) and len(function.args.args) == 1:
            with self.inside():
                self.table[function.args.args[0].arg] = model
                return self.infer(function.body)
        return None

    def _function(self, name: str, arguments: list[ast.expr]) -> Any:
        if not arguments or name in self.table:
            return None
        first = self.infer(arguments[0])
        if name in _GOES_THROUGH:
            return first if isinstance(first, str) else Each(self.element(first))
        if name in _PICKS:
            return self.element(first)
        if name == "filter" and len(arguments) == 2:
            return Each(self.element(self.infer(arguments[1])))
        if name == "enumerate":
            return Each((Thing.VALUE, self.element(first)))
        if name == "zip":
            return Each(tuple(self.element(self.infer(one)) for one in arguments))
        return Thing.VALUE if name in _MAKES_VALUES else None

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Any:
        with self.inside():
            for generator in node.generators:
                self.bind(generator.target, self.element(self.infer(generator.iter)))
            found = self.infer(node.elt)
        plain = isinstance(node, ast.ListComp) and isinstance(node.elt, (ast.Dict, ast.Tuple))
        return node if plain else Each(found)


_MAKES_VALUES = frozenset({"abs", "any", "all", "bool", "float", "int", "len", "round", "str"})


def text(node: ast.expr) -> str | None:
    """Return the value of a string literal; None for other expressions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
