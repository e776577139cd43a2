"""Python that compiles. Nothing is run."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

from ...errors import Problem
from ...ir import roles
from ...messages import Message, text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each piece of code that does not compile or lacks what it must define."""
    for element in context.elements:
        for attribute, role in element.node.roles().items():
            code = getattr(element.node, attribute)
            path = f"{element.path}.{attribute}"
            if isinstance(role, (roles.PythonOn, roles.FreePython)) and code:
                top = isinstance(role, roles.FreePython) and role.top
                message = _file_error(code) if top else _body_error(code)
                if message is not None:
                    yield Problem(path, message)
            elif isinstance(role, roles.ScriptCode):
                yield from (Problem(path, message) for message in _script(code))


def _body_error(code: str) -> Message | None:
    """Compile statements as the body of a function, so that `return` may stand in them."""
    body = textwrap.dedent(code.expandtabs(4)).strip("\n")
    if not body.strip():
        return text("The code is empty; write at least one statement.")
    function = "def method(self):\n" + textwrap.indent(body, "    ") + "\n"
    return _syntax_error(function, lines_before=1)


def _file_error(code: str) -> Message | None:
    return _syntax_error(textwrap.dedent(code), lines_before=0)


def _script(code: str) -> Iterator[Message]:
    message = _syntax_error(code, lines_before=0)
    if message is not None:
        yield message
        return
    functions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    if not any(f.name == "transform" and len(f.args.args) == 2 for f in functions):
        yield text("The script must define a function `transform(df, ctx)`.")


def _syntax_error(source: str, lines_before: int) -> Message | None:
    try:
        compile(source, "<code>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return text(
            "Python can't read line %(line)s: %(cause)s.",
            line=(error.lineno or 1) - lines_before,
            cause=error.msg,
        )
    except ValueError as error:
        return text("Python can't read this code: %(cause)s.", cause=error)
    return None
