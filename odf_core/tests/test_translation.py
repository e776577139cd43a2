import re
from pathlib import Path

import polib

from .common import FlowCase

FOLDER = Path(__file__).parents[1] / "i18n"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")


class TestTranslation(FlowCase):
    def test_thai_is_complete_and_keeps_the_placeholders(self):
        template = polib.pofile(str(FOLDER / "odf_core.pot"))
        thai = {entry.msgid: entry.msgstr for entry in polib.pofile(str(FOLDER / "th.po"))}
        self.assertEqual(set(thai), {entry.msgid for entry in template})
        for original, translated in thai.items():
            self.assertTrue(translated, original)
            self.assertEqual(
                sorted(PLACEHOLDER.findall(translated)), sorted(PLACEHOLDER.findall(original))
            )

    def test_result_of_a_run_is_told_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("th_TH")
        self.put("rows.csv", "key,name", "a,Anna")

        action = self.flow().with_context(lang="th_TH").run()

        self.assertIn("อ่าน 1 แถว: สร้าง 1", action["params"]["message"])
