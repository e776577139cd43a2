"""How much memory the engine holds for one and for five million rows."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from dev import bench
from dev.paths import ROOT

FLOW = """
name: flat
steps:
  - {name: read_orders, type: read, format: csv, path: orders.csv,
     columns: {number: int, amount: float, day: date}}
  - {name: tidy, type: transform, script: tidy, row_wise: true}
  - {name: price, type: transform, script: price, row_wise: true}
  - {name: write_orders, type: write, format: parquet, path: orders.parquet}
scripts:
  - name: tidy
    code: |
      def transform(df, ctx):
          return df.lazy().with_columns(
              pl.col("customer").str.strip_chars().str.to_titlecase(),
              pl.col("day").dt.offset_by("1d"),
          )
  - name: price
    code: |
      def transform(df, ctx):
          return df.filter(pl.col("amount") >= 0).with_columns(gross=pl.col("amount") * 1.07)
"""
#: The issue's own limit for a million rows.
LIMIT = 2 * 1000**3
#: Five times the rows may take so much more: what is held of each row is a few bytes of a manifest.
FLAT = 1.15
MILLION = 1_000_000


def rows() -> list[bench.Row]:
    """The median of the most memory, of the engine's process and of the sandboxed one together.

    The large flow runs three times, because each time takes long and they hardly differ.
    """
    small, large = _median(MILLION, bench.REPEATS), _median(5 * MILLION, 3)
    limit = bench.Row(
        "memory: 1M rows, two scripts, to Parquet",
        "MB",
        small / 1000**2,
        LIMIT / 1000**2,
        "the limit",
        LIMIT / small,
        1,
        small < LIMIT,
    )
    flat = bench.Row(
        "memory: 5M rows",
        "MB",
        large / 1000**2,
        small / 1000**2,
        "1M rows",
        small / large,
        1 / FLAT,
        large <= small * FLAT,
    )
    return [limit, flat]


def _median(rows: int, repeats: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "flow.yml").write_text(FLOW)
        with (path / "orders.csv").open("w") as file:
            file.write("number,customer,day,amount,currency,note\n")
            file.writelines(
                f"{row}, customer {row % 5000} ,2024-0{1 + row % 9}-11,{row % 900}.25,EUR,n {row}\n"
                for row in range(rows)
            )
        return statistics.median(_once(path / "flow.yml", rows) for _time in range(repeats))


def _once(flow: Path, rows: int) -> int:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench/_engine_one_run.py"), str(flow)],
        check=True,
        capture_output=True,
        text=True,
    )
    written, used, _seconds = done.stdout.split()
    assert int(written) == rows
    return int(used)
