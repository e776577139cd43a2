"""A CSV file by `odf import`, beside PyPI's odoo-import-export-client: the rows that are right.

Both are run as commands, with two threads and batches of 50 rows, over JSON-2; the other one as
its documentation says: once, and once more with `--fail` for the rows that it has put aside.
"""

import csv
import json
import os
import random
import secrets
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from dev import bench, python_env
from dev.building import build
from dev.paths import PYTHON, RUNTIME, VENV
from odoo_data_flow.client import D, Odoo
from tests.bench._engine_server import Server

_TOOL, _VERSION = "odoo-import-export-client", "3.0.0"
_FOLDER = RUNTIME / "bench-tools"
_ROWS, _BAD = 300, 6
_OPTIONS = ("--model=res.partner", "--worker=2", "--size=50", "--sep=;")
_HEADER = ("id", "name", "ref", "color", "parent_id/id")
#: What no Odoo takes: no number, and a parent that is nowhere.
_SPOILED = [{"color": "blue"}, {"parent_id/id": "nowhere.at_all"}]


def rows(server: Server) -> list[bench.Row]:
    """Rows that are right, and rows that are right a second."""
    build(_FOLDER, _VERSION, _install)
    odoo = Odoo(server.url, server.database, api_key=server.key)
    measured: dict[Callable[..., None], list[tuple[int, float]]] = {_ours: [], _theirs: []}
    for turn in range(bench.REPEATS):
        for way, results in measured.items():
            results.append(_once(way, server, odoo, turn))
    (mine, my_rate), (other, other_rate) = (
        (statistics.median(right), statistics.median(one / took for one, took in results))
        for results in measured.values()
        for right in [[one for one, _took in results]]
    )
    metric = f"{_ROWS:,} partners and parents in any order, {_BAD} bad"
    return [
        bench.Row(
            metric,
            "right",
            mine,
            other,
            _TOOL,
            mine / max(other, 1),
            1,
            mine == _ROWS - _BAD and mine >= other,
        ),
        bench.Row(
            metric,
            "right/s",
            my_rate,
            other_rate,
            _TOOL,
            my_rate / max(other_rate, 0.01),
            1,
            my_rate >= other_rate,
        ),
    ]


def _once(way: Callable[..., None], server: Server, odoo: Odoo, seed: int) -> tuple[int, float]:
    """How many good rows are in Odoo as the file has them, and how long that took."""
    namespace = f"n{secrets.token_hex(4)}"
    good, lines = _lines(namespace, seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "partners.csv"
        with file.open("w", newline="") as opened:
            writer = csv.DictWriter(opened, _HEADER, delimiter=";")
            writer.writeheader()
            writer.writerows(lines)
        started = time.perf_counter()
        way(server, file)
        took = time.perf_counter() - started
    found = {row[0]: row for row in _found(odoo, namespace)}
    assert len(found) <= len(good), "a bad row is in Odoo"
    return sum(found.get(line["id"]) == tuple(line.values()) for line in good), took


def _lines(namespace: str, seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The good rows, and all of them in any order. Three of four have a parent in the file."""
    chance = random.Random(seed)
    lines: list[dict[str, str]] = []
    for number in range(_ROWS):
        parent = chance.choice(lines)["id"] if number > 3 and chance.random() < 0.75 else ""
        lines.append(
            {
                "id": f"{namespace}.p{number}",
                "name": f"Partner {number}",
                "ref": f"R{number}",
                "color": str(number % 12),
                "parent_id/id": parent,
            }
        )
    parents = {line["parent_id/id"] for line in lines}
    leaves = [line for line in lines if line["id"] not in parents]
    bad = chance.sample(leaves, _BAD)
    good = [line for line in lines if line not in bad]
    for number, line in enumerate(bad):
        line.update(_SPOILED[number % len(_SPOILED)])
    chance.shuffle(lines)
    return good, lines


def _found(odoo: Odoo, namespace: str) -> list[tuple[str, ...]]:
    names = {
        row["res_id"]: f"{namespace}.{row['name']}"
        for row in odoo["ir.model.data"].search_read(
            (D("module") == namespace) & (D("model") == "res.partner"), ["name", "res_id"]
        )
    }
    fields = ["name", "ref", "color", "parent_id"]
    return [
        (names[row["id"]], row["name"], row["ref"], str(row["color"]), names.get(_id(row), ""))
        for row in odoo["res.partner"].search_read(D("id").in_(list(names)), fields)
    ]


def _id(row: dict[str, object]) -> object:
    parent = row["parent_id"]
    return parent[0] if isinstance(parent, list | tuple) else parent


def _ours(server: Server, file: Path) -> None:
    where = {"URL": server.url, "DB": server.database, "API_KEY": server.key}
    done = subprocess.run(
        [VENV / "bin" / "odf", "import", file, "--connection=bench", "--format=json", *_OPTIONS],
        env={**os.environ, **{f"ODF_BENCH_{name}": value for name, value in where.items()}},
        capture_output=True,
        text=True,
        check=False,
    )
    (written,) = (one["write"] for one in json.loads(done.stdout)["steps"] if one["write"])
    assert written["quarantined"] == _BAD, done.stderr


def _theirs(server: Server, file: Path) -> None:
    config = file.with_name("connection.conf")
    where = urlsplit(server.url)
    config.write_text(
        f"[Connection]\nhostname={where.hostname}\nport={where.port}\nprotocol=json2\n"
        f"database={server.database}\nlogin=admin\npassword={server.key}\nuid=2\n"
    )
    command = [_FOLDER / "bin" / "python", _FOLDER / "bin" / "odoo_import_thread.py"]
    for once_more in ([], ["--fail"]):
        subprocess.run(
            [*command, f"--config={config}", f"--file={file}", *_OPTIONS, *once_more],
            capture_output=True,
            check=True,
        )


def _install(folder: Path) -> None:
    """Into an environment of its own: it is no dependency of ours."""
    python_env.uv("venv", "--quiet", f"--python={PYTHON}", str(folder))
    python_env.uv("pip", "install", "--quiet", f"--python={folder}", f"{_TOOL}=={_VERSION}")
