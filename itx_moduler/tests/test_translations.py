from odoo.tests import TransactionCase, tagged

from . import catalogues
from .snapshot_common import SMALL


@tagged("post_install", "-at_install")
class TestTranslations(catalogues.CompleteCatalogues, TransactionCase):
    addons = ("itx_moduler",)

    def test_the_core_speaks_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("th_TH")
        module = self.env["itx.moduler.module"].from_document(SMALL)
        module.model_ids.field_ids[0].name = "not an identifier"

        module.with_context(lang="th_TH").action_validate()

        self.assertIn("fields[not an identifier]", module.error_message)
        self.assertRegex(module.error_message, "[\u0e00-\u0e7f]")
