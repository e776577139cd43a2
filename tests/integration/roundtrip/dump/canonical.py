"""XML and HTML in a form in which only what means something can differ."""

import re

from lxml import etree

from .identity import Identities

_BLANKS = re.compile(r"\s+")


def canonical_markup(text: str, known: Identities) -> str:
    """Return markup with sorted attributes, no comments, and no blanks that only indent.

    What names an action by its number names it by its XML id. Text that is no
    well-formed XML is returned as it is.
    """
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<all>{text}</all>".encode(), parser)
    except etree.XMLSyntaxError:
        return text
    for element in root.iter():
        element.text = _without_indent(element.text)
        element.tail = _without_indent(element.tail)
        _name_action(element, known)
    return etree.tostring(root, method="c14n").decode()[len("<all>") : -len("</all>")]


def _without_indent(text: str | None) -> str | None:
    """Blanks with a line break between two elements indent; others are a blank on the screen."""
    if not text or (not text.strip() and "\n" in text):
        return None
    return _BLANKS.sub(" ", text)


def _name_action(element: etree._Element, known: Identities) -> None:
    for attribute in ("name", "action"):
        value = element.get(attribute, "")
        if value.isdecimal() and (attribute == "action" or element.get("type") == "action"):
            element.set(attribute, known.action(int(value)) or value)
