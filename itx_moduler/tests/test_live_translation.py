from odoo.tests import tagged

from .live_common import LiveCase

TRANSLATIONS = [
    {"lang": "th_TH", "source": "Books", "value": "หนังสือ"},
    {"lang": "th", "source": "Author", "value": "ผู้แต่ง"},
    {"lang": "th_TH", "source": "Shelf A", "value": "ชั้น ก"},
    {"lang": "th_TH", "source": "Authors", "value": "ผู้แต่งทั้งหลาย"},
    {"lang": "th_TH", "source": "Tidy up", "value": "เก็บกวาด"},
    {"lang": "th_TH", "source": "Said by code only", "value": "…",
     "places": ["code:addons/library/models/book.py:0"]},
    {"lang": "fr_FR", "source": "Books", "value": "Livres"},
]  # fmt: skip


@tagged("post_install", "-at_install")
class TestLiveTranslation(LiveCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("th_TH")

    def document(self):
        return self.described(translations=TRANSLATIONS)

    def thai(self, record):
        return record.with_context(lang="th_TH")

    def test_records_and_labels_are_translated(self):
        self.applied(self.document())
        self.assertEqual(self.thai(self.env.ref("x_library.menu_book")).name, "หนังสือ")
        self.assertEqual(self.thai(self.env.ref("x_library.action_book")).name, "หนังสือ")
        self.assertEqual(self.thai(self.env.ref("x_library.cron_shelf")).name, "เก็บกวาด")
        books = self.thai(self.env["x_library_book"])
        labels = books.fields_get(["x_author_id", "x_shelf"])
        self.assertEqual(labels["x_author_id"]["string"], "ผู้แต่ง")
        self.assertIn(("a", "ชั้น ก"), labels["x_shelf"]["selection"])
        self.assertEqual(self.env.ref("x_library.menu_book").name, "Books")

    def test_terms_of_views_are_translated(self):
        self.applied(self.document())
        arch = self.thai(self.env["x_library_book"]).get_view(view_type="form")["arch"]
        self.assertIn("ผู้แต่งทั้งหลาย", arch)

    def test_applied_translations_have_nothing_left_to_do(self):
        module = self.applied(self.document())
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_language_that_comes_later_is_told_in_the_plan(self):
        module = self.applied(self.document())
        self.env["res.lang"]._activate_lang("fr_FR")
        module.action_plan()
        self.assertIn("translations[fr_FR: Books]: value", module.plan_text)
        module.action_apply_to_odoo()
        menu = self.env.ref("x_library.menu_book")
        self.assertEqual(menu.with_context(lang="fr_FR").name, "Livres")

    def test_translations_change_and_go(self):
        module = self.next_version(self.applied(self.document()))
        books = module.translation_ids.filtered(lambda t: t.name == "th_TH: Books")
        books.value = "ตำรา"
        module.translation_ids.filtered(lambda t: t.source == "Authors").unlink()
        self.apply_next(module)
        menu = self.thai(self.env.ref("x_library.menu_book"))
        self.assertEqual(menu.name, "ตำรา")
        arch = self.thai(self.env["x_library_book"]).get_view(view_type="form")["arch"]
        self.assertNotIn("ผู้แต่งทั้งหลาย", arch)

        last = self.next_version(module)
        last.translation_ids.unlink()
        self.apply_next(last)
        self.assertEqual(self.thai(self.env.ref("x_library.menu_book")).name, "Books")
        self.assertFalse(self.env["itx.moduler.live.translation"].search([]))

    def test_what_a_module_only_stands_on_is_not_translated(self):
        partner = self.thai(self.env["ir.model"]._get("res.partner"))
        before = partner.name
        self.applied(
            {
                "module": {"name": "club"},
                "models": [
                    {
                        "name": "res.partner",
                        "extends": True,
                        "fields": [{"name": "member", "type": "boolean"}],
                    }
                ],
                "translations": [
                    {"lang": "th_TH", "source": "Contact", "value": "สมาชิกชมรม"},
                    {"lang": "th_TH", "source": "Member", "value": "สมาชิก"},
                ],
            }
        )
        self.assertEqual(partner.name, before)
