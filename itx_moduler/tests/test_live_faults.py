from unittest.mock import patch

from odoo.addons.itx_moduler.adapters.live import apply
from odoo.addons.itx_moduler.adapters.live.registry import adapter_class, registered_kinds
from odoo.tests import tagged

from .live_common import LiveCase
from .live_faults import FaultCase


@tagged("post_install", "-at_install")
class TestLiveFaults(FaultCase, LiveCase):
    """Whatever fails while applying, database and registry are as before."""

    def test_a_first_apply_that_fails_at_any_kind_leaves_nothing(self):
        module = self.made()
        used = {element["kind"] for element in self._plan_operations(module)}
        self.assertTrue(used - {"module"} <= registered_kinds())
        for kind in sorted(used):
            with self.subTest(kind=kind):
                self.assert_taken_back(module, self.failing_after(kind, "add"))
        module.action_apply_to_odoo()
        self.assertEqual(module.state, "applied")

    def _plan_operations(self, module):
        return [
            planned.operation.model_dump()
            for planned in apply.Plan.model_validate_json(self._planned(module)).operations
        ]

    def _planned(self, module):
        module.action_plan()
        return module.plan_data

    def test_a_second_apply_that_fails_at_any_step_leaves_the_first(self):
        module = self.applied()
        book = self.books({"name": "a", "isbn": "1"})
        second = self.next_version(module)
        self.field_of(second, "library.book", "isbn").name = "barcode"
        self.field_of(second, "library.book", "pages").string = "Number of Pages"
        second.action_validate()
        second.action_plan()
        for kind, verb in (
            ("field", "rename"),
            ("field", "change"),
            ("view", "change"),
            ("view", "settle"),
            ("constraint", "change"),
            ("constraint", "settle"),
            ("action_window", "change"),
        ):
            with self.subTest(kind=kind, verb=verb):
                self.assert_taken_back(second, self.failing_after(kind, verb))
                book = self.fresh(book)
                self.assertEqual(book.x_isbn, "1")
        second.action_apply_to_odoo()
        self.assertEqual(self.fresh(book).x_barcode, "1")

    def test_what_odoo_took_otherwise_than_described_is_taken_back(self):
        module = self.made()
        adapter = adapter_class("menu")
        read = adapter.read

        def read_wrongly(self, record, node):
            return {**read(self, record, node), "sequence": -5}

        schema = self.schema()
        with (
            patch.object(adapter, "read", read_wrongly),
            self.assertRaisesRegex(Exception, "did not take the module as described"),
        ):
            module.action_apply_to_odoo()
        self.assertEqual(self.schema(), schema)
        self.assertNotIn("x_library_book", self.env)
