"""Automation rules as the renderers of automations and webhooks need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ..ir.kinds.automation import Automation
from ..ir.triggers import ON_CHANGES
from . import flows, records, xml_source
from .literals import literal
from .parts import Part, Stage, Test
from .python_source import body
from .site import Scope, Site
from .templates import fill

MODEL = "base.automation"


def action_id(rule: str) -> str:
    """Return the XML id of the action that is a rule's own."""
    return f"{rule}_action"


def own_action(
    site: Site, rule: str, name: str, model: str, fields: Iterable[etree._Element | None]
) -> etree._Element:
    """Return the record of the action that is a rule's own; it runs before all others."""
    return xml_source.record(
        "ir.actions.server",
        action_id(rule),
        [
            xml_source.text("name", name),
            records.model_link(site, "model_id", model),
            xml_source.reference("base_automation_id", rule),
            xml_source.text("usage", "base_automation"),
            xml_source.text("sequence", "1"),
            *fields,
        ],
    )


def code_fields(site: Site, code: str, flow: str) -> list[etree._Element]:
    """Return the fields of an action that runs code, or starts a flow."""
    source = flows.run(site, flow) if flow else body(code)
    return [xml_source.text("state", "code"), xml_source.text("code", source)]


def parts(
    site: Site, path: str, name: str, rule: etree._Element, action: etree._Element | None
) -> Iterator[Part]:
    """Yield the records of a rule and of its own action, their texts, and a test."""
    yield records.placed(site, path, Stage.AUTOMATIONS, rule)
    xml_id = str(rule.get("id"))
    yield records.term(site, f"{MODEL},name", xml_id, name)
    if action is not None:
        yield records.placed(site, path, Stage.AUTOMATIONS, action)
        yield records.term(site, "ir.actions.server,name", action_id(xml_id), name)
    source = fill("tests/rule.py.jinja", rule=literal(site.scope.full(xml_id)).source)
    name = xml_id.replace("-", "__")
    yield Test(site.path, "tests/test_automation.py", "TestAutomation", name, source)


def may_change(scope: Scope, model: str) -> bool:
    """Tell whether a rule of this module may change records of a model when they are written."""
    return any(
        rule.model == model and rule.trigger in ON_CHANGES for rule in scope.document.of(Automation)
    )
