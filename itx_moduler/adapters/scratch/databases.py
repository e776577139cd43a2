"""Scratch databases on this server: what they are called, whether they can be made, dropping."""

import re
import secrets
import shutil
from pathlib import Path

from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL, config

_PREFIX = "itx_scratch_"
#: Only what has such a name is ever dropped.
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]+\Z")


def new_name(label):
    """Return a name that no database has; `label` is a part of it."""
    return f"{_PREFIX}{_plain(label)[:30]}_{secrets.token_hex(4)}"


def template_name(digest):
    """Return the name of the template with a digest."""
    return f"{_PREFIX}template_{digest}"


def can_create(cr):
    """Tell whether the user of this connection may make databases."""
    cr.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
    return cr.fetchone()[0]


def user(cr):
    """Return the name of the user of this connection."""
    cr.execute("SELECT current_user")
    return cr.fetchone()[0]


def drop(name):
    """Drop a scratch database and its files; one that is gone is no error."""
    if not _NAME.match(name):
        raise ValueError(f"{name!r} is no scratch database")
    close_db(name)
    with db_connect("postgres").cursor() as cr:
        # A database can't be dropped inside of a transaction.
        cr._cnx.autocommit = True
        cr.execute(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name)))
    shutil.rmtree(Path(config.filestore(name)), ignore_errors=True)


def _plain(label):
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "module"
