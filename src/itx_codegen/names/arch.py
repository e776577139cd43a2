"""New names in the XML of a view."""

from __future__ import annotations

import re

from lxml import etree

from ..ir.xml import parse_arch
from .expressions import context, domain, expression
from .renaming import Renaming

_MODIFIERS = ("invisible", "readonly", "required", "column_invisible")
#: Attributes whose value is the name of one field of the model.
_FIELD_ATTRIBUTES = (
    "for",
    "date",
    "date_start",
    "date_stop",
    "date_delay",
    "color",
    "default_group_by",
    "default_order",
    "field",
    "all_day",
    "quick_create_view_field",
)
_XML_ID = re.compile(r"%\(([\w.]+)\)d")
_RECORD_FIELD = re.compile(r"\brecord\.(\w+)")
_OPTION = re.compile(r"""(field["']\s*:\s*)(["'])(\w+)\2""")
_VIEW_ROOTS = frozenset(
    {"form", "list", "kanban", "search", "calendar", "pivot", "graph", "activity"}
)


def arch(text: str, renaming: Renaming, model: str) -> str:
    """Return the XML of a view on `model` in new names.

    Layout stays; an arch that is no XML comes back as it is.
    """
    try:
        root = parse_arch(text)
    except etree.XMLSyntaxError:
        return text
    before = etree.tostring(root, encoding="unicode")
    _element(root, renaming, model, "", model)
    after = etree.tostring(root, encoding="unicode")
    return text if after == before else after


def _element(
    element: etree._Element, renaming: Renaming, model: str, parent: str, target: str
) -> None:
    """Rename below one element. `target` is the model that a domain on the element is about."""
    if not isinstance(element.tag, str):
        return
    inside, inside_parent, inside_target = model, parent, model
    if element.tag == "field":
        name = element.get("name", "")
        target = renaming.target(model, name)
        inside_target = target
        element.set("name", renaming.path(model, name))
    _attributes(element, renaming, model, parent, target)
    for child in element:
        below = inside, inside_parent
        if element.tag == "field" and child.tag in _VIEW_ROOTS:
            below = inside_target, model
        _element(child, renaming, below[0], below[1], below[0])


def _attributes(
    element: etree._Element, renaming: Renaming, model: str, parent: str, target: str
) -> None:
    for name, value in list(element.attrib.items()):
        key, old = str(name), str(value)
        new = _attribute(element, key, old, renaming, model, parent, target)
        if new != old:
            element.set(key, new)


def _attribute(
    element: etree._Element,
    key: str,
    value: str,
    renaming: Renaming,
    model: str,
    parent: str,
    target: str,
) -> str:
    if key in _MODIFIERS or key.startswith("decoration-"):
        return expression(value, renaming, model, parent)
    if key == "domain":
        on_field = element.tag == "field"
        return domain(value, renaming, target if on_field else model, model if on_field else "")
    if key == "filter_domain":
        return domain(value, renaming, model)
    if key == "context":
        on_field = element.tag == "field"
        return context(value, renaming, target if on_field else model, model)
    if key == "options":
        return _options(value, renaming, model)
    if key in _FIELD_ATTRIBUTES and element.tag not in ("field", "button"):
        return _field_names(value, renaming, model)
    if key == "groups":
        return ",".join(_group(name.strip(), renaming) for name in value.split(","))
    if key == "name" and element.tag == "button":
        return _XML_ID.sub(lambda m: f"%({renaming.xml_id(m[1])})d", value)
    if key.startswith("t-"):
        return _RECORD_FIELD.sub(lambda m: f"record.{renaming.field(model, m[1])}", value)
    return value


def _field_names(value: str, renaming: Renaming, model: str) -> str:
    """Rename `date desc, name` and the like."""
    parts = []
    for part in value.split(","):
        name, blank, rest = part.strip().partition(" ")
        parts.append(renaming.path(model, name) + blank + rest)
    return ", ".join(parts)


def _options(value: str, renaming: Renaming, model: str) -> str:
    """Rename the field that a widget's option names, as in `{'currency_field': 'currency_id'}`."""
    return _OPTION.sub(lambda m: f"{m[1]}{m[2]}{renaming.field(model, m[3])}{m[2]}", value)


def _group(name: str, renaming: Renaming) -> str:
    if name.startswith("!"):
        return "!" + renaming.xml_id(name[1:])
    return renaming.xml_id(name)
