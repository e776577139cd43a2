"""Wizards said in full."""

from typing import Any

import pytest
from lxml import etree

from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.model import Model
from itx_codegen.lower import lowered
from itx_codegen.lower.wizards import STEP
from itx_codegen.validate import check

_MODEL = {
    "name": "library.lend",
    "fields": [
        {"name": "reader_id", "type": "many2one", "comodel_name": "res.partner", "required": True},
        {"name": "due", "type": "date", "required": True},
    ],
}
_WIZARD = {
    "xml_id": "lend",
    "name": "Lend",
    "model": "library.lend",
    "started_on": "library.book",
    "groups": ["group_keeper"],
    "steps": [
        {"name": "who", "field_names": ["reader_id"], "help": "Who takes <the> books?"},
        {"name": "until", "title": "Until when", "field_names": ["due"]},
    ],
    "code": "self.record_ids.write({'due': self.due})",
}


def _document(wizard: dict[str, Any] | None = None, **model: Any) -> Document:
    book = {"name": "library.book", "fields": [{"name": "due", "type": "date"}]}
    return load(
        {
            "module": {"name": "library", "depends": ["base"]},
            "groups": [{"xml_id": "group_keeper", "name": "Keeper"}],
            "models": [book, {**_MODEL, **model}],
            "wizards": [{**_WIZARD, **(wizard or {})}],
            "menus": [{"xml_id": "menu", "name": "Lend", "action": "lend"}],
        }
    )


def _model(document: Document) -> Model:
    return next(model for model in document.of(Model) if model.name == "library.lend")


def test_a_wizard_is_valid_and_can_be_referred_to_as_an_action() -> None:
    assert check(_document()) == []


def test_what_it_stands_for_is_valid_too() -> None:
    full = lowered(_document())
    assert full.wizards == ()
    assert check(full) == []


def test_saying_it_in_full_twice_is_saying_it_once() -> None:
    assert lowered(lowered(_document())) == lowered(_document())


def test_the_model_becomes_transient_and_knows_step_and_records() -> None:
    model = _model(lowered(_document()))
    assert model.transient
    step, records = model.field(STEP), model.field("record_ids")
    assert step is not None
    assert [(one.value, one.name) for one in step.selection] == [
        ("who", "Who"),
        ("until", "Until when"),
    ]
    assert records is not None
    assert records.comodel_name == "library.book"


def test_only_the_first_step_requires_from_the_beginning() -> None:
    full = lowered(_document())
    reader, due = _model(full).field("reader_id"), _model(full).field("due")
    assert reader is not None
    assert due is not None
    assert (reader.required, due.required) == (True, False)
    assert "required=\"wizard_step == 'until'\"" in _form(full)


def _form(full: Document) -> str:
    return next(view.arch for view in full.views if view.model == "library.lend")


def test_the_form_has_steps_and_buttons() -> None:
    root = etree.fromstring(_form(lowered(_document())))
    boxes = [(box.get("name"), box.get("invisible")) for box in root.iter("div")]
    assert boxes == [("who", "wizard_step != 'who'"), ("until", "wizard_step != 'until'")]
    assert root.findtext(".//p") == "Who takes <the> books?"
    buttons = [(b.get("name"), b.get("invisible")) for b in root.iter("button")]
    assert buttons == [
        ("action_next", "wizard_step == 'until'"),
        ("action_apply", "wizard_step != 'until'"),
        ("action_back", "wizard_step == 'who'"),
        (None, None),
    ]


def test_one_step_needs_no_going_on() -> None:
    full = lowered(_document({"steps": [{"name": "all", "field_names": ["reader_id", "due"]}]}))
    assert [method.name for method in _model(full).methods] == ["action_apply"]
    assert _model(full).field(STEP) is None
    assert "action_next" not in _form(full)


def test_the_action_opens_the_form_in_a_dialog() -> None:
    (action,) = lowered(_document()).actions
    assert (action.xml_id, action.target, action.binding_model) == ("lend", "new", "library.book")
    assert action.view_id == "lend_view_form"


def test_groups_may_use_it_and_all_employees_without_any() -> None:
    assert [row.group for row in lowered(_document()).access] == ["group_keeper"]
    assert [row.group for row in lowered(_document({"groups": []})).access] == ["base.group_user"]


@pytest.mark.parametrize(
    ("code", "closes"),
    [("self.reader_id.name = 'x'", True), ("return {}", False), ("  raise UserError('x')", False)],
)
def test_the_dialog_closes_unless_the_code_says_what_comes_next(code: str, closes: bool) -> None:
    apply = _model(lowered(_document({"code": code}))).method("action_apply")
    assert apply is not None
    assert ("act_window_close" in apply.code) is closes


@pytest.mark.parametrize(
    ("wizard", "model", "path"),
    [
        ({"steps": []}, {}, "wizards[lend].steps"),
        ({"code": ""}, {}, "wizards[lend].code"),
        ({"model": "library.none"}, {}, "wizards[lend].model"),
        ({}, {"extends": True}, "wizards[lend].model"),
        ({}, {"abstract": True}, "wizards[lend].model"),
        ({}, {"methods": [{"name": "action_apply", "type": "action", "code": "pass"}]},
         "wizards[lend].code"),
        ({"records_field": "A b"}, {}, "wizards[lend].records_field"),
        ({"steps": [{"name": "a b"}]}, {}, "wizards[lend].steps[a b]"),
        ({"steps": [{"name": "a", "field_names": ["none"]}]}, {},
         "wizards[lend].steps[a].field_names"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_wizard(
    wizard: dict[str, Any], model: dict[str, Any], path: str
) -> None:
    assert path in [problem.path for problem in check(_document(wizard, **model))]
