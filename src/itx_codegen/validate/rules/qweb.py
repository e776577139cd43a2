"""QWeb templates: well-formed, their expressions Python, what they call there."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...errors import Problem
from ...ir.kinds.qweb_template import QwebTemplate
from ...ir.xml import parse_arch
from ...messages import Message, text
from ...names import templates
from ...names.qweb import RECORDS
from ...source import expression
from ..context import Context
from ..inheritance import inheritance_problems
from .templates import field_path, field_problems
from .views import no_xml


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each template that can't be rendered."""
    for path, template in context.of(QwebTemplate):
        if template.mode == "extension" and not template.inherit_id:
            message = text("What extends a template needs its XML id in `inherit_id`.")
            yield Problem(f"{path}.inherit_id", message)
        for message in _of_template(context, template):
            yield Problem(f"{path}.arch", message)


def _of_template(context: Context, template: QwebTemplate) -> Iterator[Message]:
    try:
        root = parse_arch(template.arch)
    except etree.XMLSyntaxError as error:
        yield no_xml(error)
        return
    if template.inherit_id:
        yield from inheritance_problems(context, template, root)
    models = dict.fromkeys(RECORDS, template.model) if template.model else {}
    for element in root.iter(etree.Element):
        _learn(context, element, models)
        for source in templates.expressions(element):
            yield from _expression(context, source, element, models)
        if element.get("t-foreach") and not element.get("t-as"):
            yield text(
                "A t-foreach needs a t-as, the name of each record (line %(line)s).",
                line=element.sourceline,
            )
        yield from _called(context, element)


def _learn(context: Context, element: etree._Element, models: dict[str, str]) -> None:
    """Let `models` know of which model the variable is that an element makes; or that it is not."""
    for variable, value in (("t-as", "t-foreach"), ("t-set", "t-value")):
        name = element.get(variable)
        if not name:
            continue
        try:
            source, path = field_path(expression((element.get(value) or "None").strip()))
        except SyntaxError:
            source, path = "", ""
        model = models.get(source, "")
        for field in path.split(".") if path else ():
            model = context.relations.get((model, field), "")
        models.pop(name, None)
        if model:
            models[name] = model


def _expression(
    context: Context, source: str, element: etree._Element, models: dict[str, str]
) -> Iterator[Message]:
    try:
        yield from field_problems(context, expression(source.strip()), models)
    except SyntaxError as error:
        yield text(
            "%(source)s is no Python expression (line %(line)s): %(cause)s.",
            source=repr(source.strip()),
            line=element.sourceline,
            cause=error.msg,
        )


def _called(context: Context, element: etree._Element) -> Iterator[Message]:
    """Templates are called by XML id; what has an expression in it is known at run time only."""
    name = element.get("t-call", "")
    if not name or "{" in name or name == "0":
        return
    module, dot, local = name.partition(".")
    if not dot or module == context.document.module.name:
        known: bool | None = context.kind_of(local if dot else name) is not None
    else:
        known = context.world.has_xml_id(name)
    if known is False:
        yield text(
            "There is no template %(name)s (line %(line)s).", name=name, line=element.sourceline
        )
