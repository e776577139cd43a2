"""That no way leads from a connection to the secret that was entered."""

import io
import logging
import os
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import patch

from cryptography.fernet import Fernet
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import TransactionCase, new_test_user

from odoo_data_flow.client import Odoo
from odoo_data_flow.errors import FlowError

from ..adapters import connections

PLAIN = "Tell-No-One-0815"
#: How Odoo refuses to answer.
REFUSED = (UserError, ValueError, TypeError, KeyError, NotImplementedError)
GROUPS = {
    "nobody": "base.group_user",
    "user": "odf_core.group_flow_user",
    "author": "odf_core.group_script_author",
    "manager": "odf_core.group_flow_manager",
    "settings": "base.group_system,odf_core.group_flow_manager",
    "settings_only": "base.group_system",
}


class SecretsCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(cls.env, f"odf_{name}", groups) for name, groups in GROUPS.items()
        }

    def setUp(self):
        super().setUp()
        environment = patch.dict(os.environ, {"ODF_SECRET_KEYS": Fernet.generate_key().decode()})
        environment.start()
        self.addCleanup(environment.stop)

    def make(self, user="manager", **values):
        """A connection, made as the web client or another program does it."""
        model = self.env["odf.connection"].with_user(self.users[user])
        defaults = {
            "name": "shop",
            "url": "https://shop.example.com",
            "database": "shop",
            "login": "flows",
            "secret": PLAIN,
            "database_url": "postgresql://u@10.0.0.1/shop",
            "database_secret": PLAIN[::-1],
        }
        return model.browse(call_kw(model, "create", [{**defaults, **values}], {}))

    def assertSilent(self, said, what):
        for secret in (PLAIN, PLAIN[::-1]):
            self.assertNotIn(secret, said, what)


class TestWaysOut(SecretsCase):
    def ways(self, model, ids):
        """Each way to ask for what a record holds: name → (method, arguments)."""
        names = list(self.env["odf.connection"]._fields)
        spec = {name: {} for name in names}
        yield "read", ("read", [ids])
        yield "search_read", ("search_read", [])
        yield "fields_get", ("fields_get", [])
        yield "default_get", ("default_get", [names])
        yield "onchange", ("onchange", [ids, {}, [], spec])
        yield "name_search", ("name_search", [PLAIN[:4]])
        yield "copy", ("copy_data", [ids])
        for name in names:
            yield f"read {name}", ("read", [ids, [name]])
            yield f"search_read {name}", ("search_read", [[], [name]])
            yield f"web_read {name}", ("web_read", [ids, {name: {}}])
            yield f"web_search_read {name}", ("web_search_read", [[], {name: {}}])
            yield f"web_save {name}", ("web_save", [ids, {}, {name: {}}])
            yield f"export_data {name}", ("export_data", [ids, [name]])
            yield f"order by {name}", ("search_read", [[], ["name"], 0, 1, name])
            yield f"group by {name}", ("formatted_read_group", [[], [name], ["__count"]])
            yield f"aggregate {name}", ("formatted_read_group", [[], [], [f"{name}:array_agg"]])

    def said(self, model, method, arguments):
        try:
            with self.env.cr.savepoint(flush=False):
                return str(call_kw(model, method, arguments, {}))
        except REFUSED as error:
            return f"{error}\n{traceback.format_exc()}"

    def test_no_answer_holds_a_secret_plain_or_sealed(self):
        shop = self.make()
        sealed = shop.sudo().sealed_secret
        self.assertTrue(sealed)
        tried = 0
        for name, user in self.users.items():
            model = self.env["odf.connection"].with_user(user)
            for what, (method, arguments) in self.ways(model, shop.ids):
                said = self.said(model, method, arguments)
                self.assertSilent(said, f"{name}: {what}")
                self.assertNotIn(sealed, said, f"{name}: {what}")
                tried += 1
        self.assertGreater(tried, 1000)

    def test_writing_does_not_give_back_what_was_written(self):
        model = self.env["odf.connection"].with_user(self.users["manager"])
        values = {"name": "x", "url": "https://x", "database": "x", "secret": PLAIN}
        spec = {"secret": {}, "has_secret": {}}
        made = call_kw(model, "web_save", [[], values, spec], {})
        again = call_kw(model, "web_save", [[made[0]["id"]], {"secret": PLAIN}, spec], {})
        for answer in (made, again):
            self.assertFalse(answer[0]["secret"])
            self.assertTrue(answer[0]["has_secret"])

    def test_default_in_the_context_is_sealed_too(self):
        model = self.env["odf.connection"].with_user(self.users["manager"])
        shop = model.with_context(default_secret=PLAIN).create(
            {"name": "x", "url": "https://x", "database": "x"}
        )
        self.assertFalse(shop.secret)
        self.assertTrue(shop.has_secret)

    def test_secret_is_no_default_value(self):
        for field in connections.SECRETS:
            with self.assertRaises(ValidationError):
                self.env["ir.default"].set("odf.connection", field, PLAIN)

    def test_searching_finds_nothing_out(self):
        shop = self.make()
        token = shop.sudo().sealed_secret
        probes = {
            "secret": (PLAIN[:3], "xxx"),
            "database_secret": (PLAIN[::-1][:3], "xxx"),
            "sealed_secret": (token[:12], "xxx"),
            "sealed_database_secret": (shop.sudo().sealed_database_secret[:12], "xxx"),
        }
        for user in self.users.values():
            model = self.env["odf.connection"].with_user(user)
            for field, (right, wrong) in probes.items():
                for operator in ("=like", "=ilike"):
                    answers = {
                        self.outcome(model, [(field, operator, f"{start}%")])
                        for start in (right, wrong)
                    }
                    self.assertEqual(len(answers), 1, f"{user.login}: {field} {operator}")

    def outcome(self, model, domain):
        try:
            return tuple(model.search(domain).ids)
        except REFUSED as error:
            return type(error).__name__

    def test_copy_has_no_secret(self):
        copied = self.make().copy({"name": "other"})
        self.assertFalse(copied.has_secret)
        self.assertFalse(copied.has_database_secret)

    def test_nobody_puts_in_place_what_was_sealed_elsewhere(self):
        shop = self.make()
        token = shop.sudo().sealed_secret
        other = self.make(name="evil", url="https://evil.example.com", secret=False)
        for name, user in self.users.items():
            with self.assertRaises(AccessError, msg=name):
                other.with_user(user).sealed_secret = token

    def test_flow_names_its_connection_and_no_more(self):
        self.make()
        step = {"name": "r", "type": "read", "format": "odoo", "connection": "shop"}
        flow = self.env["odf.flow"].from_document(
            {
                "name": "f",
                "steps": [{**step, "options": {"model": "res.partner", "fields": ["name"]}}],
            }
        )
        self.assertEqual(flow.to_document()["steps"][0]["connection"], "shop")
        self.assertSilent(str(flow.to_document()), "document")
        self.assertNotIn("example.com", str(flow.to_document()))


class TestLogs(SecretsCase):
    def test_no_log_holds_a_secret_at_any_level(self):
        said = io.StringIO()
        handler = logging.StreamHandler(said)
        root = logging.getLogger()
        loggers = [
            root,
            *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict)),
        ]
        levels = {logger: logger.level for logger in loggers}
        root.addHandler(handler)
        try:
            for logger in loggers:
                logger.setLevel(logging.DEBUG)
            shop = self.make()
            call_kw(shop.browse(), "write", [shop.ids, {"secret": PLAIN}], {})
            call_kw(shop.browse(), "web_save", [shop.ids, {"secret": PLAIN}, {"secret": {}}], {})
            rows = [[shop.id, PLAIN]]
            arguments = ["odf.connection", ["secret"], rows]
            answer = call_kw(self.env["odf.bulk"].with_user(shop.env.user), "save", arguments, {})
            self.assertEqual(answer["ids"], shop.ids)
            connections.client(shop)
            shop.action_rotate_secrets()
            self.env.flush_all()
        finally:
            root.removeHandler(handler)
            for logger, level in levels.items():
                logger.setLevel(level)
        self.assertIn("call odf.connection", said.getvalue())
        self.assertIn("odf_connection", said.getvalue())
        self.assertSilent(said.getvalue(), "log")


class Echo(BaseHTTPRequestHandler):
    """A server that says everything back that it was sent, as an error of Odoo's."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        said = f"{self.headers.as_string()}\n{body}".encode("unicode_escape").decode()
        said = said.replace('"', "'")
        answer = (
            '{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}'
            if self.path.endswith("/version")
            else f'{{"name": "odoo.exceptions.UserError", "message": "{said}"}}'
        )
        self.send_response(200 if self.path.endswith("/version") else 422)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.replace("\\", "\\\\").encode())

    do_GET = do_POST

    def log_message(self, *arguments):
        pass


class TestFailures(SecretsCase):
    def setUp(self):
        super().setUp()
        networks = patch.dict(os.environ, {"ODF_NETWORKS": "127.0.0.1"})
        networks.start()
        self.addCleanup(networks.stop)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def all_of(self, error):
        """What an error tells: its text, and all variables of its frames, as error trackers do."""
        told = [str(error), repr(error)]
        seen = []
        while error is not None and error not in seen:
            seen.append(error)
            frames = traceback.TracebackException.from_exception(error, capture_locals=True)
            told.extend(
                line
                for frame, line in zip(frames.stack, frames.stack.format(), strict=True)
                # What the test itself knows is no finding.
                if "test_secrets" not in frame.filename
            )
            error = error.__cause__ or error.__context__
        return "\n".join(told)

    def test_failing_test_of_a_connection_tells_no_secret(self):
        kinds = {
            "echo_json2": {"url": self.url(), "protocol": "json2", "database_url": False},
            "echo_jsonrpc": {"url": self.url(), "protocol": "jsonrpc", "database_url": False},
            "echo_xmlrpc": {"url": self.url(), "protocol": "xmlrpc", "database_url": False},
            "down": {"url": "http://127.0.0.1:1", "database_url": False},
            "rest": {"url": "http://127.0.0.1:1", "kind": "rest", "database_url": False},
            "postgresql": {"url": "postgresql://u@127.0.0.1:1/x", "kind": "postgresql"},
        }
        for name, values in kinds.items():
            shop = self.make(name=name, **values)
            with self.assertRaises(UserError, msg=name) as caught:
                shop.action_test()
            self.assertSilent(self.all_of(caught.exception), name)

    def test_wrong_password_of_a_database_is_not_told(self):
        port = os.environ["PGPORT"]
        shop = self.make(
            kind="postgresql", url=f"postgresql://odoo@127.0.0.1:{port}/{self.env.cr.dbname}"
        )
        with self.assertRaises(UserError) as caught:
            shop.action_test()
        self.assertIn("password authentication failed", str(caught.exception))
        self.assertSilent(self.all_of(caught.exception), "postgresql")

    def test_run_that_fails_by_its_connection_records_no_secret(self):
        self.make(url=self.url(), protocol="json2", database_url=False)
        step = {"name": "r", "type": "read", "format": "odoo", "connection": "shop"}
        flow = self.env["odf.flow"].from_document(
            {
                "name": "f",
                "steps": [{**step, "options": {"model": "res.partner", "fields": ["name"]}}],
            }
        )
        flow.run()
        run = flow.last_run_id
        self.assertEqual(run.state, "failed")
        self.assertIn("•••", run.error)
        self.assertSilent(str([run.read(), run.line_ids.read(), run.reject_ids.read()]), "run")

    def test_wrong_and_lost_keys_say_what_to_do(self):
        shop = self.make()
        for keys, message in (
            ("", "Its owner sets one as ODF_SECRET_KEYS"),
            ("nonsense", "32 bytes in base64"),
            (Fernet.generate_key().decode(), "Put that key back"),
        ):
            with patch.dict(os.environ, {"ODF_SECRET_KEYS": keys}):
                with self.assertRaises(FlowError) as caught:
                    connections.client(shop)
                self.assertIn(message, str(caught.exception))
                if keys:
                    self.assertNotIn(keys, self.all_of(caught.exception))
                with self.assertRaises(UserError):
                    shop.action_test()

    def test_client_is_silent(self):
        client = connections.client(self.make())
        self.assertIsInstance(client, Odoo)
        self.assertSilent(repr(client) + str(vars(client)) + str(vars(client.connection)), "client")
