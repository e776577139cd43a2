"""New names in the XML of a view."""

from __future__ import annotations

import ast
import re

from lxml import etree

from ..ir.start_tags import start_tags
from ..ir.xml import parse_arch
from ..source import RECORD_ID, Edits, edited_expression
from .expressions import context, domain, expression
from .renaming import Renaming
from .uses import Meaning, Use, uses
from .xpath import xpath

_RECORD_FIELD = re.compile(r"""(?<![\w.])(record(?:\.|\[['"]))(\w+)""")
#: Options of widgets that name a field of the model that the field leads to.
_TARGET_OPTIONS = frozenset({"color_field", "fold_field"})
#: Options that name a field of the view's model, besides all that end with `_field`.
_OWN_OPTIONS = frozenset({"current_value", "field", "max_value", "preview_image"})


def arch(text: str, renaming: Renaming, model: str) -> str:
    """Return the XML of a view on `model` in new names; all the rest stays as it is written.

    An arch that is no XML comes back as it is: saying so is the business of the validation.
    """
    try:
        root = parse_arch(text)
    except etree.XMLSyntaxError:
        return text
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    written = dict(zip(elements, start_tags(text), strict=True))
    edits: list[tuple[int, int, str]] = []
    for use in uses(root, model, renaming):
        tag = written[use.element]
        held = tag.attributes[use.place] if use.place else tag.text
        new = _renamed(held.value, use, renaming)
        if new != held.value:
            edits.append((held.start, held.end, held.written(new)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return RECORD_ID.sub(lambda match: f"%({renaming.xml_id(match[1])})d", text)


def _renamed(value: str, use: Use, renaming: Renaming) -> str:
    model = use.model
    if use.meaning is Meaning.FIELD:
        return renaming.path(model, value)
    if use.meaning is Meaning.FIELDS:
        return ",".join(_ordered(part, renaming, model) for part in value.split(","))
    if use.meaning is Meaning.FILTER:
        # Contexts switch filters and fields on by one and the same key, `search_default_<name>`.
        return renaming.field(model, value)
    if use.meaning is Meaning.EXPRESSION:
        return expression(value, renaming, use.scope)
    if use.meaning is Meaning.DOMAIN:
        return domain(value, renaming, model, use.scope)
    if use.meaning is Meaning.CONTEXT:
        return context(value, renaming, model, use.scope)
    if use.meaning is Meaning.OPTIONS:
        return _options(value, use, renaming)
    if use.meaning is Meaning.GROUPS:
        return ",".join(_group(part, renaming) for part in value.split(","))
    if use.meaning is Meaning.XPATH:
        return xpath(value, renaming, model)[0]
    return _RECORD_FIELD.sub(lambda m: m[1] + renaming.field(model, m[2]), value)


def _ordered(part: str, renaming: Renaming, model: str) -> str:
    """Rename `date_start desc` and the like; blanks stay."""
    name = part.strip().partition(" ")[0]
    return part.replace(name, renaming.path(model, name), 1) if name else part


def _options(value: str, use: Use, renaming: Renaming) -> str:
    """Rename the fields that a widget's options name, as in `{'currency_field': 'currency_id'}`."""

    def edit(tree: ast.expr, edits: Edits) -> None:
        if not isinstance(tree, ast.Dict):
            return
        for key, held in zip(tree.keys, tree.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if not isinstance(name, str) or not isinstance(held, ast.Constant):
                continue
            if isinstance(held.value, str) and name in _TARGET_OPTIONS:
                edits.string(held, renaming.field(use.model, held.value))
            elif isinstance(held.value, str) and (name in _OWN_OPTIONS or name.endswith("_field")):
                edits.string(held, renaming.field(use.scope.model, held.value))

    return edited_expression(value, edit)


def _group(part: str, renaming: Renaming) -> str:
    name = part.strip().removeprefix("!")
    return part.replace(name, renaming.xml_id(name), 1) if name else part
