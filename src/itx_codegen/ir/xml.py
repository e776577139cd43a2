"""XML as the IR compares it."""

from __future__ import annotations

from lxml import etree

#: Elements of views between whose children blanks mean nothing.
STRUCTURAL = frozenset(
    {
        "calendar",
        "field",
        "footer",
        "form",
        "graph",
        "group",
        "header",
        "kanban",
        "list",
        "notebook",
        "page",
        "pivot",
        "search",
        "searchpanel",
        "sheet",
        "templates",
        "xpath",
    }
)


def parse_arch(arch: str) -> etree._Element:
    """Parse a view's XML; raise `etree.XMLSyntaxError` where it is broken.

    Entities are not resolved and nothing is fetched: an arch is a person's input.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=False, strip_cdata=True
    )
    return etree.fromstring(arch.strip().encode("utf-8"), parser)


def canonical_arch(arch: str) -> str:
    """Return the XML with layout and order of attributes evened out: C14N, without needless blanks.

    Between the parts of a view, blanks mean nothing; within text, many mean what one does. A broken
    arch comes back as it is: saying so is the business of the validation.
    """
    try:
        root = parse_arch(arch)
    except etree.XMLSyntaxError:
        return arch
    for element in root.iter():
        if isinstance(element.tag, str):
            blank = None if element.tag in STRUCTURAL else " "
            if element.text is not None and not element.text.strip():
                element.text = blank
            for child in element:
                if child.tail is not None and not child.tail.strip():
                    child.tail = blank
    return etree.tostring(root, method="c14n", with_comments=True).decode("utf-8")


def canonical_text(markup: str) -> str:
    """Return XML with the order of attributes evened out (C14N); blanks stay: they are text.

    Broken XML comes back as it is: saying so is the business of the validation.
    """
    try:
        root = parse_arch(markup)
    except etree.XMLSyntaxError:
        return markup
    return etree.tostring(root, method="c14n", with_comments=True).decode("utf-8")


#: Elements of HTML that never have content (https://html.spec.whatwg.org/#void-elements).
_VOID = frozenset(
    """
    area base br col embed hr img input link meta source track wbr
    """.split()  # noqa: SIM905 - a list of words is read as words
)


def parse_fragment(fragment: str) -> etree._Element:
    """Return HTML that is well-formed XML below one `<div>`; raise `etree.XMLSyntaxError`."""
    return parse_arch(f"<div>{fragment}</div>")


def fragment_source(root: etree._Element) -> str:
    """Return what stands below the `<div>` of `parse_fragment`, as both XML and HTML read it.

    Elements without content are written `<p></p>`, as HTML wants it, and `<br/>`.
    """
    for element in root.iter(etree.Element):
        if element.text is None and not len(element) and element.tag not in _VOID:
            element.text = ""
    return etree.tostring(root, encoding="unicode")[len("<div>") : -len("</div>")]


def canonical_fragment(fragment: str) -> str:
    """Return the one spelling of an HTML fragment that is well-formed XML.

    A broken one comes back as it is: saying so is the business of the validation.
    """
    try:
        return fragment_source(parse_fragment(fragment.lstrip()))
    except etree.XMLSyntaxError:
        return fragment
