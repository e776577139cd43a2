"""New names in Python code that works on recordsets.

A name is renamed only where the model in front of it is certain: it is followed from `self`,
`env["…"]`, loops, assignments and the methods of recordsets, on every way through the code. What
may be a field of the module, but is not certain to be one, stays and is told (`doubts`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..source import Edits, edited_expression, expression, margin_removed, parsed
from .arguments import Takes, arguments
from .expressions import DomainWalker
from .known import Names, Thing, text
from .renaming import Renaming


class Doubt(NamedTuple):
    """A piece of code that keeps its name, because nobody can tell what it is about."""

    line: int
    source: str


def python(code: str, renaming: Renaming, model: str) -> str:
    """Return statements in new names; `self`, `record` and `records` are of the (old) `model`.

    Code that does not parse comes back as it is: saying so is the business of the validation.
    """
    walked = _walked(code, renaming, model)
    if walked is None:
        return code
    body, walker = walked
    changed = walker.edits.result()
    return code if changed == body else changed


def doubts(code: str, renaming: Renaming, model: str) -> tuple[Doubt, ...]:
    """Return what in the statements may have another name too, but is not certain to."""
    walked = _walked(code, renaming, model)
    return () if walked is None else tuple(sorted(set(walked[1].all_doubts())))


def _walked(code: str, renaming: Renaming, model: str) -> tuple[str, _Walker] | None:
    try:
        body = margin_removed(code)
        tree = parsed(body)
    except SyntaxError:
        return None
    models = dict.fromkeys(("self", "record", "records", "model"), model)
    walker = _Walker(renaming, Edits(body), Names(renaming, models))
    walker.visit(tree)
    walker.finish()
    return body, walker


def python_expression(text: str, renaming: Renaming, models: Mapping[str, str]) -> str:
    """Return an expression in new names; `models` says of which (old) models its variables are.

    One that does not parse comes back as it is.
    """
    return Expressions(renaming, models).renamed(text)


class Expressions:
    """Expressions that stand one after the other; what one of them is called, the next ones know.

    `models` says which (old) model the records behind some names have at the beginning.
    """

    def __init__(self, renaming: Renaming, models: Mapping[str, str]) -> None:
        self._renaming, self._names = renaming, Names(renaming, models)

    def renamed(self, text: str) -> str:
        """Return an expression in new names; one that does not parse comes back as it is."""

        def edit(tree: ast.expr, edits: Edits) -> None:
            walker = _Walker(self._renaming, edits, self._names)
            walker.visit(tree)
            walker.finish()

        return edited_expression(text, edit)

    def bind(self, name: str, text: str) -> None:
        """Remember what an expression (in old names) gives, or what it holds, under a name."""
        try:
            tree = expression(text.strip())
        except SyntaxError:
            return
        found = self._names.infer(tree)
        self._names.table[name] = found if isinstance(found, str) else self._names.element(found)


class _Walker(ast.NodeVisitor):
    def __init__(self, renaming: Renaming, edits: Edits, names: Names) -> None:
        self.renaming, self.edits, self.names = renaming, edits, names
        self.doubts: list[Doubt] = []
        #: Literals that turned out to hold values of a model, or a domain on it.
        self._values_of: dict[ast.expr, str] = {}
        #: What is put into literals later on: (literal, key) and (literal, element).
        self._keys: list[tuple[ast.expr, ast.Constant, str]] = []
        self._elements: list[tuple[ast.expr, ast.expr]] = []
        #: Functions that the code defines, each with its calls: what it is given, what is known.
        self._calls: dict[ast.FunctionDef, list[tuple[list[Any], dict[str, Any]]]] = {}
        self._changing = {
            old for names in renaming.fields.values() for old, new in names.items() if old != new
        }

    def all_doubts(self) -> Iterator[Doubt]:
        """Yield what is in doubt, with what could not be edited where it stands."""
        yield from self.doubts
        for node in self.edits.missed:
            if isinstance(node, ast.expr):
                yield Doubt(node.lineno, ast.unparse(node))

    # where names stand

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._attribute(node, called=False)
        self.visit(node.value)

    def _attribute(self, node: ast.Attribute, called: bool) -> None:
        base = self.names.infer(node.value)
        if isinstance(base, str):
            self.edits.attribute(node, self.renaming.field(base, node.attr))
        elif base is None and not called and node.attr in self._changing:
            self.doubts.append(Doubt(node.lineno, ast.unparse(node)))

    def visit_Subscript(self, node: ast.Subscript) -> None:
        base, key = self.names.infer(node.value), node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if base is Thing.ENVIRONMENT:
                self.edits.string(key, self.renaming.model(key.value))
            elif isinstance(base, str):
                self.edits.string(key, self.renaming.field(base, key.value))
            elif isinstance(base, ast.expr):
                self._keys.append((base, key, key.value))
            elif base is None and key.value in self._changing:
                self.doubts.append(Doubt(node.lineno, ast.unparse(node)))
        else:
            self.visit(key)
        self.visit(node.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and text(key) == "res_model" and self._model(value):
                continue
            for part in filter(None, (key, value)):
                self.visit(part)

    def visit_Compare(self, node: ast.Compare) -> None:
        others = [self.names.infer(other) for other in node.comparators]
        if others != [Thing.ENVIRONMENT] or not self._model(node.left):
            self.visit(node.left)
        for other in node.comparators:
            self.visit(other)

    def _model(self, node: ast.expr) -> bool:
        """Rename a text that is certain to name a model; tell if there is one."""
        name = text(node)
        if name is None or not isinstance(node, ast.Constant):
            return False
        self.edits.string(node, self.renaming.model(name))
        return True

    def visit_Constant(self, node: ast.Constant) -> None:
        name = node.value
        if isinstance(name, str) and self.renaming.model(name) != name:
            self.doubts.append(Doubt(node.lineno, ast.unparse(node)))

    def visit_Call(self, node: ast.Call) -> None:
        functions: dict[ast.expr, Any] = {}
        if isinstance(node.func, ast.Attribute):
            self._attribute(node.func, called=True)
            self.visit(node.func.value)
            functions = self._method(node, node.func)
        else:
            self.visit(node.func)
            if isinstance(node.func, ast.Name):
                functions = self._function(node, node.func.id)
        of_model = self._names_model(node)
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            if argument is of_model:
                self._model(argument)
            elif isinstance(argument, ast.Lambda) and argument in functions:
                self._lambda(argument, functions[argument])
            else:
                self.visit(argument)

    def _names_model(self, node: ast.Call) -> ast.expr | None:
        """Return the argument of `env.get("a.model")`, if a call is one with a text."""
        function = node.func
        if not isinstance(function, ast.Attribute) or function.attr != "get" or not node.args:
            return None
        known = self.names.infer(function.value) is Thing.ENVIRONMENT
        return node.args[0] if known and text(node.args[0]) is not None else None

    def _method(self, node: ast.Call, function: ast.Attribute) -> dict[ast.expr, Any]:
        """Rename in the arguments of a method; return lambda → what its parameter stands for."""
        base, functions = self.names.infer(function.value), {}
        if isinstance(base, str):
            for argument in arguments(function.attr, node):
                if argument.takes is Takes.FUNCTION:
                    functions[argument.value] = base
                    self._note_call(argument.value, [base])
                self._argument(argument.value, argument.takes, base)
        elif isinstance(base, ast.expr) and function.attr in ("append", "extend"):
            self._elements += [(base, argument) for argument in node.args]
        if function.attr == "ref" and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                self.edits.string(name, self.renaming.xml_id(name.value))
        return functions

    def _function(self, node: ast.Call, name: str) -> dict[ast.expr, Any]:
        self._note_call(node.func, [self.names.infer(argument) for argument in node.args])
        if name in ("filter", "map") and len(node.args) == 2:
            return {node.args[0]: self.names.element(self.names.infer(node.args[1]))}
        if name in ("max", "min", "sorted") and node.args:
            element = self.names.element(self.names.infer(node.args[0]))
            return {k.value: element for k in node.keywords if k.arg == "key"}
        return {}

    def _lambda(self, node: ast.Lambda, value: Any) -> None:
        with self.names.inside():
            self._parameters(node.args)
            if len(node.args.args) == 1:
                self.names.table[node.args.args[0].arg] = value
            self.visit(node.body)

    # what arguments name

    def _argument(self, node: ast.expr, takes: Takes, model: str) -> None:
        if takes is Takes.VALUES:
            self._values(node, model)
            return
        known = self.names.infer(node) if isinstance(node, ast.Name) else node
        if not isinstance(known, ast.expr):
            return
        if takes is Takes.DOMAIN:
            DomainWalker(self.renaming, self.edits).visit_on(known, model)
            if known is not node:
                self._domains_of(known, model)
        elif takes is not Takes.NOTHING:
            parts = known.elts if isinstance(known, (ast.List, ast.Tuple)) else [known]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    self.edits.string(part, self._ordered(part.value, model))

    def _ordered(self, value: str, model: str) -> str:
        terms = []
        for term in value.split(","):
            name = term.strip().partition(" ")[0]
            new = self.renaming.path(model, name)
            terms.append(term.replace(name, new, 1) if name else term)
        return ",".join(terms)

    def _domains_of(self, literal: ast.expr, model: str) -> None:
        """Rename in what is put into a domain piece by piece."""
        for held, element in self._elements:
            if held is literal:
                DomainWalker(self.renaming, self.edits).visit_on(element, model)

    def _values(self, node: ast.expr, model: str) -> None:
        """Rename the keys of values of a model, and of what its links are given."""
        if isinstance(node, ast.Dict):
            self._values_of[node] = model
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    self.edits.string(key, self.renaming.field(model, key.value))
                    target = self.renaming.target(model, key.value)
                    if target:
                        self._values(value, target)
                elif key is None:
                    self._values(value, model)
        elif isinstance(node, (ast.List, ast.Tuple)):
            self._values_of[node] = model
            for item in node.elts:
                self._values(item, model)
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            self._values(node.elt, model)
        elif isinstance(node, ast.IfExp):
            self._values(node.body, model)
            self._values(node.orelse, model)
        elif isinstance(node, ast.Call):
            self._call_of_values(node, model)
        elif isinstance(node, ast.Name):
            known = self.names.infer(node)
            if isinstance(known, ast.expr) and known not in self._values_of:
                self._values(known, model)

    def _call_of_values(self, node: ast.Call, model: str) -> None:
        """`dict(name=…)` names fields; `Command.create({…})` holds values."""
        if isinstance(node.func, ast.Name) and node.func.id == "dict":
            for keyword in node.keywords:
                if keyword.arg is not None:
                    self.edits.keyword(keyword, self.renaming.field(model, keyword.arg))
        for argument in node.args:
            self._values(argument, model)

    def finish(self) -> None:
        """Rename in functions that the code defines, and in literals that were made bit by bit.

        What they are about has become clear only by what came after them.
        """
        while self._calls:
            with self.names.inside():
                self._body(*self._calls.popitem())
        for literal, element in self._elements:
            if literal in self._values_of:
                self._values(element, self._values_of[literal])
        for literal, key, name in self._keys:
            if literal in self._values_of:
                self.edits.string(key, self.renaming.field(self._values_of[literal], name))

    # where names get their model

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        value = self.names.infer(node.value)
        for target in node.targets:
            self.visit(target)
            self.names.bind(target, value)
            if isinstance(target, ast.Name) and target.id == "action":
                self._answer(node.value)

    def _answer(self, node: ast.expr) -> None:
        """Rename in what code answers to a change in a form: values and domains of the record."""
        model = self.names.table.get("record")
        if isinstance(node, ast.Dict) and isinstance(model, str):
            for key, held in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in ("value", "domain"):
                    self._values(held, model)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)
            self.names.bind(node.target, self.names.infer(node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.target)
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            before, added = self.names.infer(node.target), self.names.infer(node.value)
            if isinstance(before, ast.expr):
                self._elements.append((before, node.value))
            elif before != added:
                self.names.bind(node.target, None)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.names.bind(node.target, self.names.infer(node.value))

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        element = self.names.element(self.names.infer(node.iter))
        self._loop(node.body, lambda: self.names.bind(node.target, element))
        self.visit(node.target)
        self._all(node.orelse)

    def visit_While(self, node: ast.While) -> None:
        self._loop([ast.Expr(node.test), *node.body], lambda: None)
        self._all(node.orelse)

    def _loop(self, body: Sequence[ast.stmt], bind: Any) -> None:
        """Go through a loop: what its end says of a name holds at its beginning too."""
        before: dict[str, Any] = {}
        for _round in range(len(self.names.table) + 1):
            before = dict(self.names.table)
            bind()
            _Walker(self.renaming, self.edits.unedited(), self.names)._all(body)
            self.names.merge(before)
            if self.names.table == before:
                break
        bind()
        self._all(body)
        self.names.merge(before)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self._ways([node.body, node.orelse])

    def visit_Try(self, node: ast.Try) -> None:
        start = dict(self.names.table)
        self._all(node.body)
        self._all(node.orelse)
        done = dict(self.names.table)
        self.names.merge(start)
        self._ways([[*handler.body] for handler in node.handlers])
        self.names.merge(done)
        self._all(node.finalbody)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        for case in node.cases:
            for pattern in ast.walk(case.pattern):
                name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
                if isinstance(name, str):
                    self.names.table[name] = None
        guards = [[ast.Expr(case.guard)] if case.guard else [] for case in node.cases]
        self._ways([[*g, *case.body] for g, case in zip(guards, node.cases, strict=True)] + [[]])

    def _ways(self, bodies: Sequence[Sequence[ast.stmt]]) -> None:
        """Go through bodies of which one is carried out; keep what holds after any of them."""
        start = dict(self.names.table)
        ends = []
        for body in bodies:
            self.names.table = dict(start)
            self._all(body)
            ends.append(self.names.table)
        for end in ends[:-1]:
            self.names.merge(end)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self.names.bind(item.optional_vars, None)
        self._all(node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Wait with the body: what its parameters stand for is known from the calls."""
        self.names.table[node.name] = node
        self._calls.setdefault(node, [])

    def _note_call(self, function: ast.expr, given: list[Any]) -> None:
        known = self.names.table.get(function.id) if isinstance(function, ast.Name) else None
        if isinstance(known, ast.FunctionDef):
            self._calls.setdefault(known, []).append((given, dict(self.names.table)))

    def _body(self, node: ast.FunctionDef, calls: list[tuple[list[Any], dict[str, Any]]]) -> None:
        """Go through a function; a parameter is certain where all calls agree on it."""
        for _given, table in calls:
            self.names.merge(table)
        self._parameters(node.args)
        for position, parameter in enumerate(node.args.args):
            values = [given[position] for given, _table in calls if position < len(given)]
            if len(values) == len(calls) and values and all(one == values[0] for one in values):
                self.names.table[parameter.arg] = values[0]
        self._all(node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._lambda(node, None)

    def _parameters(self, parameters: ast.arguments) -> None:
        for node in ast.walk(parameters):
            if isinstance(node, ast.arg):
                self.names.table[node.arg] = None
        for default in (*parameters.defaults, *filter(None, parameters.kw_defaults)):
            self.visit(default)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node.generators, [node.key, node.value])

    def _comprehension(self, loops: list[ast.comprehension], made: list[ast.expr]) -> None:
        """Loops come before the expressions that use their names, though they stand behind them."""
        with self.names.inside():
            for loop in loops:
                self.visit(loop.iter)
                self.names.bind(loop.target, self.names.element(self.names.infer(loop.iter)))
                for condition in loop.ifs:
                    self.visit(condition)
            for expression in made:
                self.visit(expression)

    def _all(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)
