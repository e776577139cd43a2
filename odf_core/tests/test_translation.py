import base64

from odoo.exceptions import UserError

from .common import FlowCase

THAI = "[\u0e00-\u0e7f]"


class TestTranslation(FlowCase):
    """Who reads Thai is told in Thai, also what the engine has to say."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("th_TH")

    def thai_run(self, flow):
        """The run, and what the notification of it says."""
        told = flow.with_context(lang="th_TH").run()["params"]
        return self.env["odf.run"].browse(told["next"]["res_id"]), told["message"]

    def test_result_of_a_run_is_told_in_the_language_of_the_user(self):
        self.put("rows.csv", "key,name", "a,Anna")

        _run, message = self.thai_run(self.flow())

        self.assertIn("อ่าน 1 แถว: สร้าง 1", message)

    def test_everyone_reads_an_error_in_their_own_language(self):
        run, message = self.thai_run(self.flow())

        self.assertEqual(
            run.with_context(lang="th_TH").error,
            "ไม่มีไฟล์ 'rows.csv' โปรดวางไฟล์ไว้ที่นั่นหรือแก้ไขพาธ",
        )
        self.assertIn("ไม่มีไฟล์", message)
        self.assertEqual(
            run.with_context(lang="en_US").error,
            "there is no file 'rows.csv'; put it there or correct the path.",
        )

    def test_an_error_that_was_another_one_before_is_told_in_all_languages(self):
        run, _message = self.thai_run(self.flow())
        run.sudo()._tell_error("Down.")

        self.assertEqual(run.with_context(lang="th_TH").error, "Down.")
        self.assertEqual(run.with_context(lang="en_US").error, "Down.")

    def test_reasons_of_rejects_are_in_the_language_of_who_runs(self):
        self.put("rows.csv", "key,name", "a,Anna", "a,Berta", ",Carla")

        run, _message = self.thai_run(self.flow())

        self.assertEqual(
            run.reject_ids.sorted("row").mapped("reason"),
            [
                "คีย์นี้อยู่ในหลายแถว โปรดเก็บไว้เพียงแถวเดียว",
                "คีย์นี้อยู่ในหลายแถว โปรดเก็บไว้เพียงแถวเดียว",
                "แถวนี้ไม่มีคีย์",
            ],
        )
        line = run.line_ids.filtered("rejects_file")
        self.assertIn("แถวนี้ไม่มีคีย์", base64.b64decode(line.rejects_file).decode())

    def test_a_schedule_speaks_the_language_of_its_user(self):
        self.put("rows.csv", "key,name", ",Carla")
        flow = self.flow()
        flow.sudo().run_as_id.lang = "th_TH"

        flow.with_user(self.env.ref("base.user_root")).with_context(lang=None).run()

        self.assertEqual(flow.run_ids.reject_ids.reason, "แถวนี้ไม่มีคีย์")

    def test_findings_before_a_run_are_told_in_the_language_of_the_user(self):
        messages = [one["message"] for one in self.flow().with_context(lang="th_TH").preflight()]

        self.assertIn("rows.csv ไม่มีอยู่ โปรดวางไฟล์ไว้ในโฟลเดอร์ไฟล์ข้อมูล หรือแก้ไขชื่อ", messages)

    def test_problems_of_a_flow_are_told_in_the_language_of_the_user(self):
        flow = self.flow()
        flow.step_ids[0].path = "/etc/passwd"

        (problem,) = flow.with_context(lang="th_TH").check()

        self.assertEqual(problem["path"], "steps.read_rows.path")
        self.assertIn("เป็นพาธแบบสัมบูรณ์", problem["message"])

    def test_what_a_connection_fails_of_is_told_in_the_language_of_the_user(self):
        connection = self.env["odf.connection"].create(
            {"name": "erp", "kind": "rest", "url": "http://127.0.0.1:9"}
        )

        with self.assertRaisesRegex(UserError, THAI):
            connection.with_context(lang="th_TH").action_test()
