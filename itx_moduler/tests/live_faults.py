"""Failing in the middle of applying, and seeing that nothing is left of it."""

from unittest.mock import patch

from odoo.addons.itx_moduler.adapters.live.registry import adapter_class
from odoo.tools import mute_logger


class Fault(Exception):
    """Raised on purpose, in the middle of things."""


class FaultCase:
    """What test cases share that let an apply fail; to be mixed into a TransactionCase."""

    def schema(self):
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

    def registry_state(self):
        return {
            name: {n: (f.type, f.compute is not None) for n, f in model._fields.items()}
            for name, model in self.env.registry.items()
        }

    def assert_taken_back(self, module, *patches):
        schema, registry = self.schema(), self.registry_state()
        for each in patches:
            each.start()
            self.addCleanup(each.stop)
        with mute_logger("odoo.sql_db"), self.assertRaises(Fault):
            module.action_apply_to_odoo()
        for each in patches:
            each.stop()
        self.assertEqual(self.schema(), schema)
        self.assertEqual(self.registry_state(), registry)

    def failing_after(self, kind, verb):
        """Let an adapter do its work, and then fail."""
        adapter = adapter_class(kind)
        work = getattr(adapter, verb)

        def work_and_fail(self, *args):
            work(self, *args)
            raise Fault(kind, verb)

        return patch.object(adapter, verb, work_and_fail)
