"""What an upgrade costs the rows: the scripts of two versions, beside a bare copy of the rows.

100,000 books and 200,000 links go through every sort of change there is (`tests/integration/
upgrades/versions.py`), from the first version to the third. Measured is the time of the `pre-`
scripts with the commit, not that in which Odoo starts, loads models and views or computes fields
anew. The reference copies the same rows into tables of the same shape and changes nothing.
"""

import subprocess
import tempfile
from pathlib import Path
from statistics import median

from dev import bench, databases, odoo_process
from itx_codegen.publish import write_folder
from itx_codegen.render import render
from tests.bench import _upgrade
from tests.integration.upgrades.rows import BOOKS, FILL
from tests.integration.upgrades.versions import MODULE, documents

_NAME = "bench_upgrade"
_TRIAL = f"{_NAME}_trial"
#: An upgrade may take so many times as long as a bare copy.
_OVER_COPY = 5


def measure() -> list[bench.Row]:
    """Take both ways by turns, each time on a copy of the database with the first version."""
    first, second, third = documents()
    taken: dict[str, list[float]] = {"migrate": [], "move": []}
    with tempfile.TemporaryDirectory() as place:
        installed, upgraded = Path(place, "first"), Path(place, "third", MODULE)
        write_folder(render(first), installed / MODULE)
        write_folder(render(third, bases=[first, second]), upgraded)
        try:
            _fill(installed)
            for _ in range(bench.REPEATS):
                for way, seconds in taken.items():
                    databases.drop(_TRIAL)
                    databases.copy(_NAME, _TRIAL)
                    seconds.append(_upgrade.seconds(way, _TRIAL, upgraded))
        finally:
            databases.drop(_TRIAL)
            databases.drop(_NAME)
    ours, copied = median(taken["migrate"]), median(taken["move"])
    ratio = copied / ours
    target = 1 / _OVER_COPY
    metric = f"two versions over {BOOKS:,} rows and their links"
    return [
        bench.Row(
            metric, "s", ours, copied, "bare SQL copy of the rows", ratio, target, ratio >= target
        )
    ]


def _fill(installed: Path) -> None:
    databases.clone(_NAME)
    environment = odoo_process.ready(installed)
    install = ("-d", _NAME, "-i", MODULE, "--stop-after-init", "--no-http")
    shell = ("shell", "-d", _NAME, "--no-http")
    for arguments, code in ((install, ""), (shell, FILL.replace("BOOKS", str(BOOKS)))):
        subprocess.run(
            odoo_process.command(*arguments),
            input=code,
            env=environment,
            check=True,
            text=True,
            capture_output=True,
        )
