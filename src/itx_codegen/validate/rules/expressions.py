"""Domains and contexts: parsed, never evaluated."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...errors import Problem
from ...ir import roles
from ...messages import Message, text
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
        tree = ast.parse(value.strip(), mode="eval").body
    except SyntaxError as error:
        yield text("This is no Python expression: %(cause)s.", cause=error.msg)
        return
    if isinstance(role, roles.ContextOn):
        if not isinstance(tree, ast.Dict):
            yield text("A context is written as a dict, as in {'key': 'value'}.")
    elif isinstance(tree, (ast.List, ast.Tuple)):
        for path in domain_paths(tree):
            broken = context.broken_path(model, path)
            if broken is not None:
                yield text(
                    "The model %(model)s has no field %(name)s.", model=broken[0], name=broken[1]
                )
    elif isinstance(tree, ast.Constant):
        yield text("A domain is written as a list, as in [('name', '=', 'value')].")


def domain_paths(tree: ast.expr) -> Iterator[str]:
    """Yield the field paths on the left of a domain's conditions; nested domains are left out."""
    if not isinstance(tree, (ast.List, ast.Tuple)):
        return
    for item in tree.elts:
        if isinstance(item, (ast.List, ast.Tuple)) and len(item.elts) == 3:
            left = item.elts[0]
            if isinstance(left, ast.Constant) and isinstance(left.value, str):
                yield left.value
