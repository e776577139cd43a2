"""Webhooks: records of `base.automation`, each with its action."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.webhook import Webhook
from .. import records, rules, searched, xml_source
from ..dispatch import renders
from ..parts import Part
from ..site import Site


@renders(Webhook)
def webhook(node: Webhook, site: Site) -> Iterator[Part]:
    """Two records. What makes the address of an incoming webhook secret is not among them."""
    own = node.normalized()
    incoming = own.direction == "incoming"
    element = xml_source.record(
        rules.MODEL,
        own.xml_id,
        [
            xml_source.text("name", own.name),
            records.model_link(site, "model_id", own.model),
            xml_source.text("trigger", "on_webhook" if incoming else own.trigger),
            records.optional("record_getter", own.record_getter),
            xml_source.evaluated("log_webhook_calls", True) if own.log_calls else None,
            records.optional("filter_domain", own.filter_domain),
            searched.field_links("trigger_field_ids", own.model, own.trigger_fields),
            None if own.enabled else xml_source.evaluated("active", False),
        ],
    )
    if incoming:
        fields = rules.code_fields(site, own.code, own.flow)
    else:
        found = [
            xml_source.text("state", "webhook"),
            records.optional("webhook_url", own.url),
            searched.field_links("webhook_field_ids", own.model, own.field_names),
        ]
        fields = [field for field in found if field is not None]
    action = rules.own_action(site, own.xml_id, own.name, own.model, fields)
    path = f"data/{site.scope.module}_webhooks.xml"
    yield from rules.parts(site, path, own.name, element, action)
