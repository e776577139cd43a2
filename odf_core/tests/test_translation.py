from .common import FlowCase


class TestTranslation(FlowCase):
    def test_result_of_a_run_is_told_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("th_TH")
        self.put("rows.csv", "key,name", "a,Anna")

        action = self.flow().with_context(lang="th_TH").run()

        self.assertIn("อ่าน 1 แถว: สร้าง 1", action["params"]["message"])
