"""Methods: what each type needs, and a parameter list that Python takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.method import OVERRIDES, Method
from ...messages import Message, text
from ..context import Context

_TRIGGERED = ("onchange", "constrains")
_WITH_FIELDS = ("compute", *_TRIGGERED)


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each method that its type does not allow."""
    for path, method in context.of(Method):
        if context.untouched(method):
            continue
        for attribute, message in _of_method(method):
            yield Problem(f"{path}.{attribute}", message)


def _of_method(method: Method) -> Iterator[tuple[str, Message]]:
    if method.type in OVERRIDES and method.name != method.type:
        yield "name", text("A method of type %(type)s is called so.", type=method.type)
    if method.type in _TRIGGERED and not method.depends:
        yield "depends", text("Say which fields start it.")
    if method.depends and method.type not in _WITH_FIELDS:
        yield "depends", text("Only a compute, an onchange or a constraint depends on fields.")
    if method.type in _TRIGGERED and any("." in path for path in method.depends):
        yield "depends", text("It can be started by the model's own fields only: no dots.")
    try:
        parameters = ast.parse(f"def method({method.signature}): pass").body
    except SyntaxError as error:
        yield "arguments", text("Python can't read the parameters: %(cause)s.", cause=error.msg)
        return
    first = parameters[0]
    if len(parameters) != 1 or not isinstance(first, ast.FunctionDef) or len(first.body) != 1:
        yield "arguments", text("Write the parameters only, as in self, vals.")
    elif not first.args.args or first.args.args[0].arg != "self":
        yield "arguments", text("The first parameter is self.")
    for decorator in method.decorators.strip().splitlines():
        if not _is_decorator(decorator):
            yield "decorators", text("%(line)s is no decorator.", line=repr(decorator))


def _is_decorator(line: str) -> bool:
    try:
        ast.parse(f"{line}\ndef method(self): pass")
    except SyntaxError:
        return False
    return line.startswith("@")
