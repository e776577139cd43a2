from itx_codegen.ir.triggers import RECORD_GETTER

from .. import starts
from ..references import ModelRef
from ..registry import register
from ..rules import RuleAdapter
from ..searched import FieldRefs, names


@register
class WebhookAdapter(RuleAdapter):
    """A rule with one action. What makes an incoming address secret is never read nor written."""

    kind = "webhook"

    def works(self, node):
        return node.enabled or _left_to_people(node)

    def values(self, node, element):
        incoming = node.direction == "incoming"
        return {
            "name": node.name,
            "model_id": ModelRef(node.model),
            "trigger": "on_webhook" if incoming else node.trigger,
            "record_getter": node.record_getter or RECORD_GETTER,
            "log_webhook_calls": node.log_calls,
            "filter_domain": node.filter_domain or False,
            "trigger_field_ids": FieldRefs(node.model, node.trigger_fields),
            "active": node.enabled,
        }

    def action_values(self, node):
        common = {"name": node.name, "model_id": ModelRef(node.model)}
        if node.direction == "incoming":
            return {**common, "state": "code", "code": starts.code(node, self.session, False)}
        # An address that is not described is for people to set.
        address = {"webhook_url": node.url} if node.url else {}
        fields = FieldRefs(node.model, node.field_names)
        return {**common, "state": "webhook", "webhook_field_ids": fields, **address}

    def read(self, record, node):
        action = self.own_action(record)
        incoming = record.trigger == "on_webhook"
        read = {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model_id.model,
            "direction": "incoming" if incoming else "outgoing",
            "log_calls": record.log_webhook_calls,
            "enabled": record.active,
        }
        if incoming:
            said = starts.said(action.code, self.session, returns=False)
            return {**read, "record_getter": record.record_getter or "", **said}
        described = node is not None and node.url
        if node is not None and _left_to_people(node):
            read["enabled"] = node.enabled
        return {
            **read,
            "trigger": record.trigger,
            "filter_domain": record.filter_domain or "",
            "trigger_fields": names(record.trigger_field_ids),
            "field_names": names(action.webhook_field_ids),
            "url": (described and action.webhook_url) or "",
        }


def _left_to_people(node):
    """Tell whether who fills in the address also decides when the webhook works."""
    return node.direction == "outgoing" and not node.url
