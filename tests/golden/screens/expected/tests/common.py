from contextlib import contextmanager

from psycopg2 import IntegrityError

from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger
from odoo.tools.sql import make_identifier


class ModuleCase(TransactionCase):
    """What the tests of this module share."""

    def any_id(self, model):
        """Return the id of a record of another module's model, skip where there is none."""
        record = self.env[model].search([], limit=1)
        if not record:
            self.skipTest(f"There is no record of {model} to refer to.")
        return record.id

    def assertAccess(self, groups, model, expected):
        """Check which operations a user with just these groups may do."""
        user = new_test_user(self.env, "tester", groups=groups)
        records = self.env[model].with_user(user)
        granted = {operation: records.has_access(operation) for operation in expected}
        self.assertEqual(granted, expected)

    def constraint_name(self, model, name):
        """Return the name of an SQL constraint in the database."""
        return make_identifier(f"{self.env[model]._table}_{name}")

    @contextmanager
    def assertRefusedBy(self, model, name):
        """Check that the database refuses what happens inside, because of that constraint."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            yield
            self.env.flush_all()
        constraint = caught.exception.diag.constraint_name
        self.assertEqual(constraint, self.constraint_name(model, name))

    def assertConstraintStands(self, model, name):
        """Check that the database has the constraint."""
        self.env.cr.execute(
            "SELECT count(*) FROM pg_constraint WHERE conname = %s",
            [self.constraint_name(model, name)],
        )
        self.assertEqual(self.env.cr.fetchone(), (1,))
