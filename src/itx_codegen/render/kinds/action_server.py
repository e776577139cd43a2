"""Server actions: records of `ir.actions.server`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from ...ir.flow_records import FLOW, selected_model
from ...ir.kinds.action_server import ActionServer
from ...ir.kinds.flow import Flow
from .. import flows, records, searched, xml_source
from ..dispatch import renders
from ..markup import markup
from ..parts import Part, Stage
from ..python_source import body
from ..site import Site

_Fields = Iterator["etree._Element | None"]


@renders(ActionServer)
def action_server(node: ActionServer, site: Site) -> Iterator[Part]:
    """One record in the file of the server actions."""
    own = node.normalized()
    model = _selected_model(own, site) or FLOW if own.flow else own.model
    element = xml_source.record(
        "ir.actions.server",
        own.xml_id,
        [
            xml_source.text("name", own.name),
            records.model_link(site, "model_id", model),
            xml_source.text("state", own.state),
            *_STATES[own.state](own, site),
            *_belongs(own, site),
            xml_source.text("sequence", str(own.sequence)) if own.sequence != 5 else None,
            *_binding(own, site),
            records.links(site, "group_ids", own.groups),
        ],
    )
    path = f"data/{site.scope.module}_server_actions.xml"
    yield records.placed(site, path, Stage.SERVER_ACTIONS, element)
    yield records.term(site, "ir.actions.server,name", own.xml_id, own.name)


def _selected_model(own: ActionServer, site: Site) -> str:
    return selected_model(site.scope.document.of(Flow), own.flow, own.binding_model)


def _belongs(own: ActionServer, site: Site) -> _Fields:
    yield records.optional_link(site, "parent_id", own.parent)
    if own.automation:
        yield records.optional_link(site, "base_automation_id", own.automation)
        yield xml_source.text("usage", "base_automation")


def _binding(own: ActionServer, site: Site) -> _Fields:
    if own.binding_model:
        yield records.model_link(site, "binding_model_id", own.binding_model)
    if own.binding_type != "action":
        yield xml_source.text("binding_type", own.binding_type)
    if own.binding_view_types != ("list", "form"):
        yield xml_source.text("binding_view_types", ",".join(own.binding_view_types))


def _code(own: ActionServer, site: Site) -> _Fields:
    selected = bool(_selected_model(own, site))
    code = (
        flows.run(site, own.flow, answers=True, selected=selected) if own.flow else body(own.code)
    )
    yield xml_source.text("code", code)


def _object_write(own: ActionServer, site: Site) -> _Fields:
    yield xml_source.text("update_path", own.update_path)
    if own.update_m2m_operation != "add":
        yield xml_source.text("update_m2m_operation", own.update_m2m_operation)
    if own.expression:
        yield xml_source.text("evaluation_type", "equation")
        yield xml_source.text("value", own.expression)
    elif own.sequence_id:
        yield xml_source.text("evaluation_type", "sequence")
        yield records.optional_link(site, "sequence_id", own.sequence_id)
    elif own.resource_ref:
        yield records.optional_link(site, "resource_ref", own.resource_ref)
    else:
        yield from _static(own, site)


def _static(own: ActionServer, site: Site) -> _Fields:
    """Yield the text that a field is set to, where Odoo keeps it for a field of that type.

    The type of a field of another module is known to the database only: then it is everywhere that
    it can be.
    """
    model, name = site.scope.field_at(own.model, own.update_path)
    field = site.scope.models[model].field(name) if model in site.scope.models else None
    kind = field.type if field is not None else ""
    if kind == "html":
        yield markup(site, "html_value", own.value)
    elif kind != "boolean":
        yield records.optional("value", own.value)
    if kind == "boolean" or (not kind and own.value in ("true", "false")):
        yield xml_source.text("update_boolean_value", own.value or "true")
    if kind == "selection" and own.value:
        yield searched.selection_link("selection_value", model, name, own.value)


def _object_create(own: ActionServer, site: Site) -> _Fields:
    yield records.model_link(site, "crud_model_id", own.crud_model)
    yield xml_source.text("value", own.value)
    yield searched.field_link("link_field_id", own.model, own.link_field)


def _object_copy(own: ActionServer, site: Site) -> _Fields:
    yield records.model_link(site, "crud_model_id", own.crud_model)
    yield records.optional_link(site, "resource_ref", own.resource_ref)
    yield searched.field_link("link_field_id", own.model, own.link_field)


def _webhook(own: ActionServer, site: Site) -> _Fields:
    yield records.optional("webhook_url", own.webhook_url)
    yield searched.field_links("webhook_field_ids", own.model, own.webhook_fields)


def _multi(own: ActionServer, site: Site) -> _Fields:
    """Nothing: the actions that it runs name it as their parent."""
    yield from ()


def _mail_post(own: ActionServer, site: Site) -> _Fields:
    yield records.optional_link(site, "template_id", own.template)
    yield xml_source.text("mail_post_method", own.mail_post_method)
    yield xml_source.evaluated("mail_post_autofollow", own.mail_post_autofollow)


def _next_activity(own: ActionServer, site: Site) -> _Fields:
    yield records.optional_link(site, "activity_type_id", own.activity_type)
    yield records.optional("activity_summary", own.activity_summary)
    yield markup(site, "activity_note", own.activity_note)
    yield xml_source.text("activity_date_deadline_range", str(own.activity_date_deadline_range))
    yield xml_source.text(
        "activity_date_deadline_range_type", own.activity_date_deadline_range_type
    )
    if own.activity_user_field:
        yield xml_source.text("activity_user_type", "generic")
        yield xml_source.text("activity_user_field_name", own.activity_user_field)
    else:
        yield xml_source.text("activity_user_type", "specific")
        yield records.optional_link(site, "activity_user_id", own.activity_user)


def _followers(own: ActionServer, site: Site) -> _Fields:
    if own.followers_partner_field:
        yield xml_source.text("followers_type", "generic")
        yield xml_source.text("followers_partner_field_name", own.followers_partner_field)
    else:
        yield xml_source.text("followers_type", "specific")
        yield records.links(site, "partner_ids", own.followers_partners)


_STATES: Mapping[str, Callable[[ActionServer, Site], _Fields]] = {
    "code": _code,
    "object_write": _object_write,
    "object_create": _object_create,
    "object_copy": _object_copy,
    "webhook": _webhook,
    "multi": _multi,
    "mail_post": _mail_post,
    "next_activity": _next_activity,
    "followers": _followers,
    "remove_followers": _followers,
}
