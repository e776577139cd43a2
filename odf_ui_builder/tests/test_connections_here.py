from odoo.tests import TransactionCase, new_test_user, tagged

from .test_builder import MANAGE, MODERATE
from .test_flows import FLOW

STEP = {
    "name": "write_partners",
    "type": "write",
    "connection": "old_shop",
    "model": "res.partner",
    "key": "id",
    "mapping": {"name": "name"},
}


@tagged("post_install", "-at_install")
class TestConnectionsHere(TransactionCase):
    """What only this database has of the connections of a module's flows is brought along."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "flow_manager", f"{MODERATE},{MANAGE}")
        cls.here = cls.env["odf.connection"].create(
            {
                "name": "old_shop",
                "title": "The old shop",
                "url": "https://shop.example.com",
                "database": "shop",
                "login": "mover",
                "protocol": "json2",
                "database_url": "postgresql://reader@10.0.0.7/shop",
            }
        )
        cls.module = cls.env["itx.moduler.module"].from_document(FLOW).with_user(cls.manager)
        cls.flow = cls.module.flow_ids

    def add_step(self):
        self.env["itx.moduler.flow.step"].create(
            {**STEP, "flow_id": self.flow.id, "position": 9, "mapping": '{"name": "name"}'}
        )

    def test_a_connection_chosen_in_the_builder_is_described_in_the_module(self):
        document = self.flow.builder_load()["document"]

        self.flow.builder_save({**document, "steps": [*document["steps"], STEP]})

        (described,) = self.module.connection_ids
        self.assertEqual(
            [described[name] for name in ("name", "title", "type", "url", "database", "login")],
            ["old_shop", "The old shop", "odoo", "https://shop.example.com", "shop", "mover"],
        )
        self.assertFalse(described.database_url, "An address of a private network stays here.")
        self.flow.builder_save(self.flow.builder_load()["document"])
        self.assertEqual(len(self.module.connection_ids), 1)

    def test_the_validation_tells_it_and_one_click_mends_it(self):
        self.add_step()
        self.module.action_validate()
        self.assertEqual(self.module.state, "draft")
        self.assertIn("old_shop is in this database only", self.module.error_message)
        self.assertEqual(self.module.missing_connections, "old_shop")

        self.module.action_describe_connections()

        self.assertFalse(self.module.missing_connections)
        self.module.action_validate()
        self.assertEqual(self.module.state, "validated", self.module.error_message)

    def test_a_connection_that_nobody_has_is_left_to_the_analyst(self):
        self.add_step()
        self.here.active = False
        self.assertFalse(self.module.missing_connections)

        self.module.action_describe_connections()

        self.assertFalse(self.module.connection_ids)
        self.module.action_validate()
        self.assertIn("There is no connection old_shop", self.module.error_message)

    def test_who_may_see_no_connections_describes_none(self):
        self.add_step()
        analyst = new_test_user(self.env, "analyst", MODERATE)

        self.module.with_user(analyst).action_describe_connections()

        self.assertFalse(self.module.connection_ids)

    def test_who_may_see_no_addresses_leaves_them_out(self):
        self.add_step()
        user = new_test_user(self.env, "user", f"{MODERATE},odf_core.group_flow_user")

        self.module.with_user(user).action_describe_connections()

        (described,) = self.module.connection_ids
        self.assertEqual((described.name, described.title), ("old_shop", "The old shop"))
        self.assertFalse(described.url or described.database or described.login)
