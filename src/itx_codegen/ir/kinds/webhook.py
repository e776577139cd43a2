"""A webhook: another system calls us, or we call it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Names, Node, Source
from ..roles import DeclaresXmlId, DomainOn, FieldPaths, FlowRef, ModelRef, PythonOn
from ..triggers import RECORD_GETTER, derived_domain, plain_domain, watched


class Webhook(Node):
    """An automation rule with one action, as the two sides of an integration need it.

    *Incoming*: an address that another system calls; `record_getter` finds the record that the
    `payload` is about, then `code` or the `flow` runs. The address holds a secret that each
    database makes for itself: it is never part of a document, and never changed.

    *Outgoing*: when `trigger` happens to a record, its `field_names` are sent to `url`. Addresses
    often hold secrets: an empty `url` is for each database to fill in, which then also decides when
    the webhook is `enabled`; neither is overwritten.
    """

    kind: ClassVar[str] = "webhook"
    label: ClassVar[Message] = text("Webhook")
    follows: ClassVar[frozenset[str]] = frozenset({"flow_step"})
    collection: ClassVar[str] = "webhooks"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    direction: Literal["incoming", "outgoing"] = "incoming"
    record_getter: Annotated[str, PythonOn()] = ""
    code: Annotated[Source, PythonOn()] = ""
    flow: Annotated[str, FlowRef()] = ""
    log_calls: bool = False
    trigger: Literal[
        "",
        "on_create",
        "on_create_or_write",
        "on_unlink",
        "on_archive",
        "on_unarchive",
    ] = ""
    filter_domain: Annotated[str, DomainOn()] = ""
    trigger_fields: Annotated[Names, FieldPaths()] = ()
    field_names: Annotated[Names, FieldPaths()] = ()
    url: str = ""
    enabled: bool = True

    def required_modules(self) -> frozenset[str]:
        return frozenset({"base_automation"})

    def normalized(self) -> Webhook:
        update: dict[str, Any] = {
            "field_names": tuple(sorted(self.field_names)),
            "code": normal_code(self.code) if self.code.strip() else "",
        }
        if self.direction == "incoming":
            update["record_getter"] = self.record_getter or RECORD_GETTER
        else:
            trigger = self.trigger or "on_create_or_write"
            fields = watched(trigger, self.trigger_fields)
            domain = plain_domain(self.filter_domain)
            update["trigger"] = trigger
            update["trigger_fields"] = tuple(sorted(fields))
            update["filter_domain"] = domain or derived_domain(trigger, fields)
        return self.model_copy(update=update)
