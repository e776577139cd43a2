from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from .automation_common import WorkshopCase


def rule(**own):
    return {
        "xml_id": "rule",
        "name": 'Rule """ ]]> <&> ไทย',
        "model": "workshop.repair",
        "code": "for one in records:\n    one.note = 'ran'\n",
        **own,
    }


@tagged("post_install", "-at_install")
class TestLiveAutomation(WorkshopCase):
    def test_change_of_a_watched_field(self):
        self.lives(
            automations=[
                rule(
                    trigger_fields=["urgent"],
                    filter_domain="[('urgent', '=', True)]",
                    filter_pre_domain="[('urgent', '=', False)]",
                    description="<p>For <b>those</b> in a hurry.</p>",
                )
            ]
        )
        calm, hasty = self.repair(name="calm"), self.repair(name="hasty", urgent=True)
        self.assertFalse(calm.x_note)
        self.assertEqual(hasty.x_note, "ran")
        calm.x_urgent = True
        self.assertEqual(calm.x_note, "ran")

    def test_state_is_set(self):
        self.lives(automations=[rule(trigger="on_state_set", trg_selection="b")])
        repair = self.repair(state="a")
        self.assertFalse(repair.x_note)
        repair.x_state = "b"
        self.assertEqual(repair.x_note, "ran")

    def test_stage_is_set_to_a_record_of_the_module(self):
        self.lives(automations=[rule(trigger="on_stage_set", trg_field_ref="stage_ready")])
        repair = self.repair(name="a")
        repair.x_stage_id = self.env["x_workshop_stage"].create({"x_name": "Other"})
        self.assertFalse(repair.x_note)
        repair.x_stage_id = self.live("stage_ready")
        self.assertEqual(repair.x_note, "ran")

    def test_user_is_set(self):
        self.lives(automations=[rule(trigger="on_user_set")])
        repair = self.repair(name="a")
        self.assertFalse(repair.x_note)
        repair.x_user_id = self.env.user
        self.assertEqual(repair.x_note, "ran")

    def test_archived_and_restored(self):
        back = rule(xml_id="back", trigger="on_unarchive", code="records.write({'note': 'back'})")
        self.lives(automations=[rule(trigger="on_archive"), back])
        repair = self.repair(name="a")
        repair.x_active = False
        self.assertEqual(repair.x_note, "ran")
        repair.x_active = True
        self.assertEqual(repair.x_note, "back")

    def test_deleted(self):
        code = "env['res.partner'].create({'name': 'Gone: ' + record.name})"
        self.lives(automations=[rule(trigger="on_unlink", code=code)])
        self.repair(name="the bike").unlink()
        self.assertTrue(self.env["res.partner"].search([("name", "=", "Gone: the bike")]))

    def test_change_in_a_form(self):
        form_view = {
            "model": "workshop.repair",
            "type": "form",
            "arch": '<form><field name="name"/><field name="note"/></form>',
        }
        on_change = rule(
            trigger="on_change", on_change_fields=["name"], code="record['note'] = record['name']"
        )
        self.lives(automations=[on_change], views=[form_view])
        with Form(self.env["x_workshop_repair"]) as form:
            form.x_name = "bike"
            self.assertEqual(form.x_note, "bike")

    def test_some_days_after_a_date(self):
        self.lives(
            automations=[
                rule(trigger="on_time", trg_date="due", trg_date_range=2, trg_date_range_type="day")
            ]
        )
        today = fields.Date.today()
        late = self.repair(name="late", due=today - timedelta(days=3))
        soon = self.repair(name="soon", due=today + timedelta(days=3))
        found = self.live("rule")._search_time_based_automation_records(until=fields.Datetime.now())
        self.assertEqual(found, late)
        self.live("rule")._process(found)
        self.assertEqual((late.x_note, soon.x_note), ("ran", False))

    def test_message_comes_in(self):
        self.lives(automations=[rule(trigger="on_message_received")])
        repair = self.repair(name="a")
        customer = self.env["res.partner"].create({"name": "Customer", "email": "c@example.com"})
        repair.message_post(
            body="Hello",
            author_id=customer.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(repair.x_note, "ran")

    def test_model_of_another_module(self):
        code = "records.write({'comment': 'ran'})"
        self.lives(
            automations=[
                rule(model="res.partner", trigger="on_write", trigger_fields=["ref"], code=code)
            ]
        )
        partner = self.env["res.partner"].create({"name": "A"})
        partner.name = "B"
        self.assertFalse(partner.comment)
        partner.ref = "R"
        self.assertIn("ran", partner.comment)

    def test_not_enabled(self):
        self.lives(automations=[rule(trigger="on_create", enabled=False)])
        self.assertFalse(self.repair(name="a").x_note)

    def test_server_actions_of_a_rule_run_in_their_order(self):
        def action(xml_id, sequence, code):
            return {
                "type": "server",
                "xml_id": xml_id,
                "name": xml_id,
                "model": "workshop.repair",
                "automation": "rule",
                "sequence": sequence,
                "code": code,
            }

        append = "record.write({'note': (record.note or '') + '%s'})"
        self.lives(
            automations=[rule(trigger="on_create", code=append % "1")],
            actions=[action("third", 30, append % "3"), action("second", 20, append % "2")],
        )
        self.assertEqual(self.repair(name="a").x_note, "123")

    def test_rules_change_with_their_module(self):
        module = self.lives(
            automations=[
                rule(trigger="on_create"),
                rule(xml_id="old", trigger="on_state_set", trg_selection="b"),
                rule(xml_id="gone", trigger="on_write"),
            ]
        )
        kept = self.live("rule")
        module = self.next_version(module)
        self.element(module, "automation", "rule").write(
            {"trigger": "on_archive", "code": "records.write({'note': 'anew'})"}
        )
        self.element(module, "automation", "old").write({"xml_id": "new", "name": "New"})
        self.element(module, "automation", "gone").unlink()

        self.apply_next(module)

        self.assertNothingToDo(module)
        self.assertEqual(self.live("rule"), kept)
        self.assertEqual(kept.filter_domain, "[('x_active', '=', False)]")
        repair = self.repair(name="a")
        self.assertFalse(repair.x_note)
        repair.x_active = False
        self.assertEqual(repair.x_note, "anew")
        self.assertTrue(self.live("new_action"))
        for name in ("old", "old_action", "gone", "gone_action"):
            self.assertFalse(self.live(name), name)

    def test_rules_follow_a_field_that_is_renamed_and_one_that_is_made_anew(self):
        module = self.lives(
            automations=[
                rule(trigger_fields=["urgent"], filter_domain="[('urgent', '=', True)]"),
                rule(xml_id="dated", trigger="on_time", trg_date="due"),
            ]
        )
        module = self.next_version(module)
        self.field_of(module, "workshop.repair", "urgent").name = "pressing"
        self.field_of(module, "workshop.repair", "due").type = "datetime"
        module.action_validate()
        module.action_plan()
        module.action_accept_losses()
        module.action_apply_to_odoo()

        self.assertNothingToDo(module)
        self.assertEqual(self.live("dated").trg_date_id.ttype, "datetime")
        self.assertEqual(self.repair(pressing=True).x_note, "ran")

    def test_rules_rest_while_models_change(self):
        """Values that are computed for rows that exist start no rule."""
        module = self.lives(automations=[rule()])
        repair = self.repair(name="a")
        self.live("rule").active = False
        repair.x_note = "mine"
        self.live("rule").active = True
        module = self.next_version(module)
        model = module.model_ids.filtered(lambda m: m.name == "workshop.repair")
        model.write(
            {
                "field_ids": [
                    (0, 0, {"name": "long", "type": "integer", "compute": "_long", "store": "yes"})
                ],
                "method_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "_long",
                            "type": "compute",
                            "depends": "name",
                            "code": "for one in self:\n    one.long = len(one.name or '')\n",
                        },
                    )
                ],
            }
        )
        self.apply_next(module)

        repair = self.fresh(repair)
        self.assertEqual((repair.x_long, repair.x_note), (1, "mine"))
        self.assertTrue(self.live("rule").active)

    def test_an_action_outlives_its_rule(self):
        action = {
            "type": "server",
            "xml_id": "action",
            "name": "Action",
            "model": "workshop.repair",
            "automation": "rule",
            "code": "record.write({'note': 'action'})",
        }
        module = self.lives(automations=[rule(code="")], actions=[action])
        lives = self.live("action")
        self.assertEqual(lives.usage, "base_automation")
        module = self.next_version(module)
        self.element(module, "action.server", "action").automation = False
        self.element(module, "automation", "rule").unlink()
        self.apply_next(module)

        self.assertNothingToDo(module)
        self.assertEqual(self.live("action"), lives)
        self.assertEqual(lives.usage, "ir_actions_server")

    def test_what_people_changed_is_planned_back(self):
        module = self.lives(automations=[rule(trigger="on_create")])
        self.live("rule").filter_domain = "[('x_name', '=', 'b')]"
        self.live("rule_action").code = "pass"
        module.action_plan()
        self.assertIn("filter_domain", module.plan_text)
        self.assertIn("code", module.plan_text)
        module.action_apply_to_odoo()
        self.assertEqual(self.repair(name="a").x_note, "ran")

    def test_nothing_is_left_when_all_rules_go(self):
        module = self.lives(automations=[rule(trigger="on_create")])
        module = self.next_version(module)
        module.automation_ids.unlink()
        self.apply_next(module)
        self.assertFalse(self.live("rule"))
        self.assertFalse(self.live("rule_action"))
        self.assertFalse(self.repair(name="a").x_note)
