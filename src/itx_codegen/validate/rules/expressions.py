"""Domains and contexts: parsed, never evaluated."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...errors import Problem
from ...ir import roles
from ...messages import Message, text
from ...names.expressions import NESTING, OPERATORS
from ...source import expression
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each domain or context that can't be read."""
    for element in context.elements:
        parent = context.parents.get(element.node.uid)
        for attribute, role in element.node.roles().items():
            value = getattr(element.node, attribute)
            if not value or not isinstance(role, (roles.DomainOn, roles.ContextOn)):
                continue
            model = element.node.model_of(role, parent)
            for message in expression_problems(context, value, role, model):
                yield Problem(f"{element.path}.{attribute}", message)


def expression_problems(
    context: Context, value: str, role: roles.Role, model: str
) -> Iterator[Message]:
    """Yield what is wrong with the text of a domain or context on a model."""
    try:
        tree = expression(value.strip())
    except SyntaxError as error:
        yield text("This is no Python expression: %(cause)s.", cause=error.msg)
        return
    if isinstance(role, roles.ContextOn):
        if not isinstance(tree, ast.Dict):
            yield text("A context is written as a dict, as in {'key': 'value'}.")
    else:
        yield from domain_problems(context, tree, model)


def domain_problems(context: Context, tree: ast.expr, model: str) -> Iterator[Message]:
    """Yield what is wrong with a domain on a model; what only Odoo can evaluate is not judged."""
    if isinstance(tree, (ast.Constant, ast.Dict, ast.Set)):
        yield text("A domain is written as a list, as in [('name', '=', 'value')].")
    if not isinstance(tree, (ast.List, ast.Tuple)):
        return
    wanted = 1
    for item in tree.elts:
        if isinstance(item, ast.Constant) and item.value in _ARITY:
            wanted += _ARITY[str(item.value)] - 1
        else:
            wanted = max(wanted - 1, 0)
            yield from _condition(context, item, model)
    if tree.elts and wanted > 0 and any(isinstance(item, ast.Constant) for item in tree.elts):
        yield text("A condition is missing: `&` and `|` want two behind them, `!` wants one.")


#: Operator before conditions → how many it joins.
_ARITY = {"&": 2, "|": 2, "!": 1}


def _condition(context: Context, item: ast.expr, model: str) -> Iterator[Message]:
    if isinstance(item, ast.Constant):
        yield text(
            "%(part)s is no condition; write (field, operator, value), or one of &, | and !.",
            part=repr(item.value),
        )
    if not isinstance(item, (ast.List, ast.Tuple)):
        return
    if len(item.elts) != 3:
        yield text("A condition has three parts: (field, operator, value).")
        return
    path, operator, value = item.elts
    if not isinstance(operator, ast.Constant):
        return
    if str(operator.value).lower() not in OPERATORS:
        yield text("%(operator)s is no operator of domains.", operator=repr(operator.value))
    if not (isinstance(path, ast.Constant) and isinstance(path.value, str)):
        return
    broken = context.broken_path(model, path.value)
    if broken is not None:
        yield text("The model %(model)s has no field %(name)s.", model=broken[0], name=broken[1])
    elif operator.value in NESTING:
        yield from domain_problems(context, value, context.end(model, path.value))
