"""New names in domains, contexts and the small expressions of views."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..source import Edits, edited_expression
from .renaming import Renaming

#: Operators of a domain's conditions (`odoo.orm.domains.CONDITION_OPERATORS`), old spellings too.
OPERATORS = frozenset(
    {
        "!=",
        "<",
        "<=",
        "<>",
        "=",
        "==",
        "=?",
        "=ilike",
        "=like",
        ">",
        ">=",
        "any",
        "any!",
        "child_of",
        "ilike",
        "in",
        "like",
        "not =ilike",
        "not =like",
        "not any",
        "not any!",
        "not ilike",
        "not in",
        "not like",
        "parent_of",
    }
)
NESTING = frozenset({"any", "any!", "not any", "not any!"})

#: What of a context names a field (or a filter called like one) after a prefix, or in its value.
CONTEXT_PREFIXES = ("default_", "search_default_", "searchpanel_default_")
CONTEXT_PATHS = frozenset(
    {
        "graph_groupbys",
        "graph_measure",
        "group_by",
        "pivot_column_groupby",
        "pivot_measures",
        "pivot_row_groupby",
    }
)


class Scope(NamedTuple):
    """The record around an expression of a view: its model, and that of the record around it."""

    model: str = ""
    parent: str = ""


#: Around what stands in no view.
NOWHERE = Scope()


def domain(text: str, renaming: Renaming, model: str, scope: Scope = NOWHERE) -> str:
    """Return a domain on `model` in new names. Its values may name fields of `scope`."""

    def edit(tree: ast.expr, edits: Edits) -> None:
        DomainWalker(renaming, edits, scope).visit_on(tree, model)

    return edited_expression(text, edit)


def context(text: str, renaming: Renaming, model: str, scope: Scope = NOWHERE) -> str:
    """Return a context in new names: `default_…`, `search_default_…` and `group_by` name fields of
    `model`, the values may name fields of `scope`.
    """

    def edit(tree: ast.expr, edits: Edits) -> None:
        if isinstance(tree, ast.Dict):
            for key, value in zip(tree.keys, tree.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    _context_item(key, key.value, value, renaming, model, edits)
        rename_values(tree, renaming, scope, edits)

    return edited_expression(text, edit)


def expression(text: str, renaming: Renaming, scope: Scope) -> str:
    """Return an expression of a view in new names: bare names are fields, `parent.x` is outside."""

    def edit(tree: ast.expr, edits: Edits) -> None:
        rename_values(tree, renaming, scope, edits)

    return edited_expression(text, edit)


def _context_item(
    key: ast.Constant, name: str, value: ast.expr, renaming: Renaming, model: str, edits: Edits
) -> None:
    for prefix in CONTEXT_PREFIXES:
        if name.startswith(prefix):
            edits.string(key, prefix + renaming.field(model, name.removeprefix(prefix)))
            return
    if name in CONTEXT_PATHS:
        for node in ast.walk(value):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                edits.string(node, renaming.path(model, node.value))


def rename_values(tree: ast.expr, renaming: Renaming, scope: Scope, edits: Edits) -> None:
    """Rename bare names (fields of the record shown) and `parent.name`."""
    _Values(renaming, scope, edits, bound_names(tree)).visit(tree)


def bound_names(tree: ast.expr) -> frozenset[str]:
    """Return the names that an expression itself binds: in comprehensions and lambdas."""
    nodes = list(ast.walk(tree))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return frozenset(stored | {node.arg for node in nodes if isinstance(node, ast.arg)})


class _Values(ast.NodeVisitor):
    def __init__(
        self, renaming: Renaming, scope: Scope, edits: Edits, bound: frozenset[str]
    ) -> None:
        self.renaming, self.scope, self.edits, self.bound = renaming, scope, edits, bound

    def visit_Name(self, node: ast.Name) -> None:
        if node.id not in self.bound:
            self.edits.name(node, self.renaming.field(self.scope.model, node.id))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "parent":
            self.edits.attribute(node, self.renaming.field(self.scope.parent, node.attr))
        else:
            self.generic_visit(node)


class DomainWalker:
    """Walks a domain: conditions are triples; `any` holds a domain on the other side."""

    def __init__(self, renaming: Renaming, edits: Edits, scope: Scope = NOWHERE) -> None:
        self.renaming, self.edits, self.scope = renaming, edits, scope

    def visit_on(self, tree: ast.expr, model: str) -> None:
        """Rename in a domain on `model`, however it is put together."""
        if isinstance(tree, (ast.List, ast.Tuple)) and is_condition(tree.elts):
            self._condition(tree.elts, model)
        elif isinstance(tree, (ast.List, ast.Tuple)):
            for item in tree.elts:
                self.visit_on(item, model)
        elif isinstance(tree, ast.Call) and is_condition(tree.args):
            self._condition(tree.args, model)
        elif isinstance(tree, ast.IfExp):
            self._value(tree.test)
            self.visit_on(tree.body, model)
            self.visit_on(tree.orelse, model)
        elif isinstance(tree, (ast.ListComp, ast.GeneratorExp)):
            self.visit_on(tree.elt, model)
        elif isinstance(tree, (ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.Call, ast.Starred)):
            for child in ast.iter_child_nodes(tree):
                if isinstance(child, ast.expr):
                    self.visit_on(child, model)
        else:
            self._value(tree)

    def _condition(self, triple: list[ast.expr], model: str) -> None:
        path, operator, value = triple
        end = ""
        if isinstance(path, ast.Constant) and isinstance(path.value, str):
            self.edits.string(path, self.renaming.path(model, path.value))
            end = self.renaming.end(model, path.value)
        if isinstance(operator, ast.Constant) and operator.value in NESTING:
            self.visit_on(value, end)
        else:
            self._value(value)

    def _value(self, tree: ast.expr) -> None:
        rename_values(tree, self.renaming, self.scope, self.edits)


def is_condition(parts: list[ast.expr]) -> bool:
    """Tell whether a sequence is (field, operator, value), not a list of conditions."""
    if len(parts) != 3:
        return False
    first, operator, _value = parts
    return (
        isinstance(first, ast.Constant)
        and isinstance(operator, ast.Constant)
        and isinstance(operator.value, str)
        and operator.value.lower() in OPERATORS
    )
