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
    """Take turns: an installation that takes the app over, and the SQL beside the plain module."""
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
    databases.drop(_MODULE)
    databases.copy(_LIVE, _MODULE)
    beside = Place(_MODULE, plain)
    # Addresses are for one action alone.
    beside.ask("UPDATE ir_actions SET path = NULL")
    _must(beside.install())
    ours, reference = [], []
    for _ in range(bench.REPEATS):
        ours.append(_graduation(taking))
        reference.append(_bare_sql(plain))
    mine, other = median(ours), median(reference)
    ratio = other / mine
    target = 1 / _OVER_SQL
    metric = f"graduation, {_ROWS} rows with what goes with them"
    return [
        bench.Row(metric, "s", mine, other, "bare SQL, same rows", ratio, target, ratio >= target)
    ]


def _graduation(addons: Path) -> float:
    """Return the seconds that the hooks took: moving, counting, comparing, switching off."""
    databases.drop(_COPY)
    databases.copy(_LIVE, _COPY)
    said = _must(Place(_COPY, addons).install()).stderr
    return sum(float(seconds) for seconds in re.findall(r"came over in ([\d.]+) s", said))


def _bare_sql(addons: Path) -> float:
    databases.drop(_COPY)
    databases.copy(_MODULE, _COPY)
    environment = Place(_COPY, addons).environment
    started = time.perf_counter()
    command = ["psql", "-qXv", "ON_ERROR_STOP=1", "-f", str(_SQL), _COPY]
    subprocess.run(command, env=environment, check=True)
    return time.perf_counter() - started


def _must(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert done.returncode == 0, done.stderr
    return done
