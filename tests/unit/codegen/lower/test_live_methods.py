"""Methods of a model, said by what a running database can have."""

from __future__ import annotations

import pytest

from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.action_server import ActionServer
from itx_codegen.ir.kinds.automation import Automation
from itx_codegen.ir.kinds.cron import Cron
from itx_codegen.ir.kinds.method import Method
from itx_codegen.ir.kinds.view import View
from itx_codegen.lower.live_methods import live_methods
from itx_codegen.plan import build


def _document(
    *methods: dict[str, object], depends: tuple[str, ...] = (), **lists: object
) -> Document:
    return load(
        {
            "module": {"name": "library", "depends": ["base", *depends]},
            "models": [
                {
                    "name": "library.book",
                    "fields": [{"name": "name", "type": "char"}, {"name": "isbn", "type": "char"}],
                    "methods": list(methods),
                }
            ],
            **lists,
        }
    )


_CHECK = {
    "name": "_check_isbn",
    "type": "constrains",
    "depends": ["isbn"],
    "code": "for book in self:\n    if not book.isbn:\n        raise ValidationError(_('No ISBN'))",
}
_ONCHANGE = {
    "name": "_onchange_name",
    "type": "onchange",
    "depends": ["name"],
    "code": "if not self.isbn:\n    self.isbn = self.name",
}
_ACTION = {"name": "action_lend", "type": "action", "code": "return self.write({'isbn': '1'})"}


@pytest.mark.parametrize(
    ("method", "trigger", "variable"),
    [(_CHECK, "on_create_or_write", "records"), (_ONCHANGE, "on_change", "record")],
)
def test_checks_and_onchanges_become_rules(method, trigger, variable):
    document = live_methods(_document(method, depends=("base_automation",)))
    (rule,) = document.of(Automation)
    assert (rule.trigger, rule.model) == (trigger, "library.book")
    assert f"{method['name']}({variable})" in rule.code
    assert {*rule.trigger_fields, *rule.on_change_fields} == set(method["depends"])
    assert not document.of(Method)
    compile(rule.code, "<rule>", "exec")


def test_names_that_server_actions_lack_are_given_to_the_code():
    (rule,) = live_methods(_document(_CHECK, depends=("base_automation",))).of(Automation)
    assert rule.code.startswith("_ = env._\nValidationError = UserError\n")


def test_without_automation_rules_the_plan_says_what_is_missing():
    document = _document(_CHECK)
    assert live_methods(document).of(Method)
    assert "depend on base_automation" in build(None, document).explain()


def test_a_button_starts_what_its_method_has_become():
    arch = '<form><header><button type="object" name="action_lend"/></header></form>'
    views = [{"model": "library.book", "type": "form", "arch": arch}]
    document = live_methods(_document(_ACTION, views=views))
    (action,) = document.of(ActionServer)
    assert "action = action_lend(records)" in action.code
    assert f'type="action" name="%({action.xml_id})d"' in document.of(View)[0].arch


def test_a_button_of_another_model_stays():
    arch = '<form><button type="object" name="action_lend"/></form>'
    views = [{"model": "res.partner", "type": "form", "arch": arch}]
    document = live_methods(_document(_ACTION, views=views))
    assert document.of(View)[0].arch == arch


def test_a_cron_that_calls_a_method_gets_its_body():
    method = {"name": "_cron_tidy", "type": "cron", "code": "self.search([]).unlink()"}
    crons = [{"xml_id": "tidy", "name": "T", "model": "library.book", "code": "model._cron_tidy()"}]
    document = live_methods(_document(method, crons=crons))
    (cron,) = document.of(Cron)
    assert "self.search([]).unlink()" in cron.code
    assert cron.code.endswith("_cron_tidy(model)\n")
    assert not document.of(Method)


def test_overrides_and_helpers_can_not_live_and_say_so():
    document = _document(
        {"name": "create", "type": "create", "code": "return super().create(vals_list)"},
        {"name": "_help", "type": "helper", "code": "return 1"},
    )
    text = build(None, document).explain()
    assert text.count("A live model has no such method") == 2


def test_the_same_document_gives_the_same_elements():
    document = _document(_CHECK, _ACTION, depends=("base_automation",))
    assert live_methods(document) == live_methods(document)
