"""An automation rule: something happens to a record, and actions follow."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Names, Source
from ..record_node import RecordNode
from ..roles import (
    DeclaresXmlId,
    DomainOn,
    FieldPaths,
    FlowRef,
    ModelRef,
    PythonOn,
    XmlIdRef,
)
from ..triggers import RECORD_GETTER, TIMED, Trigger, derived_domain, plain_domain, watched


class Automation(RecordNode):
    """A record of `base.automation`; attributes have its names.

    What it does is its own `code`, or the `flow` of that name, and after it the server actions that
    name this rule as their `automation`. `trg_selection` is the value that the watched selection
    field is set to, `trg_field_ref` the record that the watched link is set to. The address of a
    webhook is made by each database and never part of a document.
    """

    kind: ClassVar[str] = "automation"
    record_model: ClassVar[str] = "base.automation"
    label: ClassVar[Message] = text("Automation rule")
    follows: ClassVar[frozenset[str]] = frozenset({"flow_step"})
    collection: ClassVar[str] = "automations"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    description: Source = ""
    model: Annotated[str, ModelRef()]
    trigger: Trigger = "on_create_or_write"
    filter_domain: Annotated[str, DomainOn()] = ""
    filter_pre_domain: Annotated[str, DomainOn()] = ""
    trigger_fields: Annotated[Names, FieldPaths()] = ()
    on_change_fields: Annotated[Names, FieldPaths()] = ()
    trg_selection: str = ""
    trg_field_ref: Annotated[str, XmlIdRef()] = ""
    trg_date: Annotated[str, FieldPaths()] = ""
    trg_date_range: int = 0
    trg_date_range_type: Literal["", "minutes", "hour", "day", "month"] = ""
    trg_date_range_mode: Literal["", "after", "before"] = ""
    trg_date_calendar: Annotated[str, XmlIdRef()] = ""
    record_getter: Annotated[str, PythonOn()] = ""
    log_webhook_calls: bool = False
    code: Annotated[Source, PythonOn()] = ""
    flow: Annotated[str, FlowRef()] = ""
    enabled: bool = True

    def required_modules(self) -> frozenset[str]:
        return frozenset({"base_automation"})

    def normalized(self) -> Automation:
        fields = watched(self.trigger, self.trigger_fields)
        update: dict[str, Any] = {
            "trigger_fields": tuple(sorted(fields)),
            "on_change_fields": tuple(sorted(self.on_change_fields)),
            "filter_domain": plain_domain(self.filter_domain),
            "filter_pre_domain": plain_domain(self.filter_pre_domain),
            "code": normal_code(self.code) if self.code.strip() else "",
        }
        if not update["filter_domain"]:
            update["filter_domain"] = derived_domain(self.trigger, fields, self.trg_selection)
        if self.trigger in TIMED:
            update["trg_date"] = self.trg_date or TIMED[self.trigger]
            update["trg_date_range_type"] = self.trg_date_range_type or "hour"
            update["trg_date_range_mode"] = self.trg_date_range_mode or "after"
        if self.trigger == "on_webhook":
            update["record_getter"] = self.record_getter or RECORD_GETTER
        return self.model_copy(update=update)
