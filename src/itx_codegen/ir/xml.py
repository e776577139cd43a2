"""XML as the IR compares it."""

from __future__ import annotations

from lxml import etree


def parse_arch(arch: str) -> etree._Element:
    """Parse a view's XML; raise `etree.XMLSyntaxError` where it is broken.

    Entities are not resolved and nothing is fetched: an arch is a person's input.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=False, strip_cdata=True
    )
    return etree.fromstring(arch.strip().encode("utf-8"), parser)


def canonical_arch(arch: str) -> str:
    """Return the XML with layout and order of attributes evened out: C14N, no blanks between tags.

    A broken arch comes back as it is: saying so is the business of the validation.
    """
    try:
        root = parse_arch(arch)
    except etree.XMLSyntaxError:
        return arch
    for element in root.iter():
        if element.text is not None and not element.text.strip():
            element.text = None
        if element.tail is not None and not element.tail.strip():
            element.tail = None
    return etree.tostring(root, method="c14n", with_comments=True).decode("utf-8")
