from odoo.addons.itx_moduler.tests.catalogues import CompleteCatalogues
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestTranslations(CompleteCatalogues, TransactionCase):
    addons = ("odf_core", "odf_ui_builder")
