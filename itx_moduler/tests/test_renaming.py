from odoo.tests import tagged

from .snapshot_common import SnapshotCase


@tagged("post_install", "-at_install")
class TestRenaming(SnapshotCase):
    def test_what_names_a_field_follows_when_it_is_renamed(self):
        self.field("pages").name = "leaves"

        self.assertIn('name="leaves"', self.module.view_ids.arch)
        self.assertNotIn("pages", self.module.view_ids.arch)

    def test_what_names_a_model_follows_when_it_is_renamed(self):
        self.module.model_ids.name = "library.volume"

        self.assertEqual(self.module.view_ids.model, "library.volume")
        self.assertEqual(self.module.access_ids.model, "library.volume")

    def test_identities_stay(self):
        uid = self.field("pages").uid

        self.field("pages").name = "leaves"

        self.assertEqual(self.field("leaves").uid, uid)

    def test_all_of_one_save_are_followed(self):
        name, pages = self.module.model_ids.field_ids

        self.module.write(
            {
                "model_ids": [
                    (
                        1,
                        self.module.model_ids.id,
                        {
                            "name": "library.volume",
                            "field_ids": [
                                (1, name.id, {"name": "title"}),
                                (1, pages.id, {"name": "leaves"}),
                            ],
                        },
                    )
                ]
            }
        )

        view = self.module.view_ids
        self.assertEqual(view.model, "library.volume")
        self.assertEqual(view.arch, '<list><field name="title"/><field name="leaves"/></list>')
