"""Window actions: records of `ir.actions.act_window`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

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
    markup = _markup(own.help)
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
            _help(own.help, markup, site),
        ],
    )
    yield records.term(site, "ir.actions.act_window,name", own.xml_id, own.name)
    if markup is not None:
        for found in terms(markup):
            yield records.term(site, "ir.actions.act_window,help", own.xml_id, found, "model_terms")
    path = f"views/{site.scope.module}_actions.xml"
    yield records.placed(site, path, Stage.ACTIONS, element)


def _markup(help_text: str) -> etree._Element | None:
    """Return the help as XML below one element, or None where it is empty or no XML."""
    try:
        return parse_arch(f"<div>{help_text}</div>") if help_text.strip() else None
    except etree.XMLSyntaxError:
        return None


def _help(help_text: str, markup: etree._Element | None, site: Site) -> etree._Element | None:
    if markup is None or markup.text or not len(markup):
        return records.optional("help", help_text)
    content = list(parse_arch(f"<div>{help_text}</div>"))
    return xml_source.marked_up("help", "html", content, site.scope.xml_ids)
