"""The example that uses every kind and every type of field, taken all the way."""

import json
from pathlib import Path
from typing import get_args

from odoo.addons.itx_moduler.tests.live_faults import FaultCase
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path

from itx_codegen.ir import all_kinds, load
from itx_codegen.ir.kinds.field import Field, FieldType
from itx_codegen.plan import Plan


def _example():
    # The examples stand beside the addons.
    folder = Path(file_path("odf_ui_builder")).parent / "examples"
    return json.loads((folder / "kitchen_sink.json").read_text("utf-8"))


@tagged("post_install", "-at_install")
class TestKitchenSink(FaultCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = load(_example())
        cls.module = cls.env["itx.moduler.module"].from_document(_example())

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget_live_models)

    def _forget_live_models(self):
        with self.env.registry.cursor() as cr:
            self.env.registry._setup_models__(cr)

    def test_it_uses_every_kind_and_every_type_of_field(self):
        used = {element.node.kind for element in self.document.elements()}
        self.assertEqual(set(all_kinds()) - used, set())
        types = {field.type for field in self.document.of(Field)}
        self.assertEqual(set(get_args(FieldType)) - types, set())

    def test_records_hold_it_without_loss(self):
        self.assertEqual(load(self.module.to_document()), self.document)

    def test_it_lives_and_has_nothing_left_to_do(self):
        self.module.action_validate()
        self.assertFalse(self.module.error_message)

        self.module.action_apply_to_odoo()
        self.module.action_plan()

        self.assertIn("Nothing to do", self.module.plan_text)

    def test_what_lives_can_be_found_changed_by_nobody(self):
        self.module.action_validate()
        self.module.action_apply_to_odoo()
        self.module.action_find_drift()
        self.assertFalse(self.module.drift_text)

    def test_a_failure_at_any_kind_leaves_nothing(self):
        self.module.action_validate()
        self.module.action_plan()
        plan = Plan.model_validate_json(self.module.plan_data)
        kinds = {planned.operation.kind for planned in plan.operations} - {"module"}
        self.assertGreater(len(kinds), 20)
        for kind in sorted(kinds):
            with self.subTest(kind=kind):
                self.assert_taken_back(self.module, self.failing_after(kind, "add"))
