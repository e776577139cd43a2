"""Python that compiles. Nothing is run."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

from ...errors import Problem
from ...ir import roles
from ...messages import Message, text
from ...source import check_compiles, margin_removed, parsed
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each piece of code that does not compile or lacks what it must define."""
    for element in context.elements:
        for attribute, role in element.node.roles().items():
            code = getattr(element.node, attribute)
            path = f"{element.path}.{attribute}"
            if isinstance(role, (roles.PythonOn, roles.FreePython)) and code:
                top = isinstance(role, roles.FreePython) and role.top
                in_function = not isinstance(role, roles.PythonOn) or role.of == roles.PARENT
                message = _file_error(code) if top else _body_error(code, in_function)
                if message is not None:
                    yield Problem(path, message)
            elif isinstance(role, roles.ScriptCode):
                yield from (Problem(path, message) for message in _script(code))


def _body_error(code: str, in_function: bool) -> Message | None:
    """Compile statements: the body of a method, in which `return` may stand, or an action's."""
    if not code.strip():
        return text("The code is empty; write at least one statement.")
    try:
        body = margin_removed(code)
    except SyntaxError as error:
        return _cannot_read(error, 0)
    if not in_function:
        return _syntax_error(body, lines_before=0)
    function = "def method(self):\n    pass\n" + textwrap.indent(body, "    ") + "\n"
    return _syntax_error(function, lines_before=2)


def _file_error(code: str) -> Message | None:
    return _syntax_error(textwrap.dedent(code), lines_before=0)


def _script(code: str) -> Iterator[Message]:
    message = _syntax_error(code, lines_before=0)
    if message is not None:
        yield message
        return
    functions = [node for node in parsed(code).body if isinstance(node, ast.FunctionDef)]
    transforms = [function for function in functions if function.name == "transform"]
    if not transforms:
        yield text("The script must define a function `transform(df, ctx)`.")
        return
    arguments = transforms[-1].args
    if len(arguments.posonlyargs + arguments.args) != 2 and not arguments.vararg:
        yield text("`transform` takes two arguments, `df` and `ctx`.")


def _syntax_error(source: str, lines_before: int) -> Message | None:
    try:
        check_compiles(source)
    except SyntaxError as error:
        return _cannot_read(error, lines_before)
    return None


def _cannot_read(error: SyntaxError, lines_before: int) -> Message:
    return text(
        "Python can't read line %(line)s: %(cause)s.",
        line=max(1, (error.lineno or 1) - lines_before),
        cause=error.msg,
    )
