import os
from unittest.mock import patch

from cryptography.fernet import Fernet
from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import Form, TransactionCase, new_test_user
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect import InvalidConnection
from odoo_data_flow.connect.database import Database
from odoo_data_flow.connect.web import WebService
from odoo_data_flow.errors import FlowError

from ..adapters import connections

PLAIN = "Tell-No-One-0815"


class TestConnection(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "odf_manager", "odf_core.group_flow_manager")
        cls.user = new_test_user(cls.env, "odf_user", "odf_core.group_flow_user")

    def setUp(self):
        super().setUp()
        self.keys(Fernet.generate_key().decode())

    def keys(self, *keys):
        environment = patch.dict(os.environ, {"ODF_SECRET_KEYS": ",".join(keys)})
        environment.start()
        self.addCleanup(environment.stop)

    def make(self, **values):
        return (
            self.env["odf.connection"]
            .with_user(self.manager)
            .create(
                {
                    "name": "shop",
                    "url": "https://shop.example.com",
                    "database": "shop",
                    "secret": PLAIN,
                    **values,
                }
            )
        )

    def revealed(self, connection):
        return connections.client(connection).connection._secret.reveal()

    def test_client_has_the_secret_and_nobody_else(self):
        shop = self.make()

        self.assertEqual(self.revealed(shop.with_user(self.user)), PLAIN)
        self.assertFalse(shop.secret)
        self.assertTrue(shop.has_secret)

    def test_each_kind_leads_to_its_client(self):
        kinds = {
            "odoo": ({}, Odoo),
            "rest": ({"kind": "rest"}, WebService),
            "postgresql": ({"kind": "postgresql", "url": "postgresql://u@127.0.0.1/x"}, Database),
        }
        for name, (values, expected) in kinds.items():
            self.assertIsInstance(connections.client(self.make(name=name, **values)), expected)

    def test_odoo_may_have_a_database_beside(self):
        shop = self.make(database_url="postgresql://u@127.0.0.1/shop", database_secret="other")
        direct = connections.client(shop).direct()
        self.assertEqual(direct.name, "postgresql://127.0.0.1/shop")
        self.assertIn("u:other@127.0.0.1", direct.reveal_url())

    def test_secret_stays_with_the_address_that_it_was_entered_for(self):
        for change in (
            {"url": "https://evil.example.com"},
            {"database": "evil"},
            {"kind": "rest"},
        ):
            shop = self.make(name=f"shop_{next(iter(change))}")
            shop.write(change)
            self.assertFalse(shop.has_secret)

    def test_secret_opens_for_no_other_address_even_by_sql(self):
        shop = self.make()
        self.env.flush_all()
        self.env.cr.execute("UPDATE odf_connection SET url = 'https://evil.example.com'")
        self.env.invalidate_all()
        with self.assertRaisesRegex(FlowError, "another address"):
            connections.client(shop)

    def test_addresses_are_checked(self):
        for values, message in (
            ({"url": "ftp://x"}, "no address"),
            ({"url": "https://me:pw@x"}, "login or password"),
            ({"url": "https://x/?token=1"}, "parameters"),
            ({"url": "https://[x"}, "no address"),
            ({"url": "https://x:y"}, "no address"),
            ({"database_url": "postgresql://u@[x/y"}, "no address"),
            ({"database": False}, "database"),
            ({"database_url": "postgresql://u:pw@db/x"}, "password"),
            ({"database_url": "postgresql://u@db/x?passfile=/etc/passwd"}, "passfile"),
            ({"kind": "postgresql"}, "no address"),
            ({"database_url": "postgresql:///x"}, "no address"),
        ):
            with self.assertRaises(ValidationError) as caught:
                self.make(**values)
            self.assertIn(message, str(caught.exception))

    def test_form_warns_of_an_address_that_is_not_encrypted(self):
        with Form(self.env["odf.connection"].with_user(self.manager)) as form:
            form.name = "shop"
            form.url = "http://shop.example.com"
            self.assertIn("Use https", form.warning)
            form.url = "https://shop.example.com"
            self.assertFalse(form.warning)
            form.database = "shop"
            form.secret = PLAIN
        shop = form.record
        self.assertTrue(shop.has_secret)
        with Form(shop) as form:
            self.assertFalse(form.secret)
            form.title = "Shop"
        self.assertEqual(self.revealed(shop), PLAIN)

    def test_without_key_nothing_is_kept(self):
        self.keys("")
        with self.assertRaisesRegex(UserError, "ODF_SECRET_KEYS"):
            self.make()

    def test_rotation(self):
        old, new = os.environ["ODF_SECRET_KEYS"], Fernet.generate_key().decode()
        shop = self.make()
        self.keys(new)
        with self.assertRaisesRegex(FlowError, "can't be decrypted"):
            connections.client(shop)
        answer = shop.action_rotate_secrets()["params"]
        self.assertEqual(answer["type"], "warning")

        self.keys(new, old)
        self.assertEqual(shop.action_rotate_secrets()["params"]["type"], "success")
        self.keys(new)
        self.assertEqual(self.revealed(shop), PLAIN)

    def test_company_has_its_own_before_the_common_one(self):
        self.make(url="https://all.example.com")
        self.make(url="https://own.example.com", company_id=self.env.company.id)
        other = self.env["res.company"].create({"name": "Other"})
        for company, found in ((self.env.company, "own"), (other, "all")):
            env = self.env["res.company"].with_company(company).env
            self.assertIn(found, connections.identity(connections.find(env, "shop")))

    @mute_logger("odoo.sql_db")
    def test_names_are_unique_for_a_company(self):
        self.make()
        with self.assertRaises(UniqueViolation):
            self.make()

    def test_connections_of_another_company_are_neither_seen_nor_used(self):
        other = self.env["res.company"].create({"name": "Other"})
        shop = self.env["odf.connection"].create(
            {
                "name": "shop",
                "url": "https://shop.example.com",
                "database": "shop",
                "secret": PLAIN,
                "company_id": other.id,
            }
        )
        author = new_test_user(self.env, "odf_author", "odf_core.group_script_author")
        settings = new_test_user(
            self.env, "odf_settings", "base.group_system,odf_core.group_flow_manager"
        )
        for user in (self.user, author, self.manager, settings):
            theirs = shop.with_user(user)
            self.assertFalse(theirs.search([("name", "=", "shop")]), user.login)
            for refused in (
                lambda theirs=theirs: theirs.read(["name"]),
                lambda theirs=theirs: theirs.write({"title": "x"}),
                lambda theirs=theirs: theirs.action_test(),
                lambda theirs=theirs: theirs.unlink(),
                lambda theirs=theirs: connections.client(theirs),
            ):
                with self.assertRaises(AccessError, msg=user.login):
                    refused()
            with self.assertRaisesRegex(FlowError, "no connection shop"):
                connections.find(theirs.env, "shop")

    def test_archived_connection_is_not_used(self):
        self.make(active=False)
        with self.assertRaisesRegex(FlowError, "no connection shop"):
            connections.find(self.env(context={"active_test": False}), "shop")

    def test_neutralized_database_connects_nowhere_and_goes_on_with_nothing(self):
        shop = self.make()
        run = self.env["odf.flow"].create({"name": "f"})._enqueue(trigger="manual").sudo()
        self.env.flush_all()
        for query in get_neutralization_queries(["odf_core"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertFalse(shop.active)
        self.assertEqual(run.state, "cancelled")
        self.assertTrue(run.ended)

    def test_step_shows_the_connection_that_its_name_means_here(self):
        shop = self.make()
        flow = self.env["odf.flow"].create({"name": "f"})
        step = self.env["odf.flow.step"].create(
            {"name": "s", "flow_id": flow.id, "connection": "shop"}
        )
        self.assertEqual(step.connection_id, shop)

        step.connection = "elsewhere"
        self.assertFalse(step.connection_id)
        step.connection_id = False
        self.assertEqual(step.connection, "elsewhere")
        step.connection_id = shop
        self.assertEqual(step.connection, "shop")
        step.connection_id = False
        self.assertFalse(step.connection)

    def test_own_machine_is_out_of_reach_unless_its_owner_says_otherwise(self):
        shop = self.make(url="http://127.0.0.1:1")
        with patch.dict(os.environ, {"ODF_NETWORKS": ""}):
            with self.assertRaises(UserError) as caught:
                shop.action_test()
            self.assertIn("127.0.0.1 is not an address", str(caught.exception))
        with patch.dict(os.environ, {"ODF_NETWORKS": "127.0.0.1"}):
            with self.assertRaises(UserError) as caught:
                shop.action_test()
            self.assertIn("nobody answers", str(caught.exception))

    def test_what_is_wrong_is_told_by_the_labels_of_the_form(self):
        with self.assertRaisesRegex(UserError, "^Address: the address holds a login"):
            self.make(url="https://me:pass@shop.example.com")
        with self.assertRaisesRegex(UserError, "^Address of the Database: the address holds a"):
            self.make(name="erp", database_url="postgresql://me:pass@shop.example.com:5432/shop")

    def test_secret_can_be_forgotten(self):
        shop = self.make()
        shop.with_user(self.manager).action_forget_secret()
        self.assertFalse(shop.has_secret)
        with self.assertRaises(AccessError):
            shop.with_user(self.user).action_forget_secret()

    def test_user_sees_names_only_and_edits_nothing(self):
        shop = self.make().with_user(self.user)
        self.assertEqual(shop.read(["name", "kind"])[0]["name"], "shop")
        for name in ("url", "login", "secret", "has_secret", "sealed_secret"):
            with self.assertRaises(AccessError):
                shop.read([name])
        with self.assertRaises(AccessError):
            shop.title = "x"
        with self.assertRaises(AccessError):
            shop.action_test()

    def bring(self, *names):
        """What the loader of data files does for a module `erp_flows`."""
        return (
            self.env["odf.connection"]
            .sudo()
            .with_user(SUPERUSER_ID)
            ._load_records(
                [
                    {
                        "xml_id": f"erp_flows.connection_{name}",
                        "noupdate": True,
                        "values": {"name": name, "kind": "odoo", "title": "From the module"},
                    }
                    for name in names
                ]
            )
        )

    def uninstall(self, module):
        self.env["ir.model.data"].with_user(SUPERUSER_ID)._module_data_uninstall([module])

    def test_a_module_takes_a_connection_that_is_there_as_it_is(self):
        shop = self.make(title="Ours")

        brought = self.bring("erp", "shop", "depot")

        self.assertEqual(brought.mapped("name"), ["erp", "shop", "depot"])
        self.assertEqual(brought[1], shop)
        self.assertEqual(shop.title, "Ours")
        self.assertEqual(self.revealed(shop), PLAIN)

    def test_people_import_connections_as_their_file_says(self):
        self.make()
        manager = new_test_user(self.env, "odf_importer", "odf_core.group_flow_manager")
        connections = self.env["odf.connection"].with_user(manager)

        with mute_logger("odoo.sql_db"):
            answer = connections.load(["id", "name", "url"], [["x.one", "shop", "https://b.se"]])

        self.assertFalse(answer["ids"])
        self.assertIn("technical name", answer["messages"][0]["message"])
        answer = connections.load(["id", "url"], [["x.one", "https://b.se"]])
        self.assertIn("name", answer["messages"][0]["message"])

    def test_a_connection_without_an_address_asks_for_it(self):
        erp = self.bring("erp")

        with self.assertRaisesRegex(InvalidConnection, "It has no address yet"):
            connections.client(erp)

    def test_a_module_goes_with_its_connections_save_those_that_people_have_filled_in(self):
        self.make()
        shop, erp, depot = self.bring("shop", "erp", "depot")
        depot.with_user(self.manager).write(
            {"url": "https://depot.example.com", "database": "depot", "secret": PLAIN}
        )
        depot.flush_recordset()

        self.uninstall("erp_flows")

        self.assertFalse(erp.exists())
        self.assertEqual(
            set(self.env["odf.connection"].search([("name", "in", ("shop", "depot"))])),
            {shop, depot},
        )
        self.assertFalse(self.env["ir.model.data"].search([("module", "=", "erp_flows")]))
        self.assertEqual(self.revealed(depot), PLAIN)
