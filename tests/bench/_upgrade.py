"""One measurement of an upgrade's work on rows, in a process and a database of its own."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from dev import odoo_process
from dev.paths import PYTHON, ROOT

#: The same rows, moved by hand into tables of the same shape, with their indexes.
_MOVE = """
    CREATE TABLE moved_book (LIKE library_book INCLUDING ALL);
    INSERT INTO moved_book SELECT * FROM library_book;
    CREATE TABLE moved_rel (LIKE library_author_library_book_rel INCLUDING ALL);
    INSERT INTO moved_rel SELECT * FROM library_author_library_book_rel;
"""


def seconds(way: str, database: str, folder: Path) -> float:
    """Return how long it takes to `migrate` or `move` the rows, up to and with the commit.

    `folder` is the one of the module that brings the scripts.
    """
    environment = odoo_process.ready()
    environment["PYTHONPATH"] += f"{os.pathsep}{ROOT}"
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.bench._upgrade", way, database, str(folder)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(json.loads(done.stdout))


def migrate(cr, folder: Path) -> None:
    """Run what Odoo runs before it loads the models, in its order."""
    for version in sorted((folder / "migrations").iterdir()):
        for script in sorted(version.glob("pre-*.py")):
            spec = importlib.util.spec_from_file_location("script", script)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.migrate(cr, "19.0.1.0.0")


def move(cr, folder: Path) -> None:
    """Copy the rows, and nothing else."""
    cr.execute(_MOVE)


def _main(way: str, database: str, folder: str) -> None:
    from odoo.sql_db import db_connect
    from odoo.tools import config

    config.parse_config(["-d", database, "--log-level=error"])
    with db_connect(database).cursor() as cr:
        started = time.perf_counter()
        {"migrate": migrate, "move": move}[way](cr, Path(folder))
        cr.commit()
        print(json.dumps(time.perf_counter() - started))


if __name__ == "__main__":
    _main(*sys.argv[1:])
