from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..adapters.preflight import LocalSide
from .common import FlowCase


class TestPreflight(FlowCase):
    def found(self, flow):
        return {(one["path"], one["check"]): one for one in flow.preflight()}

    def findings(self, flow):
        action = flow.action_preflight()
        return self.env["odf.preflight.finding"].search(action["domain"])

    def test_nothing_is_found_where_nothing_is_wrong(self):
        self.put("rows.csv", "key,name", "a,Anna")
        script = "def transform(df, ctx):\n    return df\n"

        action = self.flow(scripts={"tidy": script}).action_preflight()

        self.assertEqual(action["params"]["type"], "success")
        self.assertFalse(self.env["odf.preflight.finding"].search([]))

    def test_all_that_stands_in_the_way_is_found_at_once(self):
        flow = self.flow(
            mapping={"name": "name", "no_field": "name", "date": "day"}, columns={"day": "bool"}
        )
        write = flow.step_ids[1]
        write.options = {"context": {"lang": "th_TH"}}

        found = self.found(flow)

        self.assertLessEqual(
            {
                ("steps.read_rows.path", "files"),
                ("steps.write_rows.mapping.no_field", "fields"),
                ("steps.write_rows.options.context.lang", "languages"),
            },
            set(found),
        )

    def test_required_fields_are_found_and_those_that_odoo_fills_are_not(self):
        self.put("rows.csv", "key,name", "a,Anna")
        found = self.found(self.flow(model="res.currency", mapping={"name": "name"}))
        self.assertEqual(
            [one["subject"] for one in found.values()], ["symbol"], "currencies need a symbol"
        )

    def test_models_that_people_load_most_need_no_more_than_they_are_given(self):
        side = LocalSide(self.env)
        for model, given in (("res.partner", {"name"}), ("res.users", {"name", "login"})):
            fields = side.fields(model)
            required = [
                name
                for name, field in fields.items()
                if field["required"] and not field["readonly"] and name not in given
            ]
            self.assertFalse(
                [n for n in side.unfilled(model, required) if not fields[n].get("depends")], model
            )

    def test_rights_are_those_of_the_run(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        user = new_test_user(self.env, "odf_user", "odf_core.group_flow_user")

        found = self.found(flow.with_user(user))

        self.assertEqual(set(found), {("steps.write_rows.model", "access")})
        self.assertFalse(self.found(flow))

    def test_findings_are_seen_by_who_has_asked_and_forged_by_nobody(self):
        flow = self.flow()
        user = new_test_user(self.env, "odf_user", "odf_core.group_flow_user")
        manager = new_test_user(self.env, "odf_manager", "odf_core.group_flow_manager")
        action = flow.with_user(user).action_preflight()
        findings = self.env["odf.preflight.finding"]

        self.assertTrue(findings.with_user(user).search(action["domain"]))
        self.assertFalse(findings.with_user(manager).search([]))
        with self.assertRaises(AccessError):
            findings.with_user(manager).create(
                {"flow_id": flow.id, "severity": "info", "message": "x"}
            )

    def test_asking_again_replaces_what_was_found(self):
        flow = self.flow()
        self.assertEqual(len(self.findings(flow)), 1)
        self.assertEqual(len(self.findings(flow)), 1)

    def test_looking_again_leaves_nothing_of_what_was_mended(self):
        flow = self.flow()
        context = flow.action_preflight()["context"]
        self.put("rows.csv", "key,name", "a,Anna")

        action = self.env["odf.preflight.finding"].with_context(**context).action_check_again()

        self.assertEqual(action["params"]["type"], "success")
        self.assertFalse(self.env["odf.preflight.finding"].search([]))

    def test_finding_leads_to_its_step(self):
        finding = self.findings(self.flow())

        self.assertEqual(finding.fix, "open_step")
        action = finding.action_fix()
        self.assertEqual(action["res_model"], "odf.flow.step")
        self.assertEqual(action["res_id"], finding.flow_id.step_ids[0].id)

    def test_missing_connection_can_be_made_and_one_that_is_there_opened(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        flow.step_ids[1].connection = "old"
        finding = self.findings(flow)
        self.assertEqual((finding.severity, finding.fix), ("error", "create_connection"))
        self.assertEqual(finding.action_fix()["context"], {"default_name": "old"})

        connection = self.env["odf.connection"].create({"name": "old", "kind": "odoo"})
        finding = self.findings(flow)
        self.assertEqual((finding.severity, finding.fix), ("error", "open_connection"))
        self.assertEqual(finding.action_fix()["res_id"], connection.id)

    def test_language_can_be_activated(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        flow.step_ids[1].options = {"context": {"lang": "th_TH"}}
        finding = self.findings(flow)
        self.assertEqual(finding.fix, "activate_language")
        action = finding.action_fix()

        wizard = self.env[action["res_model"]].with_context(**action["context"]).create({})
        wizard.lang_install()

        self.assertFalse(self.found(flow))

    def test_module_that_is_missing_here_can_be_installed_by_who_may(self):
        flow = self.flow()
        finding = (
            self.env["odf.preflight.finding"]
            .sudo()
            .create(
                {
                    "flow_id": flow.id,
                    "severity": "warning",
                    "path": "steps.write_rows.model",
                    "message": "missing",
                    "check_name": "modules",
                    "subject": "crm",
                }
            )
        )
        self.assertEqual(finding.fix, "install_module")
        self.assertEqual(finding.action_fix()["res_model"], "ir.module.module")
        manager = new_test_user(self.env, "odf_manager", "odf_core.group_flow_manager")
        finding.invalidate_recordset()
        self.assertFalse(finding.with_user(manager)._missing_module())
