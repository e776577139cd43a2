import json
from copy import deepcopy

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from itx_codegen.ir import canonical_json, load

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestVersions(SnapshotCase):
    def new_version(self, module=None):
        action = (module or self.module).action_save_new_version()
        return self.Module.browse(action["res_id"])

    def test_a_new_version_has_the_same_content_and_identities(self):
        second = self.new_version()

        self.assertEqual(second.to_document(), self.module.to_document())
        self.assertEqual((second.version, second.state), (2, "draft"))
        self.assertEqual(second.parent_version_id, self.module)
        self.assertEqual((self.module.state, self.module.active), ("archived", False))

    def test_each_element_knows_the_one_it_was_before(self):
        second = self.new_version()

        self.assertEqual(self.field("pages", second).parent_version_id, self.field("pages"))
        self.assertFalse(self.field("pages").parent_version_id)

    def test_only_the_newest_version_is_continued(self):
        self.new_version()
        with self.assertRaisesRegex(UserError, "version 2 follows this version"):
            self.module.action_save_new_version()

    def test_a_document_of_a_module_that_stands_is_its_next_version(self):
        document = deepcopy(SMALL)
        document["models"][0]["fields"].append({"name": "isbn", "type": "char"})

        second = self.Module.from_document(document)

        self.assertEqual((second.version, second.parent_version_id), (2, self.module))
        self.assertEqual(self.field("pages", second).uid, self.field("pages").uid)
        self.assertEqual(self.module.state, "archived")

    def test_identities_of_a_module_made_by_hand_are_taken_over_too(self):
        by_hand = self.Module.create({"name": "by_hand"})
        model = self.env["itx.moduler.model"].create({"module_id": by_hand.id, "name": "by.hand"})

        second = self.Module.from_document(
            {"module": {"name": "by_hand"}, "models": [{"name": "by.hand"}]}
        )

        self.assertEqual((second.uid, second.model_ids.uid), (by_hand.uid, model.uid))

    def test_a_module_that_was_renamed_stays_the_same_module(self):
        document = self.module.to_document()
        document["module"]["name"] = "bookshop"

        second = self.Module.from_document(document)

        self.assertEqual((second.name, second.version), ("bookshop", 2))

    def test_another_module_of_the_same_name_is_refused(self):
        document = deepcopy(SMALL)
        document["module"]["uid"] = "somebody-else"

        with self.assertRaisesRegex(UserError, "another module with the technical name library"):
            self.Module.from_document(document)

    def test_a_name_is_used_once_a_version(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.Module.create({"name": "library"})

    def test_rolling_back_is_a_new_version_with_the_old_content(self):
        former = self.module.to_document()
        second = self.new_version()
        self.field("pages", second).unlink()

        third = self.Module.browse(self.module.action_rollback()["res_id"])

        self.assertEqual(third.to_document(), former)
        self.assertEqual((third.version, third.parent_version_id), (3, second))
        self.assertEqual(third.revision_ids.change_type, "rollback")
        self.assertEqual(second.state, "archived")

    def test_any_revision_can_be_gone_back_to(self):
        revision = self.module.revision_ids
        self.field("pages").unlink()

        second = self.Module.browse(revision.action_rollback()["res_id"])

        self.assertEqual(canonical_json(load(second.to_document())), revision.snapshot_data)
        self.assertTrue(self.field("pages", second))

    def test_a_revision_holds_the_whole_document(self):
        revision = self.module.revision_ids

        self.assertEqual(revision.change_type, "create")
        self.assertEqual(revision.snapshot_data, canonical_json(load(self.module.to_document())))
        self.assertEqual(json.loads(revision.snapshot_text), json.loads(revision.snapshot_data))
        self.assertEqual(revision.changed_by, self.env.user)

    def test_each_step_leaves_a_revision(self):
        self.module.action_validate()
        self.module.action_export_module()
        second = self.new_version()
        self.module.action_restore()

        self.module.invalidate_recordset()
        steps = [*reversed(self.module.revision_ids.mapped("change_type"))]
        self.assertEqual(steps, ["create", "validate", "export", "archive", "restore"])
        self.assertEqual(second.revision_ids.mapped("change_type"), ["edit"])

    def test_an_unfinished_draft_is_kept_before_it_is_left(self):
        self.field("pages").string = "Leaves"

        self.new_version()

        self.module.invalidate_recordset()
        archived, edited = self.module.revision_ids[:2]
        self.assertEqual((archived.change_type, edited.change_type), ("archive", "edit"))
        self.assertIn("Leaves", edited.snapshot_data)

    def test_a_revision_counts_fields_against_the_one_before(self):
        second = self.new_version()
        model = second.model_ids
        self.field("pages", second).name = "leaves"
        self.env["itx.moduler.model.field"].create(
            [{"model_id": model.id, "name": name, "type": "char"} for name in ("isbn", "shelf")]
        )
        second.action_validate()

        revision = self.newest_revision(second)

        counts = (revision.fields_added, revision.fields_removed, revision.fields_modified)
        self.assertEqual(counts, (2, 0, 1))

    def test_a_comparison_says_renamed_not_removed_and_added(self):
        second = self.new_version()
        self.field("pages", second).name = "leaves"

        context = second.action_compare_versions()["context"]
        wizard = self.env["itx.moduler.version.compare.wizard"].with_context(**context).create({})

        self.assertIn("fields[leaves]: renamed from pages to leaves", wizard.operations)
        self.assertNotIn("- Field", wizard.operations)
        self.assertIn("-    pages = fields.Integer()", wizard.file_difference)
        self.assertIn("+    leaves = fields.Integer()", wizard.file_difference)

    def test_a_comparison_with_nothing_lists_everything(self):
        wizard = self.env["itx.moduler.version.compare.wizard"].create(
            {"current_version_id": self.module.id}
        )
        self.assertIn("+ Model models[library.book]", wizard.operations)
        self.assertIn("+++ b/models/library_book.py", wizard.file_difference)

    def test_names_in_a_comparison_are_shown_not_run(self):
        second = self.new_version()
        self.field("pages", second).string = "<script>alert(1)</script>"
        wizard = self.env["itx.moduler.version.compare.wizard"].create(
            {"current_version_id": second.id, "compare_version_id": self.module.id}
        )
        self.assertNotIn("<script>", wizard.operations)
        self.assertIn("&lt;script&gt;", wizard.operations)
