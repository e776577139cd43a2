"""The state of a pipeline in Odoo's own database, in the transaction that also writes the data."""

# Commits: only of a cursor that is the run's own.
# pylint: disable=invalid-commit

from contextlib import contextmanager

from psycopg2.extras import execute_values

from odoo_data_flow.state.sqlite import upsert


class CursorDatabase:
    """A Database (see odoo_data_flow.state.store) on a cursor of Odoo.

    :param commits: whether what is to last is committed; else that is the caller's.
    """

    def __init__(self, cr, commits):
        self._cr = cr
        self._commits = commits
        self.name = cr.dbname

    def query(self, sql, parameters=()):
        self._cr.execute(sql, tuple(parameters))
        return self._cr.fetchall()

    def execute(self, sql, parameters=()):
        self._cr.execute(sql, tuple(parameters))

    def put(self, table, keys, columns, rows):
        execute_values(self._cr._obj, upsert(table, keys, columns, "%s"), rows, page_size=1000)

    def among(self, column, values):
        return f"{column} = ANY(%s)", [list(values)]

    def commit(self):
        if self._commits:
            self._cr.commit()

    def rollback(self):
        """Whoever has the transaction undoes it: the error that leads here goes on to them."""

    def connection_to(self, url):
        """None: nobody connects to Odoo's database by a URL of the state."""

    def is_on(self, connection):
        return self._commits and connection is self._cr

    @contextmanager
    def lock(self, name):
        """Whoever makes a run holds the lock of its pipeline for longer than the engine needs."""
        yield

    def close(self):
        """The cursor is not ours."""
