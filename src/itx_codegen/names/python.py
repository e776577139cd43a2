"""New names in Python code that works on recordsets.

A name after a dot is renamed only where the model in front of it is known. The model is followed
from `self`, `env["…"]`, loops, assignments and the methods of recordsets, in the order of the text.
"""

from __future__ import annotations

import ast
import textwrap

from ..source import Edits
from .expressions import DomainWalker
from .renaming import Renaming

#: Methods of a recordset whose result is a recordset of the same model.
_SAME_MODEL = frozenset(
    {
        "browse",
        "concat",
        "copy",
        "create",
        "ensure_one",
        "exists",
        "filtered",
        "filtered_domain",
        "new",
        "search",
        "search_fetch",
        "sorted",
        "sudo",
        "union",
        "with_company",
        "with_context",
        "with_env",
        "with_user",
        "with_prefetch",
    }
)
#: Methods whose first argument is a path of fields, a domain, or a dict of values.
_PATH_ARGUMENT = frozenset({"filtered", "mapped", "sorted", "grouped"})
_DOMAIN_ARGUMENT = frozenset({"search", "search_count", "search_fetch", "filtered_domain"})
_VALUES_ARGUMENT = frozenset({"create", "new", "update", "write"})

_ENV = object()


def python(code: str, renaming: Renaming, model: str) -> str:
    """Return statements in new names; `self`, `record` and `records` are of the (old) `model`.

    Code that does not parse comes back as it is: saying so is the business of the validation.
    """
    try:
        tree = ast.parse(textwrap.dedent(code))
    except SyntaxError:
        return code
    text = textwrap.dedent(code)
    edits = Edits(text)
    names: dict[str, object] = dict.fromkeys(("self", "record", "records"), model)
    names |= {"model": model, "env": _ENV}
    _Walker(renaming, edits, names).visit(tree)
    changed = edits.result()
    return code if changed == text else changed


class _Walker(ast.NodeVisitor):
    def __init__(self, renaming: Renaming, edits: Edits, names: dict[str, object]) -> None:
        self.renaming, self.edits, self.names = renaming, edits, names

    # what an expression is: a model's name, the environment, or unknown (None)

    def infer(self, node: ast.expr) -> object:
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute):
            base = self.infer(node.value)
            if node.attr == "env":
                return _ENV
            return self._target(base, node.attr)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._call(node, node.func)
        if isinstance(node, ast.BinOp):
            return self.infer(node.left) or self.infer(node.right)
        if isinstance(node, ast.BoolOp):
            return next(filter(None, map(self.infer, node.values)), None)
        if isinstance(node, ast.IfExp):
            return self.infer(node.body) or self.infer(node.orelse)
        return None

    def _target(self, base: object, name: str) -> object:
        return self.renaming.target(base, name) or None if isinstance(base, str) else None

    def _subscript(self, node: ast.Subscript) -> object:
        base, key = self.infer(node.value), _string(node.slice)
        if base is _ENV:
            return key
        if key is not None:
            return self._target(base, key)
        return base if isinstance(base, str) else None

    def _call(self, node: ast.Call, function: ast.Attribute) -> object:
        base = self.infer(function.value)
        if not isinstance(base, str):
            return None
        if function.attr in _SAME_MODEL:
            return base
        if function.attr == "mapped" and node.args:
            path = _string(node.args[0])
            return self.renaming.end(base, path) or None if path else None
        return None

    # where names stand

    def visit_Attribute(self, node: ast.Attribute) -> None:
        base = self.infer(node.value)
        if isinstance(base, str):
            new = self.renaming.field(base, node.attr)
            if new != node.attr:
                self.edits.attribute(node, new)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        base = self.infer(node.value)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            if base is _ENV:
                self.edits.string(node.slice, self.renaming.model(node.slice.value))
            elif isinstance(base, str):
                self.edits.string(node.slice, self.renaming.field(base, node.slice.value))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.args:
            base = self.infer(node.func.value)
            if isinstance(base, str):
                self._arguments(node.func.attr, node.args[0], base)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "ref" and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                self.edits.string(name, self.renaming.xml_id(name.value))
        self.generic_visit(node)

    def _arguments(self, method: str, argument: ast.expr, model: str) -> None:
        if method in _PATH_ARGUMENT:
            if isinstance(argument, ast.Lambda) and argument.args.args:
                self.names[argument.args.args[0].arg] = model
            elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                self.edits.string(argument, self.renaming.path(model, argument.value))
        elif method in _DOMAIN_ARGUMENT:
            DomainWalker(self.renaming, self.edits, "").visit_on(argument, model)
        elif method in _VALUES_ARGUMENT:
            for values in ast.walk(argument):
                if isinstance(values, ast.Dict):
                    self._keys(values, model)

    def _keys(self, values: ast.Dict, model: str) -> None:
        for key in values.keys:
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self.edits.string(key, self.renaming.field(model, key.value))

    # where names get their model

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        known = self.infer(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.names[target.id] = known

    def visit_For(self, node: ast.For) -> None:
        if isinstance(node.target, ast.Name):
            self.names[node.target.id] = self.infer(node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        if isinstance(node.target, ast.Name):
            self.names[node.target.id] = self.infer(node.iter)
        self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node, node.generators)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._comprehension(node, node.generators)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node, node.generators)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node, node.generators)

    def _comprehension(self, node: ast.expr, generators: list[ast.comprehension]) -> None:
        """The loops of a comprehension come after the expression that uses their names."""
        for generator in generators:
            self.visit(generator)
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.comprehension):
                self.visit(child)


def _string(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
