"""Menus: `<menuitem>` elements."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.menu import Menu
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(Menu)
def menu(node: Menu, site: Site) -> Iterator[Part]:
    """One item in the file of the menus; a record where it says what an item can't."""
    element = _record(node, site) if node.further else _item(node, site)
    yield records.placed(site, f"views/{site.scope.module}_menus.xml", Stage.MENUS, element)
    if node.name:
        yield records.term(site, "ir.ui.menu,name", node.xml_id, node.name)


def _item(node: Menu, site: Site) -> etree._Element:
    element = etree.Element("menuitem", id=node.xml_id)
    for attribute, value in (
        ("name", node.name),
        ("parent", site.scope.local(node.parent) if node.parent else ""),
        ("action", site.scope.local(node.action) if node.action else ""),
        ("sequence", str(node.sequence) if node.sequence != 10 else ""),
        ("groups", ",".join(site.scope.local(group) for group in node.groups)),
        ("web_icon", node.web_icon),
        ("active", "" if node.enabled else "False"),
    ):
        if value:
            element.set(attribute, value)
    return element


def _record(node: Menu, site: Site) -> etree._Element:
    return xml_source.record(
        "ir.ui.menu",
        node.xml_id,
        [
            records.optional("name", node.name),
            records.optional_link(site, "parent_id", node.parent),
            records.optional_link(site, "action", node.action),
            xml_source.text("sequence", str(node.sequence)) if node.sequence != 10 else None,
            records.links(site, "group_ids", node.groups),
            records.optional("web_icon", node.web_icon),
            None if node.enabled else xml_source.evaluated("active", False),
        ],
    )
