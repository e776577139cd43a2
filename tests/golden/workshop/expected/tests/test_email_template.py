from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestEmailTemplate(ModuleCase):
    def test_email_ready(self):
        record = self.env["workshop.repair"].create({"name": "Sample 1"})
        template = self.env.ref("workshop.email_ready")
        written = template._generate_template(
            record.ids, ("subject", "body_html", "email_to")
        )
        self.assertIn(record.id, written)
