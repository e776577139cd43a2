"""What is wrong with automation rules, webhooks, server actions and email templates."""

from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.validate import Nowhere, check

_FIELDS = [
    {"name": "name", "type": "char"},
    {"name": "due", "type": "date"},
    {"name": "state", "type": "selection", "selection": [["new", "New"], ["done", "Done"]]},
    {"name": "partner_id", "type": "many2one", "comodel_name": "res.partner"},
    {"name": "next_id", "type": "many2one", "comodel_name": "shop.job"},
]
_CODE = {"code": "records.write({'name': 'a'})"}


def _said(**lists: Any) -> list[tuple[str, str]]:
    document = {
        "module": {"name": "shop", "depends": ["base_automation"]},
        "models": [{"name": "shop.job", "fields": _FIELDS}],
        **lists,
    }
    problems = check(load(document))
    return [(problem.path, str(problem.message)) for problem in problems]


def _only(said: list[tuple[str, str]], attribute: str, cause: str) -> None:
    assert [path.rpartition(".")[2] for path, _ in said] == [attribute], said
    assert cause in said[0][1]


def _rule(**own: Any) -> dict[str, Any]:
    return {"xml_id": "rule", "name": "Rule", "model": "shop.job", **_CODE, **own}


@pytest.mark.parametrize(
    "own",
    [
        {"trigger": "on_create"},
        {"trigger": "on_create_or_write", "trigger_fields": ["name"]},
        {"trigger": "on_unlink", "filter_domain": "[('state', '=', 'done')]"},
        {"trigger": "on_change", "on_change_fields": ["name"]},
        {"trigger": "on_state_set", "trg_selection": "done"},
        {"trigger": "on_stage_set", "trigger_fields": ["next_id"], "trg_field_ref": "base.x"},
        {"trigger": "on_time", "trg_date": "due", "trg_date_range": 3},
        {"trigger": "on_time_created", "trg_date_range_type": "minutes"},
        {"trigger": "on_webhook", "record_getter": "model.search([], limit=1)"},
    ],
)
def test_rules_that_are_right(own: dict[str, Any]) -> None:
    assert _said(automations=[_rule(**own)]) == []


@pytest.mark.parametrize(
    ("own", "attribute", "cause"),
    [
        ({"trigger": "on_create", "trg_date": "due"}, "trg_date", "belongs to the triggers"),
        ({"trigger": "on_change"}, "on_change_fields", "Name the fields"),
        ({"trigger": "on_state_set", "trg_selection": "x"}, "trg_selection", "no such value"),
        ({"trigger": "on_archive"}, "trigger", "the field active"),
        ({"trigger": "on_time"}, "trg_date", "Name the date field"),
        ({"trigger": "on_time_created", "trg_date_range": -1}, "trg_date_range", "before"),
        ({"trigger": "on_message_received"}, "trigger", "mail.thread"),
        ({"trigger": "on_webhook", "record_getter": "x = 1"}, "record_getter", "expression"),
        ({"trigger": "on_user_set", "trigger_fields": ["name", "due"]}, "trigger_fields", "one"),
        ({"code": ""}, "code", "does nothing"),
        ({"filter_domain": "[('nothing', '=', 1)]"}, "filter_domain", "no field nothing"),
    ],
)
def test_rules_that_are_not(own: dict[str, Any], attribute: str, cause: str) -> None:
    _only(_said(automations=[_rule(**own)]), attribute, cause)


def test_a_rule_may_have_its_actions_elsewhere() -> None:
    action = _action(automation="rule", **_CODE)
    assert _said(automations=[_rule(code="")], actions=[action]) == []


def _hook(**own: Any) -> dict[str, Any]:
    return {"xml_id": "hook", "name": "Hook", "model": "shop.job", **own}


@pytest.mark.parametrize(
    "own",
    [
        {"code": "record.write(payload)"},
        {"direction": "outgoing", "url": "https://example.com", "field_names": ["name"]},
        {"direction": "outgoing", "enabled": False, "trigger": "on_unlink"},
    ],
)
def test_webhooks_that_are_right(own: dict[str, Any]) -> None:
    assert _said(webhooks=[_hook(**own)]) == []


@pytest.mark.parametrize(
    ("own", "attribute", "cause"),
    [
        ({}, "code", "Write code"),
        ({**_CODE, "url": "https://example.com"}, "url", "outgoing"),
        ({"direction": "outgoing", "url": "https://a", "log_calls": True}, "log_calls", "incoming"),
        ({"direction": "outgoing", "url": "ftp://a"}, "url", "https"),
        ({"direction": "outgoing"}, "url", "each change would fail"),
    ],
)
def test_webhooks_that_are_not(own: dict[str, Any], attribute: str, cause: str) -> None:
    _only(_said(webhooks=[_hook(**own)]), attribute, cause)


def _action(xml_id: str = "action", **own: Any) -> dict[str, Any]:
    return {"type": "server", "xml_id": xml_id, "name": "Action", "model": "shop.job", **own}


@pytest.mark.parametrize(
    "own",
    [
        {"state": "object_write", "update_path": "name", "value": "a"},
        {"state": "object_write", "update_path": "next_id.name", "expression": "record.name"},
        {"state": "object_create", "value": "New", "link_field": "next_id"},
        {"state": "object_copy", "resource_ref": "base.x", "link_field": "next_id"},
        {"state": "webhook", "webhook_fields": ["name"]},
        {"state": "followers", "followers_partner_field": "partner_id"},
        {"state": "next_activity", "activity_type": "mail.mail_activity_data_call"},
    ],
)
def test_actions_that_are_right(own: dict[str, Any]) -> None:
    assert _said(actions=[_action(**own)]) == []


@pytest.mark.parametrize(
    ("own", "attribute", "cause"),
    [
        ({"state": "object_write", "value": "a"}, "update_path", "needs it"),
        ({**_CODE, "value": "a"}, "value", "no use"),
        (
            {"state": "object_write", "update_path": "name", "value": "a", "expression": "1"},
            "expression",
            "in one way",
        ),
        ({"state": "object_write", "update_path": "none", "value": "a"}, "update_path", "no field"),
        ({"state": "object_create", "value": "A", "link_field": "partner_id"}, "link_field", "not"),
        ({"state": "followers"}, "followers_partners", "Name partners"),
        ({**_CODE, "parent": "action"}, "parent", "must be multi"),
    ],
)
def test_actions_that_are_not(own: dict[str, Any], attribute: str, cause: str) -> None:
    said = _said(actions=[_action(**own)])
    assert any(path.endswith(f".{attribute}") and cause in cause_ for path, cause_ in said), said


def test_actions_in_a_circle() -> None:
    first = _action("a", state="multi", parent="b")
    second = _action("b", state="multi", parent="a")
    said = _said(actions=[first, second])
    assert [path for path, cause in said if "cut the circle" in cause] == [
        "actions[a].parent",
        "actions[b].parent",
    ]


def test_what_a_rule_can_run() -> None:
    rules = [
        _rule(xml_id="form", trigger="on_change", on_change_fields=["name"]),
        _rule(xml_id="gone", trigger="on_unlink"),
        _rule(xml_id="other", model="res.partner"),
    ]
    write = {"state": "object_write", "update_path": "name", "value": "a"}
    actions = [
        _action("a", automation="form", **write),
        _action("b", automation="gone", state="mail_post", template="letter"),
        _action("c", automation="other", **write),
        _action("d", automation="gone", state="webhook"),
    ]
    letter = {"xml_id": "letter", "name": "L", "model": "shop.job"}
    said = dict(_said(automations=rules, actions=actions, email_templates=[letter]))
    assert set(said) == {
        "actions[a].state",
        "actions[b].state",
        "actions[c].model",
        "actions[d].webhook_url",
    }


def _letter(**own: Any) -> dict[str, Any]:
    return {"xml_id": "letter", "name": "Letter", "model": "shop.job", **own}


def test_templates_that_are_right() -> None:
    letter = _letter(
        subject="Job {{ object.name or '' ||| nobody }} {{ object.get_base_url() }}",
        body_html='<p>A<t t-foreach="object.next_id" t-as="one"><b t-out="one.name"/></t></p>B',
    )
    assert _said(email_templates=[letter]) == []


@pytest.mark.parametrize(
    ("attribute", "value", "cause"),
    [
        ("subject", "{{ object.nothing }}", "no field nothing"),
        ("email_to", "{{ object. }}", "no Python expression"),
        ("body_html", "<p>One<br>Two</p>", "no well-formed XML"),
        ("body_html", '<p t-if="object.next_id.none"/>', "no field none"),
        ("body_html", '<p t-attf-class="a {{ 1 + }}"/>', "no Python expression"),
    ],
)
def test_templates_that_are_not(attribute: str, value: str, cause: str) -> None:
    _only(_said(email_templates=[_letter(**{attribute: value})]), attribute, cause)


def _needs(depends: list[str], world: Nowhere | None = None) -> list[str]:
    document = {
        "module": {"name": "shop", "depends": depends},
        "webhooks": [_hook(model="res.partner", code="pass")],
        "email_templates": [_letter(model="res.partner")],
    }
    return [str(p.message) for p in check(load(document), world) if "works only" in str(p.message)]


def test_modules_that_elements_need_are_named() -> None:
    said = " ".join(_needs(["base", "web"]))
    assert "module base_automation" in said
    assert "module mail" in said


def test_a_dependency_brings_its_own() -> None:
    assert _needs(["base_automation"]) == []


def test_what_an_unknown_module_brings_is_not_judged() -> None:
    assert _needs(["sale"]) == []


def test_the_world_says_what_a_module_brings() -> None:
    class World(Nowhere):
        def brought_by(self, module: str) -> frozenset[str] | None:
            return frozenset({"mail"})

    said = _needs(["sale"], World())
    assert len(said) == 1
    assert "module base_automation" in said[0]
