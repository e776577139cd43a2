"""What a server action needs by its state, and what belongs to other states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...errors import Problem
from ...ir.kinds.action_server import OF_MAIL, ActionServer
from ...ir.kinds.automation import Automation
from ...messages import Message, text
from ...source import is_one_expression
from ..context import Context

#: State → the attributes that belong to it, and those of them that it can't do without.
_ATTRIBUTES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "code": (frozenset({"code", "flow"}), frozenset()),
    "object_write": (
        frozenset({"update_path", "value", "expression", "sequence_id", "resource_ref"}),
        frozenset({"update_path"}),
    ),
    "object_create": (frozenset({"value", "crud_model", "link_field"}), frozenset({"value"})),
    "object_copy": (
        frozenset({"resource_ref", "crud_model", "link_field"}),
        frozenset({"resource_ref"}),
    ),
    "webhook": (frozenset({"webhook_url", "webhook_fields"}), frozenset()),
    "multi": (frozenset(), frozenset()),
    "mail_post": (frozenset({"template"}), frozenset({"template"})),
    "next_activity": (
        frozenset(
            {
                "activity_type",
                "activity_summary",
                "activity_note",
                "activity_date_deadline_range",
                "activity_user",
                "activity_user_field",
            }
        ),
        frozenset({"activity_type"}),
    ),
    "followers": (frozenset({"followers_partners", "followers_partner_field"}), frozenset()),
    "remove_followers": (frozenset({"followers_partners", "followers_partner_field"}), frozenset()),
}
_OF_SOME_STATE = frozenset().union(*(own for own, _needed in _ATTRIBUTES.values()))


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each server action that Odoo would refuse, or run without effect."""
    actions = {action.xml_id: action for _path, action in context.of(ActionServer)}
    rules = {rule.xml_id: rule for _path, rule in context.of(Automation)}
    for path, action in context.of(ActionServer):
        for attribute, message in (
            *_state(action),
            *_value(action),
            *_crud(context, action),
            *_person(action),
            *_parent(context, action, actions),
            *_automation(context, action, rules),
        ):
            yield Problem(f"{path}.{attribute}", message)


def _state(action: ActionServer) -> Iterator[tuple[str, Message]]:
    own, needed = _ATTRIBUTES[action.state]
    for attribute in sorted(_OF_SOME_STATE - own):
        if getattr(action, attribute):
            message = text("An action of state %(state)s has no use for it.", state=action.state)
            yield attribute, message
    for attribute in sorted(needed):
        if not getattr(action, attribute):
            yield attribute, text("An action of state %(state)s needs it.", state=action.state)
    if action.state != "code" and not action.model:
        yield "model", text("The action needs a model to run on.")


def _value(action: ActionServer) -> Iterator[tuple[str, Message]]:
    given = [n for n in ("expression", "sequence_id", "resource_ref") if getattr(action, n)]
    if action.state == "object_write" and len(given) + bool(action.value) > 1:
        yield given[-1], text("Say in one way what the field is set to, not in several.")
    if action.expression and not is_one_expression(action.expression):
        yield "expression", text("This is no Python expression.")


def _crud(context: Context, action: ActionServer) -> Iterator[tuple[str, Message]]:
    if action.link_field:
        made = action.crud_model or action.model
        target = context.relations.get((action.model, action.link_field))
        if target is not None and target != made:
            yield (
                "link_field",
                text("It leads to %(target)s, not to %(made)s.", target=target, made=made),
            )


def _person(action: ActionServer) -> Iterator[tuple[str, Message]]:
    pairs = (
        ("activity_user", "activity_user_field"),
        ("followers_partners", "followers_partner_field"),
    )
    for fixed, by_field in pairs:
        if getattr(action, fixed) and getattr(action, by_field):
            yield by_field, text("Name people, or the field that holds them, not both.")
    if action.state in ("followers", "remove_followers") and not (
        action.followers_partners or action.followers_partner_field
    ):
        yield "followers_partners", text("Name partners, or the field that holds them.")
    if action.activity_date_deadline_range < 0:
        yield "activity_date_deadline_range", text("A deadline can't be before today.")


def _parent(
    context: Context, action: ActionServer, actions: Mapping[str, ActionServer]
) -> Iterator[tuple[str, Message]]:
    if action.parent and action.automation:
        yield "automation", text("An action belongs to another action or to a rule, not to both.")
    parent = actions.get(_local(context, action.parent))
    if parent is None:
        return
    if parent.state != "multi":
        yield "parent", text(
            "%(name)s runs no others: its state must be multi.", name=action.parent
        )
    if parent.model != action.model:
        yield "model", text("It must be the model of %(name)s.", name=action.parent)
    if sorted(parent.groups) != sorted(action.groups):
        yield "groups", text("They must be the groups of %(name)s.", name=action.parent)
    seen = {action.xml_id}
    while parent is not None and parent.xml_id not in seen:
        seen.add(parent.xml_id)
        parent = actions.get(_local(context, parent.parent))
    if parent is not None:
        yield "parent", text("The action runs itself by way of others; cut the circle.")


def _automation(
    context: Context, action: ActionServer, rules: Mapping[str, Automation]
) -> Iterator[tuple[str, Message]]:
    rule = rules.get(_local(context, action.automation))
    if rule is None:
        return
    if rule.model != action.model:
        yield "model", text("It must be the model of %(name)s.", name=action.automation)
    if action.state == "webhook" and rule.enabled and not action.webhook_url:
        message = text(
            "Without an address each change would fail: write one, or set enabled of the rule to "
            "false until there is one in the database."
        )
        yield "webhook_url", message
    if rule.trigger == "on_change" and action.state != "code":
        yield "state", text("A rule for changes in a form (on_change) runs only code.")
    if rule.trigger == "on_unlink" and action.state in OF_MAIL - {"remove_followers"}:
        yield "state", text("When a record is deleted, nothing is left to act upon.")


def _local(context: Context, xml_id: str) -> str:
    return xml_id.removeprefix(f"{context.document.module.name}.")
