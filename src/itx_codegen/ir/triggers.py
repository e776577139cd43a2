"""What Odoo 19 knows of the triggers of automation rules (`base_automation`)."""

from __future__ import annotations

from typing import Literal

Trigger = Literal[
    "on_create",
    "on_create_or_write",
    "on_write",
    "on_unlink",
    "on_change",
    "on_archive",
    "on_unarchive",
    "on_state_set",
    "on_priority_set",
    "on_stage_set",
    "on_tag_set",
    "on_user_set",
    "on_time",
    "on_time_created",
    "on_time_updated",
    "on_message_received",
    "on_message_sent",
    "on_webhook",
]

#: Trigger → the field that it watches unless another is named.
WATCHED = {
    "on_archive": "active",
    "on_unarchive": "active",
    "on_state_set": "state",
    "on_priority_set": "priority",
    "on_stage_set": "stage_id",
    "on_tag_set": "tag_ids",
    "on_user_set": "user_id",
}
#: Triggers that watch fields of the author's choice.
WATCHING = frozenset({"on_create_or_write", "on_write", *WATCHED})
#: Triggers that a value of a selection, or a record, belongs to.
OF_SELECTION = frozenset({"on_state_set", "on_priority_set"})
OF_RECORD = frozenset({"on_stage_set", "on_tag_set"})
#: Triggers that a schedule looks for, and the date that each counts from unless another is named.
TIMED = {"on_time": "", "on_time_created": "create_date", "on_time_updated": "write_date"}
#: Triggers of models with a chatter.
OF_MESSAGES = frozenset({"on_message_received", "on_message_sent"})
#: Triggers that make or change records, or are about to delete them.
ON_CHANGES = frozenset(
    {"on_create", "on_create_or_write", "on_write", "on_unlink", *WATCHED},
)

#: How the record of a call from outside is found unless told: it is always of the rule's own model.
#: (Odoo's own default lets the caller choose the model.)
RECORD_GETTER = "model.browse(int(payload.get('_id')))"


def watched(trigger: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that a trigger watches, given those that are named."""
    return fields or ((WATCHED[trigger],) if trigger in WATCHED else ())


def derived_domain(trigger: str, fields: tuple[str, ...], selection: str = "") -> str:
    """Return the domain that Odoo gives to a rule of this trigger; empty where it gives none.

    Source: `base.automation._compute_filter_domain`. A record that the trigger is about is no part
    of it: its id is known to a database only.
    """
    if trigger not in WATCHED:
        return ""
    field = watched(trigger, fields)[0]
    conditions: dict[str, tuple[str, str, object]] = {
        "on_archive": (field, "=", False),
        "on_unarchive": (field, "=", True),
        "on_user_set": (field, "!=", False),
    }
    if trigger in OF_SELECTION and selection:
        return repr([(field, "=", selection)])
    return repr([conditions[trigger]]) if trigger in conditions else ""


def plain_domain(domain: str) -> str:
    """Return a domain without blanks around it, and nothing for one that holds for every record."""
    stripped = domain.strip()
    return "" if stripped in ("[]", "()") else stripped
