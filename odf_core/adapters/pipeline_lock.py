"""Nobody works on a pipeline at the same time as somebody else: advisory locks of PostgreSQL."""

# Commits: on a connection of its own, which has no data.
# pylint: disable=invalid-commit

import hashlib
from contextlib import contextmanager

from odoo.sql_db import db_connect


def _number(name):
    digest = hashlib.sha256(f"odf.pipeline {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def taken_until_commit(cr, name):
    """Take the lock for the rest of the transaction. Returns whether it was free."""
    cr.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(name)])
    return cr.fetchone()[0]


@contextmanager
def held(dbname, name):
    """Hold the lock on a connection of its own, so that commits don't let go of it. Gives whether
    it was free. The server lets go of it when the process ends, in whatever way.
    """
    with db_connect(dbname).cursor() as cr:
        cr.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
        got = cr.fetchone()[0]
        # A transaction that stays open would keep the database from cleaning up.
        cr.commit()
        try:
            yield got
        finally:
            if got:
                cr.execute("SELECT pg_advisory_unlock(%s)", [_number(name)])
                cr.commit()


def is_free(dbname, name):
    """Whether nobody holds the lock just now."""
    with held(dbname, name) as got:
        return got
