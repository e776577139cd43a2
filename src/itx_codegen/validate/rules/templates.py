"""Templates of emails: well-formed, their expressions Python, about fields that exist."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from lxml import etree

from ...errors import Problem
from ...ir import roles
from ...ir.xml import parse_fragment
from ...messages import Message, text
from ...names import templates
from ...source import expression
from ..context import Context

#: Attributes of every recordset that are no fields.
_NO_FIELDS = frozenset({"env", "ids", "pool"})
_LOOKED_AT = (roles.InlineTemplateOn, roles.HtmlTemplateOn, roles.ExpressionOn)


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each template that can't be rendered."""
    for element in context.elements:
        parent = context.parents.get(element.node.uid)
        for attribute, role in element.node.roles().items():
            value = getattr(element.node, attribute)
            if not isinstance(role, _LOOKED_AT) or not value.strip():
                continue
            model = element.node.model_of(role, parent)
            if isinstance(role, roles.InlineTemplateOn):
                found = _inline(context, value, model)
            elif isinstance(role, roles.HtmlTemplateOn):
                found = _html(context, value, model)
            else:
                found = _expression(context, value, model)
            for message in found:
                yield Problem(f"{element.path}.{attribute}", message)


def _inline(context: Context, value: str, model: str) -> Iterator[Message]:
    for match in templates.INLINE.finditer(value):
        yield from _expression(context, match[1], model)


def _html(context: Context, value: str, model: str) -> Iterator[Message]:
    try:
        root = parse_fragment(value)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        yield text(
            "This is no well-formed XML: %(cause)s (line %(line)s, column %(column)s). Close each "
            "element, as in <br/>, and write &#160; for &nbsp;.",
            cause=error.msg,
            line=line,
            column=column,
        )
        return
    for element in root.iter(etree.Element):
        for source in templates.expressions(element):
            yield from _expression(context, source, model)


def _expression(context: Context, source: str, model: str) -> Iterator[Message]:
    try:
        tree = expression(source.strip())
    except SyntaxError as error:
        yield text(
            "%(source)s is no Python expression: %(cause)s.",
            source=repr(source.strip()),
            cause=error.msg,
        )
        return
    yield from field_problems(context, tree, {"object": model})


def field_problems(
    context: Context, tree: ast.expr, models: Mapping[str, str]
) -> Iterator[Message]:
    """Yield the fields that are not there; `models` says of which models the variables are."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in called:
            variable, path = field_path(node)
            broken = context.broken_path(models[variable], path) if variable in models else None
            if broken is not None:
                yield text(
                    "The model %(model)s has no field %(name)s.", model=broken[0], name=broken[1]
                )


def field_path(node: ast.expr) -> tuple[str, str]:
    """Return (variable, path of fields) for `variable.field.field`; empty texts for the rest."""
    names: list[str] = []
    value = node
    while isinstance(value, ast.Attribute):
        names.insert(0, value.attr)
        value = value.value
    strange = any(name in _NO_FIELDS or name.startswith("_") for name in names)
    return (value.id, ".".join(names)) if isinstance(value, ast.Name) and not strange else ("", "")
