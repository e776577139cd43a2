"""What an inherited view or template says of its parent, checked where the parent is known."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from lxml import etree

from ..ir.kinds.qweb_template import QwebTemplate
from ..ir.kinds.view import View
from ..ir.xml import parse_arch
from ..messages import Message, text
from .context import Context

_POSITIONS = frozenset({"after", "attributes", "before", "inside", "move", "replace"})


def inheritance_problems(
    context: Context, child: View | QwebTemplate, root: etree._Element
) -> Iterator[Message]:
    """Yield what is wrong with the changes that an arch (`root`) makes to the parent's."""
    if child.groups and child.effective_mode == "extension":
        yield text(
            "What changes a view is for all who see the view: write `groups` into the XML instead."
        )
    changes = list(_changes(root))
    for change in changes:
        yield from _change(change)
    parents = _parent_archs(context, child)
    if not parents:
        return
    # What an earlier change brings in, a later one may refer to.
    brought = etree.Element("data")
    for change in changes:
        if not any(_stands(change, arch) for arch in (*parents, brought)):
            yield text(
                "The parent %(parent)s has nothing that matches %(change)s (line %(line)s).",
                parent=child.inherit_id,
                change=_shown(change),
                line=change.sourceline,
            )
        brought.extend(copy(one) for one in change)


def _changes(root: etree._Element) -> Iterator[etree._Element]:
    if root.tag not in ("data", "t") or root.get("position"):
        yield root
        return
    for child in root:
        if isinstance(child.tag, str):
            yield from _changes(child)


def _change(change: etree._Element) -> Iterator[Message]:
    position = change.get("position", "inside")
    if position not in _POSITIONS:
        yield text(
            "%(position)s is no position (line %(line)s); choose one of %(choices)s.",
            position=repr(position),
            line=change.sourceline,
            choices=", ".join(sorted(_POSITIONS)),
        )
    if change.tag != "xpath":
        return
    expr = change.get("expr")
    if not expr:
        yield text("An <xpath> needs an `expr` (line %(line)s).", line=change.sourceline)
        return
    try:
        etree.XPath(expr)
    except etree.XPathSyntaxError as error:
        yield text(
            "%(expr)s is no path (line %(line)s): %(cause)s.",
            expr=repr(expr),
            line=change.sourceline,
            cause=error,
        )


def _shown(change: etree._Element) -> str:
    if change.tag == "xpath":
        return str(change.get("expr"))
    held = [(str(key), str(value)) for key, value in change.attrib.items()]
    given = "".join(f' {key}="{value}"' for key, value in held if key != "position")
    return f"<{change.tag}{given}>"


def _parent_archs(context: Context, child: View | QwebTemplate) -> list[etree._Element]:
    """Return the parent's XML and its parts; none where it is not known in full.

    In full means that nothing else in the document changes the parent.
    """
    module, dot, local = child.inherit_id.partition(".")
    own = not dot or module == context.document.module.name
    names = {local if dot else child.inherit_id} if own else {child.inherit_id}
    family: list[View | QwebTemplate] = [one for _path, one in context.of(View)]
    family += [one for _path, one in context.of(QwebTemplate)]
    siblings = [one for one in family if _same(one.inherit_id, child.inherit_id, context)]
    if len(siblings) > 1:
        return []
    if own:
        found = [one.arch for one in family if one.xml_id in names and not one.inherit_id]
    else:
        found = list(context.world.archs(child.inherit_id) or ())
    try:
        return [parse_arch(source) for source in found]
    except etree.XMLSyntaxError:
        return []


def _same(one: str, other: str, context: Context) -> bool:
    own = f"{context.document.module.name}."
    return one.removeprefix(own) == other.removeprefix(own)


def _stands(change: etree._Element, arch: etree._Element) -> bool:
    """Tell whether an arch has what a change is about; by Odoo's rules (`locate_node`)."""
    if change.tag == "xpath":
        try:
            find = etree.XPath(change.get("expr", ""), extensions={(None, "hasclass"): _has_class})
            return bool(find(arch))
        except etree.XPathError:
            return True
    if change.tag == "field":
        name = change.get("name")
        return any(one.get("name") == name for one in arch.iter("field"))
    wanted = [(k, v) for k, v in change.attrib.items() if k not in ("position", "version")]
    return any(all(one.get(k) == v for k, v in wanted) for one in arch.iter(str(change.tag)))


def _has_class(context: Any, *names: str) -> bool:
    """The function that Odoo adds to XPath: whether the element has all of these classes."""
    return set(names) <= set(context.context_node.get("class", "").split())
