"""View archs: well-formed, of the right type, and about fields that exist."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...errors import Problem
from ...ir.kinds.view import View
from ...ir.roles import ContextOn, DomainOn
from ...ir.xml import parse_arch
from ...messages import Message, text
from ..context import Context
from .expressions import expression_problems

_ROOTS = frozenset({"form", "list", "kanban", "search", "calendar", "pivot", "graph", "activity"})


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each arch that Odoo would refuse."""
    for path, view in context.of(View):
        for message in _of_view(context, view):
            yield Problem(f"{path}.arch", message)


def _of_view(context: Context, view: View) -> Iterator[Message]:
    try:
        root = parse_arch(view.arch)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        yield text(
            "This is no XML: %(cause)s (line %(line)s, column %(column)s).",
            cause=error.msg,
            line=line,
            column=column,
        )
        return
    if root.tag != view.type:
        yield text(
            "The outermost element is <%(tag)s>; in a %(type)s view it must be <%(type)s>.",
            tag=root.tag,
            type=view.type,
        )
    yield from _below(context, root, view.model)


def _below(context: Context, element: etree._Element, model: str) -> Iterator[Message]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inside = model
        if child.tag == "field":
            name = child.get("name", "")
            if not name:
                yield text("A <field> needs a name (line %(line)s).", line=child.sourceline)
            elif context.has_field(model, name) is False:
                yield text(
                    "The model %(model)s has no field %(name)s (line %(line)s).",
                    model=model,
                    name=name,
                    line=child.sourceline,
                )
            inside = context.relations.get((model, name), "")
        yield from _expressions(context, child, model, inside)
        for grandchild in child:
            if child.tag == "field" and grandchild.tag in _ROOTS:
                yield from _below(context, grandchild, inside)
        if child.tag != "field":
            yield from _below(context, child, model)


def _expressions(
    context: Context, element: etree._Element, model: str, inside: str
) -> Iterator[Message]:
    about = inside if element.tag == "field" else model
    for attribute, role, on in (
        ("domain", DomainOn(), about),
        ("filter_domain", DomainOn(), model),
        ("context", ContextOn(), about),
    ):
        value = element.get(attribute)
        if value:
            yield from expression_problems(context, value, role, on)
