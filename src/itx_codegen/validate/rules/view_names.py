"""What views name besides the fields that they show."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lxml import etree

from ...errors import Problem
from ...ir.kinds.view import View
from ...ir.xml import parse_arch
from ...messages import Message, text
from ...names.expressions import bound_names
from ...names.renaming import Renaming, actions
from ...names.uses import Meaning, Use, uses
from ...source import RECORD_ID, expression
from ..context import Context
from ..odoo_names import BASE_MODEL_NAMES

#: What the expressions of a view know besides fields: Odoo's list
#: (`odoo.tools.view_validation.IGNORED_IN_EXPRESSION`), the record around, and what actions say.
_KNOWN = frozenset(
    """
    False None True abs active_id active_ids active_model allowed_company_ids bool context
    context_today current_company_id current_date datetime float len now parent relativedelta self
    set str time today uid unicode
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_ACTIONS = ("action_client", "action_server", "action_url", "action_window", "data", "report")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each expression, record and method of a view that leads nowhere."""
    known = Renaming(("", ""), relations=context.relations, actions=actions(context.document))
    for path, view in context.of(View):
        try:
            root = parse_arch(view.arch)
        except etree.XMLSyntaxError:
            continue
        for message in _of_view(context, known, view, root):
            yield Problem(f"{path}.arch", message)


def _of_view(
    context: Context, known: Renaming, view: View, root: etree._Element
) -> Iterator[Message]:
    if root.getroottree().docinfo.internalDTD is not None:
        yield text("A view needs no document type; remove the <!DOCTYPE>.")
    for use in uses(root, view.model, known):
        if use.meaning is Meaning.EXPRESSION:
            yield from _expression(context, use)
        elif use.meaning is Meaning.FIELDS and use.element.tag != "label":
            yield from _fields(context, use)
    for element in root.iter(etree.Element):
        opens = element.get("name", "") if element.get("type") == "action" else ""
        for value in element.attrib.values():
            for match in RECORD_ID.finditer(str(value)):
                # Elsewhere, what names no record is text.
                if "." in match[1] or match[1] in context.xml_ids or value == opens:
                    yield from _record(context, match[1], element)
        if element.get("type") == "object":
            yield from _method(context, view.model, element)


def _value(use: Use) -> str:
    return (use.element.get(use.place) if use.place else use.element.text) or ""


def _expression(context: Context, use: Use) -> Iterator[Message]:
    value = _value(use).strip()
    if not value:
        return
    try:
        tree = expression(value)
    except SyntaxError as error:
        yield text(
            "%(value)s is no Python expression: %(cause)s (line %(line)s).",
            value=value,
            cause=error.msg,
            line=use.element.sourceline,
        )
        return
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in sorted(names - bound_names(tree) - _KNOWN):
        yield from _field(context, use, use.scope.model, name)


def _fields(context: Context, use: Use) -> Iterator[Message]:
    for part in _value(use).split(","):
        path = part.strip().partition(" ")[0]
        broken = context.broken_path(use.model, path) if path else None
        if broken is not None:
            yield _no_field(*broken, use)


def _field(context: Context, use: Use, model: str, name: str) -> Iterator[Message]:
    if context.has_field(model, name) is False:
        yield _no_field(model, name, use)


def _no_field(model: str, name: str, use: Use) -> Message:
    return text(
        "The model %(model)s has no field %(name)s (line %(line)s).",
        model=model,
        name=name,
        line=use.element.sourceline,
    )


def _record(context: Context, name: str, element: etree._Element) -> Iterator[Message]:
    module, dot, local = name.rpartition(".")
    if dot and module != context.document.module.name:
        found = context.world.has_xml_id(name)
        kind = ""
    else:
        known = context.kind_of(local)
        kind, found = known or "", known is not None
    if found is False:
        yield text(
            "There is no record with the XML id %(name)s (line %(line)s).",
            name=name,
            line=element.sourceline,
        )
    elif kind and element.get("type") == "action" and kind not in _ACTIONS:
        yield text(
            "%(name)s is no action that a button could open (line %(line)s).",
            name=name,
            line=element.sourceline,
        )


def _method(context: Context, model: str, element: etree._Element) -> Iterator[Message]:
    own, name = context.models.get(model), element.get("name", "")
    inside = any(parent.tag == "field" for parent in element.iterancestors())
    if own is None or inside or own.extends or own.inherit:
        return
    if own.method(name) is None and name not in BASE_MODEL_NAMES:
        yield text(
            "The model %(model)s has no method %(name)s (line %(line)s).",
            model=model,
            name=repr(name),
            line=element.sourceline,
        )
