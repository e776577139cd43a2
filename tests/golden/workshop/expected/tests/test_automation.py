from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAutomation(ModuleCase):
    def test_rule_note_urgent(self):
        rule = self.env.ref("workshop.rule_note_urgent")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_done(self):
        rule = self.env.ref("workshop.rule_done")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_ready(self):
        rule = self.env.ref("workshop.rule_ready")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_archived(self):
        rule = self.env.ref("workshop.rule_archived")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_overdue(self):
        rule = self.env.ref("workshop.rule_overdue")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_form(self):
        rule = self.env.ref("workshop.rule_form")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_rule_partner(self):
        rule = self.env.ref("workshop.rule_partner")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_hook_in(self):
        rule = self.env.ref("workshop.hook_in")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))

    def test_hook_out(self):
        rule = self.env.ref("workshop.hook_out")
        self.assertTrue(rule.action_server_ids)
        self.assertFalse(rule.action_server_ids.filtered("warning"))
        # Its conditions can be evaluated.
        record = self.env[rule.model_name].new()
        rule._filter_post(rule._filter_pre(record))
