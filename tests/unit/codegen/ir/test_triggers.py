"""What Odoo makes of a trigger is filled in: what is read back equals what was described."""

from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.ir.kinds.automation import Automation
from itx_codegen.ir.kinds.webhook import Webhook


def _normal(**own: Any) -> Automation:
    data = {"xml_id": "rule", "name": "Rule", "model": "shop.job", **own}
    (rule,) = load({"module": {"name": "shop"}, "automations": [data]}).of(Automation)
    return rule.normalized()


@pytest.mark.parametrize(
    ("own", "fields", "domain"),
    [
        ({"trigger": "on_archive"}, ("active",), "[('active', '=', False)]"),
        ({"trigger": "on_unarchive"}, ("active",), "[('active', '=', True)]"),
        ({"trigger": "on_user_set"}, ("user_id",), "[('user_id', '!=', False)]"),
        (
            {"trigger": "on_user_set", "trigger_fields": ["user_ids"]},
            ("user_ids",),
            "[('user_ids', '!=', False)]",
        ),
        (
            {"trigger": "on_state_set", "trg_selection": "it's"},
            ("state",),
            "[('state', '=', \"it's\")]",
        ),
        ({"trigger": "on_priority_set"}, ("priority",), ""),
        ({"trigger": "on_stage_set", "trg_field_ref": "stage"}, ("stage_id",), ""),
        ({"trigger": "on_create_or_write", "filter_domain": " [] "}, (), ""),
        ({"trigger": "on_archive", "filter_domain": "[(1, '=', 1)]"}, ("active",), "[(1, '=', 1)]"),
    ],
)
def test_watched_field_and_condition(
    own: dict[str, Any], fields: tuple[str, ...], domain: str
) -> None:
    rule = _normal(**own)
    assert rule.trigger_fields == fields
    assert rule.filter_domain == domain


def test_what_a_date_is_counted_in() -> None:
    rule = _normal(trigger="on_time_updated")
    assert rule.trg_date == "write_date"
    assert rule.trg_date_range_type == "hour"
    assert rule.trg_date_range_mode == "after"


def test_the_record_of_a_call_is_of_the_own_model() -> None:
    assert _normal(trigger="on_webhook").record_getter.startswith("model.browse(")


def test_only_what_belongs_to_a_direction_is_filled_in() -> None:
    hooks = [
        {"xml_id": "a", "name": "A", "model": "shop.job", "code": "pass"},
        {"xml_id": "b", "name": "B", "model": "shop.job", "direction": "outgoing"},
    ]
    document = load({"module": {"name": "shop"}, "webhooks": hooks})
    incoming, outgoing = (hook.normalized() for hook in document.of(Webhook))
    assert (bool(incoming.record_getter), incoming.trigger) == (True, "")
    assert (outgoing.record_getter, outgoing.trigger) == ("", "on_create_or_write")


def test_the_normal_form_is_normal() -> None:
    for own in ({"trigger": "on_archive"}, {"trigger": "on_time_created"}, {"code": "a.b = 1"}):
        rule = _normal(**own)
        assert rule.normalized() == rule
