from unittest.mock import patch

from odoo.addons.itx_moduler.adapters.live import apply
from odoo.addons.itx_moduler.adapters.live.registry import adapter_class, registered_kinds
from odoo.tests import tagged
from odoo.tools import mute_logger

from .live_common import LiveCase


class Fault(Exception):
    """Raised on purpose, in the middle of things."""


@tagged("post_install", "-at_install")
class TestLiveFaults(LiveCase):
    """Whatever fails while applying, database and registry are as before."""

    def _schema(self):
        """Return tables, columns, constraints and indexes of the database, and all metadata ids."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT 'column', table_name, column_name, data_type || is_nullable
              FROM information_schema.columns WHERE table_schema = current_schema
            UNION ALL
            SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
              FROM pg_constraint WHERE connamespace = current_schema::regnamespace
            UNION ALL
            SELECT 'index', tablename, indexname, indexdef
              FROM pg_indexes WHERE schemaname = current_schema
            """
        )
        rows = set(self.env.cr.fetchall())
        for table in ("ir_model", "ir_model_fields", "ir_ui_view", "ir_ui_menu", "res_groups"):
            self.env.cr.execute(f"SELECT id FROM {table}")  # pylint: disable=sql-injection
            rows |= {(table, str(row[0]), "", "") for row in self.env.cr.fetchall()}
        return rows

    def _registry(self):
        return {
            name: {n: (f.type, f.compute is not None) for n, f in model._fields.items()}
            for name, model in self.env.registry.items()
        }

    def _fails(self, module, *patches):
        schema, registry = self._schema(), self._registry()
        for each in patches:
            each.start()
            self.addCleanup(each.stop)
        with mute_logger("odoo.sql_db"), self.assertRaises(Fault):
            module.action_apply_to_odoo()
        for each in patches:
            each.stop()
        self.assertEqual(self._schema(), schema)
        self.assertEqual(self._registry(), registry)

    def _after(self, kind, verb):
        """Let an adapter do its work, and then fail."""
        adapter = adapter_class(kind)
        work = getattr(adapter, verb)

        def work_and_fail(self, *args):
            work(self, *args)
            raise Fault(kind, verb)

        return patch.object(adapter, verb, work_and_fail)

    def test_a_first_apply_that_fails_at_any_kind_leaves_nothing(self):
        module = self.made()
        used = {element["kind"] for element in self._plan_operations(module)}
        self.assertTrue(used - {"module"} <= registered_kinds())
        for kind in sorted(used):
            with self.subTest(kind=kind):
                self._fails(module, self._after(kind, "add"))
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
                self._fails(second, self._after(kind, verb))
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

        schema = self._schema()
        with (
            patch.object(adapter, "read", read_wrongly),
            self.assertRaisesRegex(Exception, "did not take the module as described"),
        ):
            module.action_apply_to_odoo()
        self.assertEqual(self._schema(), schema)
        self.assertNotIn("x_library_book", self.env)
