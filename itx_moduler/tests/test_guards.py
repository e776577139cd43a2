from odoo.exceptions import AccessError
from odoo.tests import tagged

from .snapshot_common import SnapshotCase

_FORGED = {
    "state": "applied",
    "version": 7,
    "active": False,
    "uid": "mine",
    "parent_version_id": 1,
    "fingerprint": "0" * 64,
    "applied_date": "2026-01-01",
    "exported_file": "Zm9yZ2Vk",
    "exported_filename": "../evil.zip",
    "exported_date": "2026-01-01",
    "exported_data_file": "Zm9yZ2Vk",
    "exported_data_filename": "../evil.zip",
    "exported_data_limits": "none",
    "exported_limits": "none",
    "plan_data": "{}",
    "plan_text": "Nothing to do",
    "plan_date": "2026-01-01",
    "drift_text": "Nothing was changed",
    "drift_count": 0,
    "drift_date": "2026-01-01",
    "error_message": "all is well",
    "state_before_archive": "applied",
    "validated_date": "2026-01-01",
}


@tagged("post_install", "-at_install")
class TestGuards(SnapshotCase):
    """Calls as they come from outside: with the rights of a manager, who has all there are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(user=cls.manager)
        cls.module = cls.module.with_env(cls.env)
        cls.Module = cls.module.browse()

    def test_no_guarded_field_of_a_module_can_be_written(self):
        for name, value in _FORGED.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self.module.write({name: value})

    def test_every_guarded_field_is_tried(self):
        self.assertLessEqual(self.Module._guarded_fields(), set(_FORGED))

    def test_no_module_can_be_created_in_another_state(self):
        for name, value in _FORGED.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self.Module.create({"name": "forged", name: value})

    def test_defaults_from_the_context_count_for_nothing(self):
        context = {f"default_{name}": value for name, value in _FORGED.items()}

        module = self.Module.with_context(**context).create({"name": "forged"})

        self.assertEqual((module.state, module.version, module.active), ("draft", 1, True))
        self.assertFalse(module.fingerprint or module.plan_data or module.exported_filename)

    def test_defaults_of_the_database_count_for_nothing(self):
        self.env["ir.default"].set("itx.moduler.module", "state", "applied")
        self.env["ir.default"].set("itx.moduler.view", "state", "applied")

        module = self.Module.create({"name": "forged"})
        view = self.env["itx.moduler.view"].create(
            {"module_id": module.id, "model": "m", "type": "form", "arch": "<form/>"}
        )

        self.assertEqual((module.state, view.state), ("draft", "draft"))

    def test_no_guarded_field_of_an_element_can_be_written(self):
        for name in ("state", "version", "active", "uid", "error_message", "applied_date"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.field("name").write({name: _FORGED[name]})

    def test_the_key_of_the_guard_can_not_be_forged(self):
        for value in (True, 1, "EDIT_SENTINEL", {}, []):
            with self.subTest(value), self.assertRaises(AccessError):
                self.module.with_context(itx_moduler_edit=value).write({"state": "applied"})

    def test_bindings_are_made_by_applying_alone(self):
        Binding = self.env["itx.moduler.binding"]
        vals = {
            "lineage": self.module.uid,
            "uid": "x",
            "kind": "model",
            "ident": "res.users",
            "res_model": "ir.model",
            "res_id": 1,
            "applied_version": 1,
        }
        with self.assertRaises(AccessError):
            Binding.create(vals)
        binding = Binding._unguarded().create(vals).with_env(self.env)
        with self.assertRaises(AccessError):
            binding.write({"res_id": 2})
        with self.assertRaises(AccessError):
            binding.unlink()

    def test_what_the_registry_is_set_up_with_comes_by_applying_alone(self):
        broken = {"moduler_attributes": {"inherit": ["avatar.mixin"], "digits": 5}}
        model = self.env["ir.model"].create({"name": "By Hand", "model": "x_by_hand"})
        self.addCleanup(self.env.registry._setup_models__, self.env.cr)
        with self.assertRaises(AccessError):
            model.write(broken)
        with self.assertRaises(AccessError):
            model.field_id.filtered(lambda field: field.name == "x_name").write(broken)
        with self.assertRaises(AccessError):
            self.env["ir.model"].create({"name": "Bad", "model": "x_bad", **broken})

    def test_revisions_never_change(self):
        revision = self.module.revision_ids
        with self.assertRaises(AccessError):
            revision.copy()
        with self.assertRaises(AccessError):
            revision.write({"change_summary": "another story"})
        with self.assertRaises(AccessError):
            revision.unlink()

    def test_the_lines_of_a_plan_are_answered_by_their_buttons_alone(self):
        line = (
            self.env["itx.moduler.plan.line"]
            ._unguarded()
            .create(
                {
                    "module_id": self.module.id,
                    "uid": "x",
                    "description": "-",
                    "impact": "destructive",
                }
            )
        )
        with self.assertRaises(AccessError):
            line.with_env(self.env).write({"accepted": True})
