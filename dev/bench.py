"""Benchmarks: ours beside a reference, measured in the same run.

A benchmark is a file ``tests/bench/NAME.py`` with a function ``measure()`` that returns rows. It
runs in the project's environment, with Odoo importable and the cluster running.
"""

import json
import runpy
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from dev.failure import Failure
from dev.paths import BENCH_RESULTS, ROOT

SCRIPTS = ROOT / "tests" / "bench"
REPEATS = 5


@dataclass(frozen=True)
class Row:
    """One comparison: ``ratio`` is how many times better ours is, ``target`` what to reach."""

    metric: str
    unit: str
    ours: float
    reference: float
    reference_name: str
    ratio: float
    target: float
    holds: bool


def seconds(
    metric: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    reference_name: str,
    target: float,
    repeats: int = REPEATS,
) -> Row:
    """Time two ways to do the same by turns; compare the medians.

    :param target: how many times faster ours is to be.
    """
    times: dict[Callable[[], object], list[float]] = {ours: [], reference: []}
    for _ in range(max(repeats, REPEATS)):
        for way, taken in times.items():
            started = time.perf_counter()
            way()
            taken.append(time.perf_counter() - started)
    mine, other = (statistics.median(taken) for taken in times.values())
    ratio = other / mine
    return Row(metric, "s", mine, other, reference_name, ratio, target, ratio >= target)


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(script.stem for script in SCRIPTS.glob("[!_]*.py"))


def run(name: str) -> None:
    """Measure one benchmark, print its rows as a table and write them to ``.runtime/bench``."""
    rows: list[Row] = runpy.run_path(str(SCRIPTS / f"{name}.py"))["measure"]()
    BENCH_RESULTS.mkdir(parents=True, exist_ok=True)
    result = BENCH_RESULTS / f"{name}.json"
    result.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    print(f"{name}  ({result})")
    line = "{:<44} {:>10} {:>10} {:>4}  {:<28} {:>7} {:>7}  {}"
    print(
        line.format(
            "metric", "ours", "reference", "unit", "reference is", "ratio", "target", "holds"
        )
    )
    for row in rows:
        figures = (f"{figure:.3g}" for figure in (row.ours, row.reference))
        ratios = (f"{ratio:.2f}" for ratio in (row.ratio, row.target))
        print(
            line.format(
                row.metric,
                *figures,
                row.unit,
                row.reference_name,
                *ratios,
                "yes" if row.holds else "NO",
            )
        )


if __name__ == "__main__":
    try:
        for _name in sys.argv[1:]:
            run(_name)
    except Failure as failure:
        sys.exit(str(failure))
