import re

import polib
from odoo.tests import TransactionCase, tagged

from . import catalogues
from .snapshot_common import SMALL

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def addons(self):
        installed = self.env["ir.module.module"].search([("state", "=", "installed")])
        return [addon for addon in catalogues.ADDONS if addon in installed.mapped("name")]

    def test_the_catalogue_of_terms_is_up_to_date(self):
        for addon in self.addons():
            with self.subTest(addon):
                path = catalogues.folder(addon) / f"{addon}.pot"
                known = {entry.msgid for entry in polib.pofile(str(path))}
                present = {entry.msgid for entry in catalogues.pot(self.env, addon)}
                self.assertEqual(known, present)

    def test_every_term_is_translated(self):
        for addon in self.addons():
            terms = {e.msgid for e in polib.pofile(str(catalogues.folder(addon) / f"{addon}.pot"))}
            for language in catalogues.LANGUAGES:
                with self.subTest(addon, language=language):
                    path = catalogues.folder(addon) / f"{language}.po"
                    translated = polib.pofile(str(path)).translated_entries()
                    self.assertEqual(terms - {entry.msgid for entry in translated}, set())

    def test_a_translation_keeps_the_values_of_its_term(self):
        for addon in self.addons():
            for language in catalogues.LANGUAGES:
                for entry in polib.pofile(str(catalogues.folder(addon) / f"{language}.po")):
                    with self.subTest(addon, term=entry.msgid):
                        self.assertEqual(
                            sorted(_PLACEHOLDER.findall(entry.msgid)),
                            sorted(_PLACEHOLDER.findall(entry.msgstr)),
                        )

    def test_the_core_speaks_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("th_TH")
        module = self.env["itx.moduler.module"].from_document(SMALL)
        module.model_ids.field_ids[0].name = "not an identifier"

        module.with_context(lang="th_TH").action_validate()

        self.assertIn("fields[not an identifier]", module.error_message)
        self.assertRegex(module.error_message, "[\u0e00-\u0e7f]")
