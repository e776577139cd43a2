"""What it costs to take a live app over, beside the SQL that would move the same rows."""

import re
import subprocess
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dev import bench, databases
from itx_codegen.graduate import graduating
from itx_codegen.ir import loads
from itx_codegen.publish import write_folder
from itx_codegen.render import render
from tests.integration.graduation.place import DOCUMENT, Place

_ROWS = 100_000
#: The move may take so many times as long as the bare SQL.
_OVER_SQL = 5
_LIVE, _MODULE, _COPY = "bench_graduation_live", "bench_graduation_module", "bench_graduation"
_SQL = Path(__file__).parent / "_graduation.sql"


def measure() -> list[bench.Row]:
    """Take turns: installations that take the app over, plain ones, and the SQL beside these."""
    with TemporaryDirectory() as folder:
        document = loads(DOCUMENT.read_text(encoding="utf-8"))
        taking, plain = Path(folder) / "taking", Path(folder) / "plain"
        tree = render(document)
        write_folder(graduating(tree, document), taking / "kitchen_sink")
        write_folder(tree, plain / "kitchen_sink")
        try:
            return _rows(taking, plain)
        finally:
            for name in (_LIVE, _MODULE, _COPY):
                databases.drop(name)


def _rows(taking: Path, plain: Path) -> list[bench.Row]:
    databases.clone(_LIVE)
    Place(_LIVE, taking).fill(_ROWS)
    taken, installed, reference = [], [], []
    for _ in range(bench.REPEATS):
        taken.append(_loaded(_COPY, taking))
        # Beside the live app; addresses are for one action alone.
        installed.append(_loaded(_MODULE, plain, "UPDATE ir_actions SET path = NULL"))
        reference.append(_bare_sql(plain))
    # What Odoo does with the rows (keys, constraints, indexes) is a part of the move.
    mine, other = median(taken) - median(installed), median(reference)
    ratio, target = other / mine, 1 / _OVER_SQL
    metric = f"graduation, {_ROWS} rows with what goes with them"
    return [
        bench.Row(metric, "s", mine, other, "bare SQL, same rows", ratio, target, ratio >= target)
    ]


def _loaded(database: str, addons: Path, first: str = "SELECT 1") -> float:
    """Install the module in a copy of the live app; return the seconds that Odoo tells."""
    databases.drop(database)
    databases.copy(_LIVE, database)
    place = Place(database, addons)
    place.ask(first)
    done = place.install()
    assert done.returncode == 0, done.stderr
    (seconds,) = re.findall(r"Module kitchen_sink loaded in ([\d.]+)s", done.stderr)
    return float(seconds)


def _bare_sql(addons: Path) -> float:
    databases.drop(_COPY)
    databases.copy(_MODULE, _COPY)
    environment = Place(_COPY, addons).environment
    started = time.perf_counter()
    command = ["psql", "-qXv", "ON_ERROR_STOP=1", "-f", str(_SQL), _COPY]
    subprocess.run(command, env=environment, check=True)
    return time.perf_counter() - started
