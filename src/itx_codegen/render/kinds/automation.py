"""Automation rules: records of `base.automation`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.automation import Automation
from ...ir.triggers import TIMED
from .. import records, rules, searched, xml_source
from ..dispatch import renders
from ..literals import Literal, literal
from ..markup import markup
from ..parts import Part
from ..site import Site


@renders(Automation)
def automation(node: Automation, site: Site) -> Iterator[Part]:
    """One record, and that of its own action. The address of a webhook is not among them."""
    own = node.normalized()
    element = xml_source.record(
        rules.MODEL,
        own.xml_id,
        [
            xml_source.text("name", own.name),
            markup(site, "description", own.description),
            records.model_link(site, "model_id", own.model),
            xml_source.text("trigger", own.trigger),
            _selection(own),
            records.optional_link(site, "trg_field_ref", own.trg_field_ref),
            *_timing(own, site),
            _pre_domain(own, site),
            _domain(own, site),
            searched.field_links("trigger_field_ids", own.model, own.trigger_fields),
            searched.field_links("on_change_field_ids", own.model, own.on_change_fields),
            records.optional("record_getter", own.record_getter),
            xml_source.evaluated("log_webhook_calls", True) if own.log_webhook_calls else None,
            None if own.enabled else xml_source.evaluated("active", False),
        ],
    )
    action = None
    if own.code or own.flow:
        fields = rules.code_fields(site, own.code, own.flow)
        action = rules.own_action(site, own.xml_id, own.name, own.model, fields)
    path = f"data/{site.scope.module}_automations.xml"
    yield from rules.parts(site, path, own.name, element, action)


def _selection(own: Automation) -> etree._Element | None:
    if not own.trg_selection:
        return None
    field = own.trigger_fields[0]
    return searched.selection_link("trg_selection_field_id", own.model, field, own.trg_selection)


def _timing(own: Automation, site: Site) -> Iterator[etree._Element | None]:
    if own.trigger in TIMED:
        yield searched.field_link("trg_date_id", own.model, own.trg_date)
        yield xml_source.text("trg_date_range", str(own.trg_date_range))
        yield xml_source.text("trg_date_range_type", own.trg_date_range_type)
        yield xml_source.text("trg_date_range_mode", own.trg_date_range_mode)
        yield records.optional_link(site, "trg_date_calendar_id", own.trg_date_calendar)


def _domain(own: Automation, site: Site) -> etree._Element | None:
    """Return the condition; that of a record names its id, which only the database knows."""
    if own.filter_domain or not own.trg_field_ref:
        return records.optional("filter_domain", own.filter_domain)
    if own.trigger == "on_tag_set":
        return _on_record("filter_domain", own, site, "'in', [{}]")
    return _on_record("filter_domain", own, site, "'=', {}")


def _pre_domain(own: Automation, site: Site) -> etree._Element | None:
    if own.filter_pre_domain or own.trigger != "on_tag_set" or not own.trg_field_ref:
        return records.optional("filter_pre_domain", own.filter_pre_domain)
    return _on_record("filter_pre_domain", own, site, "'not in', [{}]")


def _on_record(name: str, own: Automation, site: Site, test: str) -> etree._Element:
    field = literal(own.trigger_fields[0], "'").source
    ref = f"ref({literal(site.scope.local(own.trg_field_ref), chr(39)).source})"
    return xml_source.evaluated(name, Literal(f"str([({field}, {test.format(ref)})])"))
