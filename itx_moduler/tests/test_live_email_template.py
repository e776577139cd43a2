from odoo.exceptions import UserError
from odoo.tests import tagged

from .automation_common import WorkshopCase

_LETTER = {
    "xml_id": "letter",
    "name": "Letter",
    "model": "workshop.repair",
    "subject": "Your {{ object.name or '' ||| repair }}",
    "use_default_to": False,
    "email_to": "{{ object.customer_id.email or '' }}",
    "email_layout": "mail.mail_notification_light",
    "body_html": [
        "<div>",
        '  <p>Dear <t t-out="object.customer_id.name">customer</t>,</p>',
        "  <p>100 % &lt;ready&gt; ]]&gt; %(x)s {% x %} ไทย<br/></p>",
        '  <t t-set="stage" t-value="object.stage_id"/>',
        '  <b t-if="stage" t-attf-class="a #{stage.name}" t-out="stage.name"/>',
        "</div>",
    ],
}


@tagged("post_install", "-at_install")
class TestLiveEmailTemplate(WorkshopCase):
    def written(self, repair):
        """Return the email that the template gives for a repair."""
        found = self.live("letter")._generate_template(
            repair.ids, ("subject", "body_html", "email_to")
        )
        return found[repair.id]

    def test_an_email_is_written(self):
        self.lives(email_templates=[_LETTER])
        customer = self.env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        stage = self.live("stage_ready")
        repair = self.repair(name="bike", customer_id=customer.id, stage_id=stage.id)

        email = self.written(repair)

        self.assertEqual(email["subject"], "Your bike")
        self.assertEqual(email["email_to"], "ann@example.com")
        self.assertIn("Dear Ann,", email["body_html"])
        self.assertIn("%(x)s {% x %} ไทย", email["body_html"])
        self.assertIn('<b class="a Ready">Ready</b>', email["body_html"])

    def test_the_body_is_kept_to_the_letter(self):
        self.lives(email_templates=[_LETTER])
        kept = str(self.live("letter").body_html)
        self.assertIn("100 % &lt;ready&gt; ]]&gt; %(x)s {% x %} ไทย<br/>", kept)

    def test_an_action_sends_it(self):
        action = {
            "type": "server",
            "xml_id": "send",
            "name": "Send",
            "model": "workshop.repair",
            "state": "mail_post",
            "template": "letter",
            "mail_post_method": "email",
        }
        self.lives(email_templates=[_LETTER], actions=[action])
        customer = self.env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        repair = self.repair(name="bike", customer_id=customer.id)
        self.live("send").with_context(
            active_model=repair._name, active_id=repair.id, active_ids=repair.ids
        ).run()
        mail = self.env["mail.mail"].search([("subject", "=", "Your bike")])
        self.assertEqual(mail.email_to, "ann@example.com")

    def test_a_template_changes_with_its_module(self):
        module = self.lives(email_templates=[_LETTER])
        lives = self.live("letter")
        module = self.next_version(module)
        self.field_of(module, "workshop.repair", "name").name = "title"
        letter = self.element(module, "email.template", "letter")
        self.assertEqual(letter.subject, "Your {{ object.title or '' ||| repair }}")
        letter.write({"body_html": '<p t-out="object.title"/>', "auto_delete": False})
        self.apply_next(module)

        self.assertNothingToDo(module)
        self.assertEqual(self.live("letter"), lives)
        self.assertIn("<p>bike</p>", self.written(self.repair(title="bike"))["body_html"])

        module = self.next_version(module)
        module.email_template_ids.unlink()
        self.apply_next(module)
        self.assertFalse(lives.exists())

    def test_what_people_wrote_is_shown(self):
        module = self.lives(email_templates=[_LETTER])
        self.live("letter").body_html = "<p>Mine</p>"
        module.action_plan()
        self.assertIn("body_html", module.plan_text)

    def test_a_template_that_can_not_be_rendered_is_refused(self):
        self.lives()
        self.repair(name="a")
        document = self.workshop(email_templates=[{**_LETTER, "subject": "{{ 1 / 0 }}"}])
        module = self.modules.search([("name", "=", "workshop")])
        module = self.next_version(module)
        self.env["itx.moduler.email.template"].create(
            {
                "module_id": module.id,
                **{
                    name: value
                    for name, value in document["email_templates"][0].items()
                    if isinstance(value, str)
                },
            }
        )
        module.action_validate()
        module.action_plan()
        with self.assertRaises(UserError):
            module.action_apply_to_odoo()
        self.assertFalse(self.live("letter"))
