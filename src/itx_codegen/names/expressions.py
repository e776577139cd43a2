"""New names in domains, contexts and the small expressions of views."""

from __future__ import annotations

import ast

from ..source import Edits, edited_expression
from .renaming import Renaming


def domain(text: str, renaming: Renaming, model: str, scope: str = "") -> str:
    """Return a domain on `model` in new names.

    Values may name fields of `scope`: the model of the record that a view shows.
    """

    def edit(tree: ast.expr, edits: Edits) -> None:
        DomainWalker(renaming, edits, scope).visit_on(tree, model)

    return edited_expression(text, edit)


def context(text: str, renaming: Renaming, model: str, scope: str = "") -> str:
    """Return a context in new names: `default_…`, `search_default_…` and `group_by` name fields."""

    def edit(tree: ast.expr, edits: Edits) -> None:
        if isinstance(tree, ast.Dict):
            for key, value in zip(tree.keys, tree.values, strict=True):
                _context_item(key, value, renaming, model, edits)
        _rename_values(tree, renaming, scope, "", edits)

    return edited_expression(text, edit)


def expression(text: str, renaming: Renaming, model: str, parent: str = "") -> str:
    """Return an expression of a view in new names: bare names are fields, `parent.x` is outside."""

    def edit(tree: ast.expr, edits: Edits) -> None:
        _rename_values(tree, renaming, model, parent, edits)

    return edited_expression(text, edit)


_CONTEXT_PREFIXES = ("default_", "search_default_", "searchpanel_default_")


def _context_item(
    key: ast.expr | None, value: ast.expr, renaming: Renaming, model: str, edits: Edits
) -> None:
    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
        return
    for prefix in _CONTEXT_PREFIXES:
        if key.value.startswith(prefix):
            bare = key.value[len(prefix) :]
            edits.string(key, prefix + renaming.field(model, bare))
            return
    if key.value in ("group_by", "orderedBy"):
        for node in ast.walk(value):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                edits.string(node, renaming.path(model, node.value))


def _rename_values(
    tree: ast.expr, renaming: Renaming, model: str, parent: str, edits: Edits
) -> None:
    """Rename bare names (fields of the record shown) and `parent.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and model:
            new = renaming.field(model, node.id)
            if new != node.id:
                edits.name(node, new)
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "parent"
        ):
            edits.attribute(node, renaming.field(parent, node.attr))


class DomainWalker:
    """Walks a domain: conditions are triples; `any` holds a domain on the other side."""

    def __init__(self, renaming: Renaming, edits: Edits, scope: str) -> None:
        self.renaming, self.edits, self.scope = renaming, edits, scope

    def visit_on(self, tree: ast.expr, model: str) -> None:
        if isinstance(tree, (ast.List, ast.Tuple)) and _is_condition(tree):
            self._condition(tree, model)
        else:
            for child in ast.iter_child_nodes(tree):
                if isinstance(child, ast.expr):
                    self.visit_on(child, model)
            if isinstance(tree, ast.Name) and self.scope:
                new = self.renaming.field(self.scope, tree.id)
                if new != tree.id:
                    self.edits.name(tree, new)

    def _condition(self, triple: ast.List | ast.Tuple, model: str) -> None:
        path, operator, value = triple.elts
        end = ""
        if isinstance(path, ast.Constant) and isinstance(path.value, str):
            self.edits.string(path, self.renaming.path(model, path.value))
            end = self.renaming.end(model, path.value)
        nested = isinstance(operator, ast.Constant) and operator.value in ("any", "not any")
        if nested:
            self.visit_on(value, end)
        elif self.scope:
            _rename_values(value, self.renaming, self.scope, "", self.edits)


def _is_condition(node: ast.List | ast.Tuple) -> bool:
    """Tell whether a sequence is (field, operator, value), not a list of conditions."""
    if len(node.elts) != 3:
        return False
    first, operator, _value = node.elts
    return (
        isinstance(first, ast.Constant)
        and isinstance(operator, ast.Constant)
        and isinstance(operator.value, str)
        and operator.value not in ("&", "|", "!")
    )
