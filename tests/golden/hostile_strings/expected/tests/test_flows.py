from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestFlows(ModuleCase):
    def test_load(self):
        self.assertEqual(self.env.ref("hostile_strings.flow_load").check(), [])
