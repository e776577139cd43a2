"""QWeb templates: `<template>` elements."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.qweb_template import QwebTemplate
from ...ir.xml import parse_arch
from ...messages import text
from .. import records, xml_source
from ..dispatch import renders
from ..literals import UnwritableError
from ..parts import Part, Stage
from ..site import Site
from ..xml_terms import terms


@renders(QwebTemplate)
def qweb_template(node: QwebTemplate, site: Site) -> Iterator[Part]:
    """One template in the file of the templates."""
    try:
        arch = parse_arch(node.arch)
    except etree.XMLSyntaxError as error:
        raise UnwritableError(text("its XML is broken: %(error)s.", error=error)) from error
    _complete_calls(arch, site)
    element = etree.Element("template", id=node.xml_id)
    for attribute, value in (
        ("name", node.name),
        ("inherit_id", site.scope.local(node.inherit_id) if node.inherit_id else ""),
        ("primary", "True" if node.inherit_id and node.effective_mode == "primary" else ""),
        ("priority", str(node.priority) if node.priority != 16 else ""),
        ("groups", ",".join(site.scope.local(group) for group in node.groups)),
        ("active", "" if node.enabled else "False"),
    ):
        if value:
            element.set(attribute, value)
    content = _content(arch)
    for found in terms(content):
        yield records.term(site, "ir.ui.view,arch_db", node.xml_id, found, "model_terms")
    xml_source.fill(element, content, site.scope.xml_ids)
    yield records.placed(site, f"views/{site.scope.module}_templates.xml", Stage.TEMPLATES, element)


def _content(arch: etree._Element) -> etree._Element:
    """Return the element whose content is the template's: a bare wrapper falls away."""
    if arch.tag in ("t", "data") and not arch.attrib:
        return arch
    holder = etree.Element("t")
    holder.append(arch)
    return holder


def _complete_calls(arch: etree._Element, site: Site) -> None:
    """Write the module's name before templates of this module: Odoo calls them by that."""
    for element in arch.iter(etree.Element):
        called = element.get("t-call")
        if called and called in site.scope.xml_ids:
            element.set("t-call", site.scope.full(called))
