from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestFlows(ModuleCase):
    def test_load_airfields(self):
        self.assertEqual(
            self.env.ref("airfield_register.flow_load_airfields").check(), []
        )
