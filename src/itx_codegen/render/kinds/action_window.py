"""Window actions: records of `ir.actions.act_window`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from ...ir.kinds.action_window import ActionWindow
from ...ir.xml import parse_arch
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site
from ..xml_terms import terms


@renders(ActionWindow)
def action_window(node: ActionWindow, site: Site) -> Iterator[Part]:
    """One record in the file of the actions."""
    own = node.normalized()
    element = xml_source.record(
        "ir.actions.act_window",
        own.xml_id,
        [
            xml_source.text("name", own.name),
            xml_source.text("res_model", own.model),
            xml_source.text("view_mode", ",".join(own.view_mode)),
            records.optional("domain", own.domain),
            records.optional("context", own.context),
            xml_source.text("limit", str(own.limit)) if own.limit != 80 else None,
            _help(own.help, site),
        ],
    )
    yield records.term(site, "ir.actions.act_window,name", own.xml_id, own.name)
    if own.help.strip():
        for found in terms(_parsed(own.help)[0], "html"):
            yield records.term(site, "ir.actions.act_window,help", own.xml_id, found, "model_terms")
    path = f"views/{site.scope.module}_actions.xml"
    yield records.placed(site, path, Stage.ACTIONS, element)


def _help(help_text: str, site: Site) -> etree._Element | None:
    """Return the help as markup where it is XML that begins with an element, else as text."""
    if not help_text.strip():
        return None
    parent, is_xml = _parsed(help_text)
    if not is_xml or parent.text or not len(parent):
        return xml_source.text("help", help_text)
    return xml_source.marked_up("help", "html", list(parent), site.scope.xml_ids)


def _parsed(help_text: str) -> tuple[etree._Element, bool]:
    """Return the help below one element, and whether it is XML; if not, it is read as HTML."""
    try:
        return parse_arch(f"<div>{help_text}</div>"), True
    except etree.XMLSyntaxError:
        return html.fragment_fromstring(help_text, create_parent="div"), False
