"""Window actions: records of `ir.actions.act_window`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from ...ir.kinds.action_window import ActionWindow
from ...ir.kinds.view import View
from ...ir.references import names_in
from ...ir.xml import parse_arch
from .. import records, xml_source
from ..dispatch import renders
from ..literals import Literal
from ..parts import Part, Record, Stage
from ..site import Site
from ..xml_terms import terms

_MODEL = "ir.actions.act_window"


@renders(ActionWindow)
def action_window(node: ActionWindow, site: Site) -> Iterator[Part]:
    """One record in the file of the actions.

    Actions that name views of this module stand in a file of their own, which is loaded after the
    views. Where a view has a button for such an action, each needs the other: then the action comes
    before the views, and its views are added to it after them.
    """
    own = node.normalized()
    chosen = _chosen_views(own, site)
    held = _plain(own, site)
    yield records.term(site, f"{_MODEL},name", own.xml_id, own.name)
    if own.help.strip():
        for found in terms(_parsed(own.help)[0], "html"):
            yield records.term(site, f"{_MODEL},help", own.xml_id, found, "model_terms")
    before = f"views/{site.scope.module}_actions.xml"
    after = f"views/{site.scope.module}_actions_on_views.xml"
    if not any(site.scope.local(name) in site.scope.xml_ids for name in _named_views(own)):
        element = xml_source.record(_MODEL, own.xml_id, [*held, *chosen])
        yield records.placed(site, before, Stage.ACTIONS, element)
    elif not _has_button(own, site):
        element = xml_source.record(_MODEL, own.xml_id, [*held, *chosen])
        yield records.placed(site, after, Stage.ACTIONS_ON_VIEWS, element)
    else:
        element = xml_source.record(_MODEL, own.xml_id, held)
        yield records.placed(site, before, Stage.ACTIONS, element)
        yield _addition(own, chosen, after, site)


def _plain(own: ActionWindow, site: Site) -> list[etree._Element | None]:
    """Return the fields of the record that refer to no view."""
    listed = ",".join(own.binding_view_types)
    mobile = own.mobile_view_mode
    return [
        xml_source.text("name", own.name),
        xml_source.text("res_model", own.model),
        xml_source.text("view_mode", ",".join(own.view_mode)),
        records.optional("domain", own.domain),
        records.optional("context", own.context),
        xml_source.text("limit", str(own.limit)) if own.limit != 80 else None,
        xml_source.text("target", own.target) if own.target != "current" else None,
        records.optional("path", own.path),
        records.optional_link(site, "res_id", own.res_id),
        records.optional("usage", own.usage),
        xml_source.text("mobile_view_mode", mobile) if mobile != "kanban" else None,
        None if own.cache else xml_source.evaluated("cache", False),
        records.links(site, "group_ids", own.groups),
        (
            records.model_link(site, "binding_model_id", own.binding_model)
            if own.binding_model
            else None
        ),
        xml_source.text("binding_view_types", listed) if listed != "list,form" else None,
        _help(own.help, site),
    ]


def _named_views(own: ActionWindow) -> tuple[str, ...]:
    return (*names_in(own.view_id), *names_in(own.views), *names_in(own.search_view_id))


def _chosen_views(own: ActionWindow, site: Site) -> list[etree._Element | None]:
    """Return the fields of the record that say which views it shows."""
    return [
        records.optional_link(site, "view_id", own.view_id),
        records.optional_link(site, "search_view_id", own.search_view_id),
        _views_by_type(own, site),
    ]


def _views_by_type(own: ActionWindow, site: Site) -> etree._Element | None:
    """Return the views by type; a type without one keeps its place in the order."""
    if not names_in(own.views):
        return None
    commands = [Literal("Command.clear()")]
    for sequence, mode in enumerate(own.view_mode):
        named = own.views.get(mode)
        parts = [f"'sequence': {sequence}", f"'view_mode': '{mode}'"]
        if named:
            parts.append(f"'view_id': {records.ref(site, named).source}")
        commands.append(Literal(f"Command.create({{{', '.join(parts)}}})"))
    return xml_source.evaluated("view_ids", commands)


def _has_button(own: ActionWindow, site: Site) -> bool:
    """Tell whether a view of the module opens the action."""
    full = re.escape(site.scope.full(own.xml_id))
    named = re.compile(rf"%\((?:{full}|{re.escape(own.xml_id)})\)[ds]")
    return any(named.search(view.arch) for view in site.scope.document.of(View))


def _addition(
    own: ActionWindow, chosen: list[etree._Element | None], path: str, site: Site
) -> Record:
    """Return what adds the views to an action that stands already."""
    element = xml_source.record(_MODEL, own.xml_id, chosen)
    refers = {site.scope.local(name) for name in xml_source.references(element)}
    return Record(
        origin=site.path,
        path=path,
        stage=Stage.ACTIONS_ON_VIEWS,
        xml_id="",
        refers=frozenset({*refers, own.xml_id}),
        element=element,
    )


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
