"""New names in the templates of emails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..ir.xml import fragment_source, parse_fragment
from .python import Expressions
from .renaming import Renaming

#: An expression in plain text, and what stands for it when it gives nothing; as Odoo reads it
#: (`odoo.tools.rendering_tools`).
INLINE = re.compile(r"\{\{(.+?)(\|\|\|\s*.*?)?\}\}")
#: Likewise, in the attributes `t-attf-…` of QWeb.
_FORMATTED = re.compile(r"#\{(.+?)\}|\{\{(.+?)\}\}")
#: Attributes of QWeb that hold one expression; those below with a further name after the dash too.
_EXPRESSIONS = frozenset(
    {
        "t-att",
        "t-elif",
        "t-esc",
        "t-field",
        "t-foreach",
        "t-if",
        "t-options",
        "t-out",
        "t-raw",
        "t-value",
    }
)
_FAMILIES = ("t-att-", "t-options-")


def inline_template(text: str, renaming: Renaming, model: str) -> str:
    """Return plain text with `{{ expressions }}` in new names; `object` is of the (old) model."""
    names = _names(renaming, model)

    def renamed(match: re.Match[str]) -> str:
        return f"{{{{{_kept(names, match[1])}{match[2] or ''}}}}}"

    return INLINE.sub(renamed, text)


def html_template(text: str, renaming: Renaming, model: str) -> str:
    """Return HTML with QWeb's attributes in new names; `object` is of the (old) model.

    HTML that is no XML comes back as it is: saying so is the business of the validation.
    """
    try:
        root = parse_fragment(text)
    except etree.XMLSyntaxError:
        return text
    before = fragment_source(root)
    names = _names(renaming, model)
    for element in root.iter(etree.Element):
        rename_expressions(element, names)
    after = fragment_source(root)
    return text if after == before else after


def expressions(element: etree._Element) -> Iterator[str]:
    """Yield the expressions in the attributes of one element."""
    for key, value in element.attrib.items():
        if is_expression(str(key)):
            yield str(value)
        elif str(key).startswith("t-attf-"):
            yield from (match[1] or match[2] for match in _FORMATTED.finditer(str(value)))


def is_expression(attribute: str) -> bool:
    """Tell whether an attribute of QWeb holds one expression."""
    return attribute in _EXPRESSIONS or attribute.startswith(_FAMILIES)


def _names(renaming: Renaming, model: str) -> Expressions:
    return Expressions(renaming, {"object": model, "user": "res.users"})


def rename_expressions(element: etree._Element, names: Expressions) -> None:
    """Rename in the attributes of one element; `names` learns what the element calls a value."""
    for attribute, value in list(element.attrib.items()):
        key, old = str(attribute), str(value)
        new = old
        if is_expression(key):
            new = _kept(names, old)
        elif key.startswith("t-attf-"):
            new = _FORMATTED.sub(lambda match: _formatted(names, match), old)
        if new != old:
            element.set(key, new)
        # What an element calls a value is known to all that comes after it.
        if key == "t-value" and element.get("t-set"):
            names.bind(str(element.get("t-set")), old)
        elif key == "t-foreach" and element.get("t-as"):
            names.bind(str(element.get("t-as")), old)


def _formatted(names: Expressions, match: re.Match[str]) -> str:
    if match[1] is not None:
        return f"#{{{_kept(names, match[1])}}}"
    return f"{{{{{_kept(names, match[2])}}}}}"


def _kept(names: Expressions, expression: str) -> str:
    """Return an expression in new names, with the blanks around it."""
    bare = expression.strip()
    return expression.replace(bare, names.renamed(bare), 1) if bare else expression
