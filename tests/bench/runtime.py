"""What a flow costs inside Odoo: beside a loop of `create`, beside its own first run, in memory."""

import json
import subprocess
import tempfile
from pathlib import Path

from dev import bench, databases, odoo_process

_NAME = "bench_runtime"
_HERE = Path(__file__).parent
#: What the memory of the worker may grow by.
_MEGABYTES = 300.0


def measure() -> list[bench.Row]:
    """Each part in an Odoo of its own, on one database."""
    databases.drop(_NAME)
    databases.clone(_NAME)
    try:
        new, again, memory = (_inside(part) for part in ("new", "again", "memory"))
    finally:
        databases.drop(_NAME)
    speed = new["bare"] / new["ours"]
    faster = again["first"] / again["second"]
    light = _MEGABYTES / memory["megabytes"]
    return [
        bench.Row(
            f"{new['rows']:,} new partners", "s", new["ours"], new["bare"],
            "create, 500 in a call", speed, 0.85, speed >= 0.85,
        ),
        bench.Row(
            f"{again['rows']:,} unchanged partners", "s", again["second"], again["first"],
            "their first run", faster, 50, faster >= 50,
        ),
        bench.Row(
            f"memory, {memory['rows']:,} rows", "MB", memory["megabytes"], _MEGABYTES,
            "what is allowed", light, 1, light >= 1,
        ),
    ]  # fmt: skip


def _inside(part: str) -> dict[str, float]:
    """Run one part of `_runtime.py` in Odoo's shell; what it has measured."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            odoo_process.command("shell", "-d", _NAME, "--no-http", "--log-level=error"),
            input=(_HERE / "_runtime.py").read_text() + f"\n{part}()\n",
            env={**odoo_process.ready(), "ODF_DATA_DIR": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    line = next((line for line in done.stdout.splitlines() if line.startswith("MEASURED ")), "")
    assert line, f"{done.stdout}\n{done.stderr}"
    found: dict[str, float] = json.loads(line.removeprefix("MEASURED "))
    return found
