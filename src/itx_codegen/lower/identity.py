"""Identities and names of what a pass adds."""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5

from ..ir import Document
from ..ir.roles import DeclaresXmlId

_SPACE = uuid5(NAMESPACE_URL, "itx-moduler:lowered")


def derived_uid(source: str, *part: str) -> str:
    """Return the uid of what follows from the element with the uid `source`, told by `part`."""
    return uuid5(_SPACE, json.dumps([source, *part])).hex


def taken_xml_ids(document: Document) -> frozenset[str]:
    """Return the XML ids that a document declares."""
    return frozenset(
        element.node.ident
        for element in document.elements()
        if any(isinstance(role, DeclaresXmlId) for role in element.node.roles().values())
    )


def free_xml_id(wanted: str, taken: frozenset[str]) -> str:
    """Return `wanted`, or with a number behind it the first that is not taken."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name
