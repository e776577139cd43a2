from datetime import date

from odoo.tests import tagged

from .automation_common import WorkshopCase


def action(**own):
    return {
        "type": "server",
        "xml_id": "action",
        "name": "Action <&> ไทย",
        "model": "workshop.repair",
        **own,
    }


@tagged("post_install", "-at_install")
class TestLiveServerActions(WorkshopCase):
    def run_on(self, repair, xml_id="action"):
        self.live(xml_id).with_context(
            active_model=repair._name, active_id=repair.id, active_ids=repair.ids
        ).run()

    def after(self, repair=None, **own):
        """Return a repair after the action that is described."""
        self.lives(actions=[action(**own)])
        repair = repair or self.repair(name="bike", note="red")
        self.run_on(repair)
        return repair

    def test_text_is_set(self):
        repair = self.after(state="object_write", update_path="note", value="it's <b>")
        self.assertEqual(repair.x_note, "it's <b>")

    def test_option_is_set(self):
        repair = self.after(state="object_write", update_path="state", value="b")
        self.assertEqual(repair.x_state, "b")
        self.assertEqual(self.live("action").selection_value.value, "b")

    def test_yes_or_no_is_set(self):
        repair = self.after(state="object_write", update_path="active", value="false")
        self.assertFalse(repair.x_active)

    def test_html_is_set(self):
        repair = self.after(state="object_write", update_path="report", value="<p>a <b>b</b></p>")
        self.assertEqual(repair.x_report, "<p>a <b>b</b></p>")

    def test_record_is_set(self):
        repair = self.after(
            state="object_write", update_path="stage_id", resource_ref="stage_ready"
        )
        self.assertEqual(repair.x_stage_id, self.live("stage_ready"))

    def test_expression_is_computed(self):
        expression = "record.name + '-' + record['note']"
        repair = self.after(state="object_write", update_path="note", expression=expression)
        self.assertEqual(repair.x_note, "bike-red")

    def test_field_of_a_linked_record_is_set(self):
        own = {"state": "object_write", "update_path": "customer_id.ref", "value": "R"}
        self.lives(actions=[action(**own)])
        customer = self.env["res.partner"].create({"name": "Ann"})
        self.run_on(self.repair(name="bike", customer_id=customer.id))
        self.assertEqual(customer.ref, "R")

    def test_next_number_is_set(self):
        sequence = {
            "xml_id": "numbers",
            "model": "ir.sequence",
            "values": {"name": "Repairs", "prefix": "W/", "padding": 3},
        }
        document = self.workshop(
            actions=[action(state="object_write", update_path="note", sequence_id="numbers")]
        )
        document["data"].append(sequence)
        self.assertNothingToDo(self.applied(document))
        repair = self.repair(name="bike")
        self.run_on(repair)
        self.assertEqual(repair.x_note, "W/001")

    def test_record_is_created_and_linked(self):
        repair = self.after(
            state="object_create",
            crud_model="workshop.stage",
            value="Fresh",
            link_field="stage_id",
        )
        self.assertEqual(repair.x_stage_id.x_name, "Fresh")

    def test_record_is_copied_and_linked(self):
        repair = self.after(
            state="object_copy",
            crud_model="workshop.stage",
            resource_ref="stage_ready",
            link_field="stage_id",
        )
        self.assertTrue(repair.x_stage_id)
        self.assertNotEqual(repair.x_stage_id, self.live("stage_ready"))

    def test_activity_is_planned(self):
        self.lives(
            actions=[
                action(
                    state="next_activity",
                    activity_type="mail.mail_activity_data_call",
                    activity_summary="Call",
                    activity_note="<p>Ask <i>them</i>.</p>",
                    activity_date_deadline_range=2,
                    activity_user_field="user_id",
                )
            ]
        )
        repair = self.repair(name="bike", user_id=self.env.user.id)
        self.run_on(repair)
        self.assertEqual(repair.activity_ids.summary, "Call")
        self.assertEqual(repair.activity_ids.user_id, self.env.user)

    def test_followers_come_and_go(self):
        partner = "base.main_partner"
        self.lives(
            actions=[
                action(state="followers", followers_partners=[partner]),
                action(xml_id="back", state="remove_followers", followers_partners=[partner]),
            ]
        )
        repair = self.repair(name="bike")
        self.run_on(repair)
        self.assertIn(self.env.ref(partner), repair.message_partner_ids)
        self.run_on(repair, "back")
        self.assertNotIn(self.env.ref(partner), repair.message_partner_ids)

    def test_several_run_in_their_order(self):
        module = self.lives(
            actions=[
                action(state="multi", groups=["base.group_system"]),
                action(
                    xml_id="second",
                    parent="action",
                    sequence=2,
                    groups=["base.group_system"],
                    code="record.write({'note': record.note + '2'})",
                ),
                action(
                    xml_id="first",
                    parent="action",
                    sequence=1,
                    groups=["base.group_system"],
                    state="object_write",
                    update_path="note",
                    value="1",
                ),
            ]
        )
        repair = self.repair(name="bike")
        self.run_on(repair)
        self.assertEqual(repair.x_note, "12")

        module = self.next_version(module)
        self.element(module, "action.server", "action").unlink()
        self.element(module, "action.server", "second").parent_action = False
        self.element(module, "action.server", "first").unlink()
        self.apply_next(module)
        self.assertNothingToDo(module)
        self.assertTrue(self.live("second"))
        self.assertFalse(self.live("first"))

    def test_action_becomes_another(self):
        module = self.lives(actions=[action(state="object_write", update_path="state", value="b")])
        lives = self.live("action")
        for values in (
            {
                "action_state": "object_create",
                "update_path": False,
                "value": "Fresh",
                "crud_model": "workshop.stage",
                "link_field": "stage_id",
            },
            {
                "action_state": "code",
                "value": False,
                "crud_model": False,
                "link_field": False,
                "code": "record.write({'note': 'code'})",
            },
            {
                "action_state": "object_write",
                "code": False,
                "update_path": "due",
                "expression": "datetime.date(2030, 1, 2)",
            },
        ):
            module = self.next_version(module)
            self.element(module, "action.server", "action").write(values)
            self.apply_next(module)
            self.assertNothingToDo(module)
        self.assertEqual(self.live("action"), lives)
        repair = self.repair(name="bike")
        self.run_on(repair)
        self.assertEqual(repair.x_due, date(2030, 1, 2))

    def test_where_it_is_offered(self):
        self.lives(
            actions=[
                action(
                    code="pass",
                    binding_model="workshop.repair",
                    binding_type="report",
                    binding_view_types=["form"],
                )
            ]
        )
        offered = self.env["ir.actions.actions"].get_bindings("x_workshop_repair")
        self.assertIn(self.live("action").id, [one["id"] for one in offered["report"]])

    def test_an_address_that_is_not_described_is_left_to_people(self):
        module = self.lives(actions=[action(state="webhook", webhook_fields=["name"])])
        self.live("action").webhook_url = "https://example.com/secret"
        self.assertNothingToDo(module)

    def test_whose_rights_a_schedule_has(self):
        cron = {
            "xml_id": "cron",
            "name": "Cron",
            "model": "workshop.repair",
            "code": "pass",
            "user": "base.user_root",
        }
        module = self.lives(crons=[cron])
        self.assertEqual(self.live("cron").user_id, self.env.ref("base.user_root"))
        module = self.next_version(module)
        self.element(module, "cron", "cron").user = False
        self.apply_next(module)
        self.live("cron").user_id = self.env.ref("base.user_admin")
        self.assertNothingToDo(module)
