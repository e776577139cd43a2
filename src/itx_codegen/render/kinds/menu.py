"""Menus: `<menuitem>` elements."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.menu import Menu
from .. import records
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(Menu)
def menu(node: Menu, site: Site) -> Iterator[Part]:
    """One item in the file of the menus."""
    element = etree.Element("menuitem", id=node.xml_id, name=node.name)
    for attribute, value in (
        ("parent", site.scope.local(node.parent) if node.parent else ""),
        ("action", site.scope.local(node.action) if node.action else ""),
        ("sequence", str(node.sequence) if node.sequence != 10 else ""),
        ("groups", ",".join(site.scope.local(group) for group in node.groups)),
        ("web_icon", node.web_icon),
        ("active", "" if node.enabled else "False"),
    ):
        if value:
            element.set(attribute, value)
    yield records.placed(site, f"views/{site.scope.module}_menus.xml", Stage.MENUS, element)
    yield records.term(site, "ir.ui.menu,name", node.xml_id, node.name)
