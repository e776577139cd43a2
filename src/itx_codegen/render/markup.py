"""Fields that hold HTML."""

from __future__ import annotations

from lxml import etree

from ..ir.xml import parse_fragment
from . import xml_source
from .site import Site


def verbatim(name: str, source: str) -> etree._Element | None:
    """Return a `<field>` with HTML whose every blank arrives, or None for an empty one.

    For fields that are translated as a whole: a blank more would be another text.
    """
    if not source:
        return None
    element = xml_source.text(name, source)
    if "]]>" not in source:
        element.text = etree.CDATA(source)
    return element


def as_kept(source: str) -> str:
    """Return well-formed HTML as Odoo keeps it in fields of emails: written as XML.

    Where Odoo cleans more than the spelling (`odoo.tools.mail.html_sanitize`), its text differs.
    """
    try:
        root = parse_fragment(source)
    except etree.XMLSyntaxError:
        return source
    return etree.tostring(root, encoding="unicode")[len("<div>") : -len("</div>")]


def markup(site: Site, name: str, source: str) -> etree._Element | None:
    """Return a `<field>` with HTML, or None for an empty one.

    It is written as markup where it is XML that begins with an element, else as text.
    """
    if not source.strip():
        return None
    try:
        root = parse_fragment(source.strip())
    except etree.XMLSyntaxError:
        return xml_source.text(name, source)
    if root.text or not len(root):
        return xml_source.text(name, source)
    return xml_source.marked_up(name, "html", list(root), site.scope.xml_ids)
