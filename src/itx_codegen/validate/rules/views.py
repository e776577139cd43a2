"""View archs: well-formed, of the right type, and about fields that exist."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from lxml import etree

from ...errors import Problem
from ...ir.kinds.view import View
from ...ir.roles import ContextOn, DomainOn
from ...ir.xml import parse_arch
from ...messages import Message, text
from ...names.renaming import Renaming
from ...names.xpath import xpath
from ..context import Context
from ..inheritance import inheritance_problems
from .expressions import expression_problems

_ROOTS = frozenset({"form", "list", "kanban", "search", "calendar", "pivot", "graph", "activity"})


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each arch that Odoo would refuse."""
    for path, view in context.of(View):
        if not (view.type or view.inherit_id):
            message = text("A view needs a type, or the XML id of a view that it inherits from.")
            yield Problem(f"{path}.type", message)
        if view.mode == "extension" and not view.inherit_id:
            message = text("What extends a view needs its XML id in `inherit_id`.")
            yield Problem(f"{path}.inherit_id", message)
        for message in _of_view(context, view):
            yield Problem(f"{path}.arch", message)


def _of_view(context: Context, view: View) -> Iterator[Message]:
    try:
        root = parse_arch(view.arch)
    except etree.XMLSyntaxError as error:
        yield no_xml(error)
        return
    if view.inherit_id:
        yield from inheritance_problems(context, view, root)
        holder = etree.Element("data")
        holder.append(root)
        yield from _below(context, holder, view.model)
        return
    if view.type and view.type != "qweb" and root.tag != view.type:
        yield text(
            "The outermost element is <%(tag)s>; in a %(type)s view it must be <%(type)s>.",
            tag=root.tag,
            type=view.type,
        )
    for fault in context.world.arch_faults(view.type, view.arch) or ():
        yield text("It is not built as Odoo wants it: %(cause)s.", cause=fault)
    yield from _below(context, root, view.model)


def no_xml(error: etree.XMLSyntaxError) -> Message:
    """Return the sentence for XML that can't be read."""
    line, column = error.position
    # The library's own sentence ends with the place already.
    cause = (error.msg or "").rsplit(", line ", 1)[0]
    return text(
        "This is no XML: %(cause)s (line %(line)s, column %(column)s).",
        cause=cause,
        line=line,
        column=column,
    )


def _below(context: Context, element: etree._Element, model: str) -> Iterator[Message]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inside, field = model, ""
        if child.tag == "field":
            field = child.get("name", "")
            yield from _field(context, child, model)
        elif child.tag == "xpath":
            unchanged = Renaming(("", ""), relations=context.relations)
            place = xpath(child.get("expr", ""), unchanged, model)[1]
            inside, field = place.model, place.field
        target = context.relations.get((inside, field), "") if field else ""
        yield from _expressions(context, child, inside, target)
        for grandchild in child:
            if field and grandchild.tag in _ROOTS:
                yield from _below(context, grandchild, target)
        if child.tag != "field" or child.get("position"):
            yield from _below(context, _without_views(child) if field else child, inside)


def _without_views(element: etree._Element) -> etree._Element:
    """Return an element that holds what stands in another, but for the views of a field."""
    holder = etree.Element("data")
    for child in element:
        if child.tag not in _ROOTS:
            copied = copy(child)
            copied.tail = None
            holder.append(copied)
    return holder


def _field(context: Context, element: etree._Element, model: str) -> Iterator[Message]:
    name = element.get("name", "")
    if not name:
        yield text("A <field> needs a name (line %(line)s).", line=element.sourceline)
    elif context.has_field(model, name) is False:
        yield text(
            "The model %(model)s has no field %(name)s (line %(line)s).",
            model=model,
            name=name,
            line=element.sourceline,
        )


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
    yield from _groups(context, element)


def _groups(context: Context, element: etree._Element) -> Iterator[Message]:
    """In XML, Odoo wants the name of each group with that of its module."""
    for name in (element.get("groups") or "").split(","):
        bare = name.strip().removeprefix("!")
        if not bare:
            continue
        module, dot, local = bare.partition(".")
        own = context.document.module.name
        if not dot:
            yield text(
                "Odoo wants the module's name before that of a group: write %(full)s "
                "(line %(line)s).",
                full=f"{own}.{bare}",
                line=element.sourceline,
            )
        elif (module == own and context.kind_of(local) is None) or (
            module != own and context.world.has_xml_id(bare) is False
        ):
            yield text(
                "There is no group %(name)s (line %(line)s).", name=bare, line=element.sourceline
            )
