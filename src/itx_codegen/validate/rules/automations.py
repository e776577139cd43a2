"""Automation rules and webhooks: what goes with which trigger."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.action_server import ActionServer
from ...ir.kinds.automation import Automation
from ...ir.kinds.model import Model
from ...ir.kinds.webhook import Webhook
from ...ir.triggers import OF_MESSAGES, OF_RECORD, OF_SELECTION, TIMED, WATCHED, WATCHING, watched
from ...messages import Message, text
from ...source import is_one_expression
from ..context import Context

#: Attribute → the triggers that it belongs to.
_BELONGS = {
    "trigger_fields": WATCHING,
    "on_change_fields": frozenset({"on_change"}),
    "trg_selection": OF_SELECTION,
    "trg_field_ref": OF_RECORD,
    "trg_date": frozenset(TIMED),
    "trg_date_range": frozenset(TIMED),
    "trg_date_range_type": frozenset(TIMED),
    "trg_date_range_mode": frozenset(TIMED),
    "trg_date_calendar": frozenset(TIMED),
    "record_getter": frozenset({"on_webhook"}),
    "log_webhook_calls": frozenset({"on_webhook"}),
}
_OF_DIRECTION = {
    "incoming": ("record_getter", "code", "flow", "log_calls"),
    "outgoing": ("trigger", "filter_domain", "trigger_fields", "field_names", "url"),
}


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each rule that Odoo would refuse, or that would never run."""
    run = {
        action.automation.removeprefix(f"{context.document.module.name}.")
        for _path, action in context.of(ActionServer)
    }
    for path, rule in context.of(Automation):
        for attribute, message in (
            *_attributes(rule),
            *_trigger(context, rule),
            *_does_something(rule, rule.xml_id in run),
        ):
            yield Problem(f"{path}.{attribute}", message)
    for path, webhook in context.of(Webhook):
        for attribute, message in _webhook(context, webhook):
            yield Problem(f"{path}.{attribute}", message)


def _attributes(rule: Automation) -> Iterator[tuple[str, Message]]:
    for attribute, triggers in _BELONGS.items():
        if getattr(rule, attribute) and rule.trigger not in triggers:
            yield (
                attribute,
                text(
                    "It belongs to the triggers %(triggers)s; this rule has %(trigger)s.",
                    triggers=", ".join(sorted(triggers)),
                    trigger=rule.trigger,
                ),
            )


def _trigger(context: Context, rule: Automation) -> Iterator[tuple[str, Message]]:
    fields = watched(rule.trigger, rule.trigger_fields)
    if rule.trigger in WATCHED and len(fields) > 1:
        yield "trigger_fields", text("This trigger watches one field.")
    if not rule.trigger_fields:
        yield from _is_there(context, rule.model, fields)
    if rule.trigger == "on_change" and not rule.on_change_fields:
        yield "on_change_fields", text("Name the fields whose change in a form starts the rule.")
    if rule.trigger == "on_time" and not rule.trg_date:
        yield "trg_date", text("Name the date field that the rule counts from.")
    if rule.trg_date_range < 0:
        yield "trg_date_range", text("Write a number from 0, and `before` as trg_date_range_mode.")
    own = context.models.get(rule.model)
    if own is not None and rule.trigger in OF_MESSAGES and not _has_chatter(own):
        yield "trigger", text("Messages need a chatter: let the model inherit from mail.thread.")
    if own is not None and rule.trg_selection and rule.trigger in OF_SELECTION:
        field = own.field(fields[0])
        options = [option.value for option in field.selection] if field is not None else []
        if field is not None and options and rule.trg_selection not in options:
            message = text("The field %(field)s has no such value.", field=field.name)
            yield "trg_selection", message
    if rule.record_getter and not is_one_expression(rule.record_getter):
        yield "record_getter", text("This is no Python expression.")


def _has_chatter(model: Model) -> bool:
    """Tell whether a model may have a chatter: of one that is extended, others know."""
    return model.extends or "mail.thread" in model.inherit


def _is_there(
    context: Context, model: str, fields: tuple[str, ...]
) -> Iterator[tuple[str, Message]]:
    for name in fields:
        if context.has_field(model, name) is False:
            yield (
                "trigger",
                text(
                    "This trigger watches the field %(name)s, which %(model)s does not have; name "
                    "another one in trigger_fields.",
                    name=name,
                    model=model,
                ),
            )


def _does_something(rule: Automation, has_actions: bool) -> Iterator[tuple[str, Message]]:
    if rule.code.strip() and rule.flow:
        yield "flow", text("Write code or choose a flow: just one of the two.")
    elif not (rule.code.strip() or rule.flow or has_actions):
        yield (
            "code",
            text(
                "The rule does nothing: write code, choose a flow, or name the rule as "
                "`automation` of a server action."
            ),
        )


def _webhook(context: Context, webhook: Webhook) -> Iterator[tuple[str, Message]]:
    for direction, attributes in _OF_DIRECTION.items():
        for attribute in attributes:
            if direction != webhook.direction and getattr(webhook, attribute):
                yield attribute, text("It belongs to %(direction)s webhooks.", direction=direction)
    if webhook.direction == "incoming":
        if bool(webhook.code.strip()) == bool(webhook.flow):
            yield "code", text("Write code or choose a flow: just one of the two.")
        if webhook.record_getter and not is_one_expression(webhook.record_getter):
            yield "record_getter", text("This is no Python expression.")
    else:
        if webhook.url and not webhook.url.startswith(("http://", "https://")):
            yield "url", text("An address begins with https://; leave it empty to set it later.")
        if webhook.enabled and not webhook.url:
            message = text(
                "Without an address each change would fail: write one, or set enabled to false "
                "until there is one in the database."
            )
            yield "url", message
        if not webhook.trigger_fields:
            yield from _is_there(context, webhook.model, watched(webhook.trigger, ()))
