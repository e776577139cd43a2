"""HTML in the form in which Odoo keeps it, so that a text and its record can be compared."""

from __future__ import annotations

from lxml import etree, html

_DROPPED = ("script", "style", "meta", "link", "base", "object", "embed", "iframe")
_WRAPPED = ("<div>", "</div>")


def canonical(text: str) -> str | None:
    """The text as a field that sanitizes keeps it: text alone in a paragraph, tags closed, without
    comments and active content; attributes in one order. None for what shows nothing.

    Odoo's own cleaning does more (styles, classes of editors). What it changes beyond this is seen
    as a difference, and written once more; see `state.Made`.
    """
    try:
        root = html.fromstring(text.replace("\0", ""))
    except etree.ParserError:
        return None
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in _DROPPED:
            if node is root:
                return None
            node.drop_tree()  # type: ignore[attr-defined]  # html's elements have it
        else:
            items = sorted(node.items())
            node.attrib.clear()
            node.attrib.update(items)
    written = str(etree.tostring(root, encoding="unicode", method="html"))
    start, end = _WRAPPED
    # lxml puts several elements into one; Odoo takes it away again.
    if written.startswith(start) and not text.lstrip().startswith(start):
        written = written.removeprefix(start).removesuffix(end)
    return written.replace("\xa0", "&nbsp;").strip()
