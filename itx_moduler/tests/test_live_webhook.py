import json
from unittest.mock import patch

import requests
from odoo.tests import HttpCase, tagged

from .automation_common import WorkshopCase

_INCOMING = {
    "xml_id": "hook",
    "name": "They call",
    "model": "workshop.repair",
    "code": "record.write({'note': payload['text']})",
}
_OUTGOING = {
    "xml_id": "hook",
    "name": "We call",
    "model": "workshop.repair",
    "direction": "outgoing",
    "trigger": "on_create_or_write",
    "trigger_fields": ["state"],
    "filter_domain": "[('state', '=', 'b')]",
    "field_names": ["name", "state"],
    "url": "https://example.com/told",
}


@tagged("post_install", "-at_install")
class TestLiveWebhook(WorkshopCase, HttpCase):
    def call(self, **payload):
        """Call the webhook as another system does; return the status of the answer."""
        address = self.live("hook").url
        return self.url_open(
            address[address.index("/web/hook") :],
            json.dumps(payload),
            headers={"Content-Type": "application/json"},
        ).status_code

    def sent(self, change):
        """Return what is posted to which address while `change` runs."""
        posted = []

        def post(url, data=None, **options):
            posted.append((url, json.loads(data)))
            answer = requests.Response()
            answer.status_code = 200
            return answer

        with patch.object(requests, "post", post):
            change()
            self.env.cr.postcommit.run()
        return posted

    def test_another_system_calls(self):
        self.lives(webhooks=[_INCOMING])
        repair = self.repair(name="a")
        self.assertEqual(self.call(_id=repair.id, text="from outside"), 200)
        self.assertEqual(repair.x_note, "from outside")

    def test_a_call_reaches_only_records_of_the_webhooks_model(self):
        self.lives(webhooks=[{**_INCOMING, "code": "record.write({'name': payload['text']})"}])
        partner = self.env["res.partner"].create({"name": "Mine"})
        status = self.call(_model="res.partner", _id=partner.id + 10**6, text="Theirs")
        self.assertEqual(status, 500)
        self.assertEqual(partner.name, "Mine")

    def test_the_secret_of_an_address_is_neither_read_nor_changed(self):
        module = self.lives(webhooks=[_INCOMING])
        secret = self.live("hook").webhook_uuid
        module = self.next_version(module)
        self.element(module, "webhook", "hook").write({"name": "Renamed", "log_calls": True})
        self.apply_next(module)
        self.assertNothingToDo(module)
        self.assertEqual(self.live("hook").webhook_uuid, secret)
        self.assertNotIn(secret, json.dumps(module.to_document()))

    def test_we_call(self):
        self.lives(webhooks=[_OUTGOING])
        repair = self.repair(name="bike", state="a")
        posted = self.sent(lambda: repair.write({"x_state": "b"}))
        self.assertEqual(len(posted), 1)
        url, payload = posted[0]
        self.assertEqual(url, "https://example.com/told")
        self.assertEqual((payload["x_name"], payload["x_state"]), ("bike", "b"))

    def test_an_address_that_is_not_described_is_left_to_people(self):
        module = self.lives(webhooks=[{**_OUTGOING, "url": "", "enabled": False}])
        self.live("hook_action").webhook_url = "https://example.com/secret"
        self.live("hook").active = True
        self.assertNothingToDo(module)

        module = self.next_version(module)
        self.element(module, "webhook", "hook").name = "Renamed"
        self.field_of(module, "workshop.repair", "note").string = "Note"
        self.apply_next(module)

        self.assertNothingToDo(module)
        self.assertTrue(self.live("hook").active)
        self.assertEqual(self.live("hook_action").webhook_url, "https://example.com/secret")
        self.assertNotIn("secret", json.dumps(module.to_document()))

    def test_directions_change(self):
        module = self.lives(webhooks=[_INCOMING])
        module = self.next_version(module)
        self.element(module, "webhook", "hook").write(
            {
                "direction": "outgoing",
                "code": False,
                "url": "https://example.com/new",
                "trigger": "on_create",
            }
        )
        self.apply_next(module)
        self.assertNothingToDo(module)
        self.assertEqual(len(self.sent(lambda: self.repair(name="a"))), 1)
