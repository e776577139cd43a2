"""Methods of a model's class: their head, and the body as its author wrote it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import NamedTuple, cast

from ...ir.kinds.method import Method, MethodType
from ...messages import Message, text
from ..draft import Cut, Raw
from .lines import Lines, first_line, last_line
from .values import NoValueError, value_of

#: The usual head, on one line: its parameters and what it says to return.
_HEAD = re.compile(
    r"\s*def\s+\w+\s*\((?P<arguments>[^()#\"'\\]*)\)\s*(?:->\s*(?P<returns>[^:#\"'\\]+?)\s*)?"
    r":\s*(?:#.*)?$"
)

#: Decorators that name fields → the type of the methods that have them.
_TRIGGERED = {
    "api.depends": "compute",
    "api.onchange": "onchange",
    "api.constrains": "constrains",
}


class _Head(NamedTuple):
    arguments: str
    returns: str
    last: int  # the line of the colon


def method(node: ast.FunctionDef, lines: Lines) -> list[Cut] | Message:
    """Return the pieces of a method, or why it can't be modelled: its head, and its body.

    One on a single line is one piece.
    """
    head = _head(node, lines)
    if head is None:
        return text("Its head can't be told from its body.")
    first, last = first_line(node), last_line(node)
    body = node.body[0]
    raw: Raw = {"name": node.name, **_kind(node)}
    raw["arguments"] = head.arguments
    if head.returns:
        raw["returns"] = head.returns
    if first_line(body) == head.last:
        line = lines.text(head.last, last)
        raw["code"] = line[len(line.encode()[: body.col_offset].decode()) :].strip()
        return [Cut(lines.text(first, last), raw)]
    margin = lines.line(first_line(body))[: body.col_offset]
    raw["code"] = lines.dedented(head.last + 1, last, margin)
    return [
        Cut(lines.text(first, head.last), raw, "name,type,depends,arguments,returns,decorators"),
        Cut(lines.text(head.last + 1, last), raw, "code"),
    ]


def usual_arguments(kind: str) -> str:
    """Return the parameters that a method of a type has unless it says otherwise."""
    return Method(name="method", type=cast(MethodType, kind), code="pass").signature


def _kind(node: ast.FunctionDef) -> Raw:
    """Return the type of a method with what its decorators say."""
    sources = [ast.unparse(decorator) for decorator in node.decorator_list]
    plain = all(source.startswith("api.") for source in sources)
    triggers = sorted(range(len(sources)), key=lambda at: "depends(" not in sources[at])
    for at in triggers:
        decorator = node.decorator_list[at]
        kind = _TRIGGERED.get(sources[at].partition("(")[0], "")
        depends = _paths(decorator) if kind and (plain or at == 0) else []
        dotted = any("." in path for path in depends)
        if depends and not (kind != "compute" and dotted):
            return {"type": kind, "depends": depends, **_further(sources, at)}
    if node.name == "create" and "api.model_create_multi" in sources[:1]:
        return {"type": "create", **_further(sources, 0)}
    if sources[:1] == ["api.ondelete(at_uninstall=False)"]:
        return {"type": "ondelete", **_further(sources, 0)}
    if node.name in ("write", "unlink"):
        return {"type": node.name, **_further(sources)}
    kind = "action" if node.name.startswith("action_") else "helper"
    return {"type": kind, **_further(sources)}


def _further(sources: list[str], said: int = -1) -> Raw:
    """Return the decorators as the element has them, without the one that its type stands for."""
    rest = [f"@{source}" for at, source in enumerate(sources) if at != said]
    return {"decorators": "\n".join(rest)} if rest else {}


def _paths(decorator: ast.expr) -> list[str]:
    """Return the field paths that a decorator names; none where it has anything else."""
    if not isinstance(decorator, ast.Call) or decorator.keywords:
        return []
    try:
        values = [value_of(one) for one in decorator.args]
    except NoValueError:
        return []
    return values if all(isinstance(one, str) and one.strip() for one in values) else []


def _head(node: ast.FunctionDef, lines: Lines) -> _Head | None:
    """Return what a method's head says and where it ends; None where that can't be told."""
    usual = _HEAD.match(lines.line(node.lineno).rstrip("\r\n"))
    if usual is not None:
        return _Head(usual["arguments"].strip(), usual["returns"] or "", node.lineno)
    source = lines.text(node.lineno, last_line(node))
    depth, inside, end = 0, [(0, 0), (0, 0)], (0, 0)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
            if token.type != tokenize.OP:
                continue
            if token.string in "([{":
                depth += 1
                if depth == 1 and inside[0] == (0, 0):
                    inside[0] = token.end
            elif token.string in ")]}":
                depth -= 1
                if depth == 0 and inside[1] == (0, 0):
                    inside[1] = token.start
            elif token.string == ":" and depth == 0:
                end = token.start
                break
    except (tokenize.TokenError, IndentationError):
        return None
    if end == (0, 0):
        return None
    arguments = _between(source, inside[0], inside[1]).strip()
    if "\n" in arguments and "#" not in arguments:
        # How it was broken into lines is for black to say again.
        arguments = ast.unparse(node.args)
    returns = lines.of(node.returns) if node.returns is not None else ""
    return _Head(arguments, returns, node.lineno + end[0] - 1)


def _between(source: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the text between two places (line from 1, column in characters)."""
    held = io.StringIO(source, newline="").readlines()[start[0] - 1 : end[0]]
    held[-1] = held[-1][: end[1]]
    held[0] = held[0][start[1] :]
    return "".join(held).replace("\r\n", "\n")
