"""The test suites: what runs where, how many tests passed, and that none of them ran nothing."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from dev import browser, bytecode, databases, linting, odoo_process, python_env
from dev.failure import Failure
from dev.paths import REPORTS, ROOT, VENV, addons

#: Tests that stand here run inside of Odoo, on a clone of the template; so do those of the addons.
_INSIDE_ODOO = (ROOT / "tests" / "browser",)
#: Parts of the integration tests that take minutes, the longest first: each a suite of its own.
_LONG = ("roundtrip", "migration", "graduation", "upgrades", "rpc", "flows")
#: So many suites run side by side: they wait for servers as much as they compute.
_LANES = 3
_PYTEST = (str(VENV / "bin" / "pytest"),)


@dataclass(frozen=True)
class Result:
    """What came of one suite."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    output: str

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        counts = f"{self.passed} passed, {self.failed} failed{skipped}"
        return f"{self.name}: {counts} ({self.seconds:.1f} s)"


def test(*arguments: str) -> bool:
    """Run everything, or the test that is named (with options of pytest); tell if all passed."""
    if arguments:
        return _one(*arguments)
    started = time.monotonic()
    # Before the suites run side by side, so that what can't be set up is said once.
    browser.ensure()
    odoo_process.ready()
    bytecode.forget_temporary()
    # What says most soonest comes first, and has the machine to itself; both in one, because to
    # start takes a good part of their time.
    results = [_outside("unit+golden", "tests/golden", "--numprocesses=2", place="tests/unit")]
    long = {name: f"tests/integration/{name}" for name in _LONG}
    suites = [
        partial(_in_odoo, "addons", _addon_tests()),
        *(partial(_outside, name, place=place) for name, place in long.items()),
        partial(_outside, "integration", *(f"--ignore={place}" for place in long.values())),
        partial(_in_odoo, "browser", ["tests/browser"]),
        _lint,
    ]
    with ThreadPoolExecutor(_LANES) as lanes:
        results += lanes.map(lambda suite: suite(), suites)
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    print(f"all suites took {time.monotonic() - started:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def read_report(name: str, report: Path, status: int, seconds: float, output: str) -> Result:
    """Count what pytest reported. A run without a test, and one that broke off, has failed."""
    if not report.exists():
        return Result(name, 0, 1, 0, seconds, output)
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in ElementTree.parse(report).iter("testsuite"):
        for key in counts:
            counts[key] += int(suite.get(key, 0))
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    if not failed and (not passed or status):
        failed = 1
        reason = f"pytest ended with status {status}" if passed else "ran no test"
        output += f"\n{name}: {reason}\n"
    return Result(name, passed, failed, counts["skipped"], seconds, output)


def _one(target: str, *options: str) -> bool:
    place = (ROOT / target.partition("::")[0]).resolve()
    inside = any(place.is_relative_to(folder) for folder in (*_INSIDE_ODOO, *addons()))
    python_env.ensure()
    with _clone() if inside else nullcontext(_PYTEST) as pytest:
        environment = odoo_process.ready() if inside else None
        done = subprocess.run([*pytest, target, *options], cwd=ROOT, env=environment, check=False)
    return done.returncode == 0


def _addon_tests() -> list[str]:
    return [f"{addon.name}/tests" for addon in addons() if (addon / "tests").is_dir()]


def _lint() -> Result:
    started = time.monotonic()
    verdicts = linting.checks()
    wrong = [verdict for verdict in verdicts if not verdict.passed]
    output = "".join(f"{verdict.name}:\n{verdict.output}\n" for verdict in wrong)
    right = len(verdicts) - len(wrong)
    return _told(Result("lint", right, len(wrong), 0, time.monotonic() - started, output))


def _outside(name: str, *options: str, place: str = "") -> Result:
    command = [*_PYTEST, place or f"tests/{name}", *options]
    return _told(_pytest(name, command, dict(os.environ)))


def _in_odoo(name: str, places: list[str]) -> Result:
    if not places:
        return _told(Result(name, 0, 1, 0, 0.0, f"{name}: there is no test\n"))
    try:
        with _clone() as in_odoo:
            return _told(_pytest(name, [*in_odoo, *places], odoo_process.ready()))
    except Failure as failure:
        return _told(Result(name, 0, 1, 0, 0.0, f"{failure}\n"))


def _pytest(name: str, command: list[str], environment: dict[str, str]) -> Result:
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    started = time.monotonic()
    done = subprocess.run(
        [*command, "--quiet", f"--junitxml={report}"],
        cwd=ROOT,
        env=environment,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    return read_report(name, report, done.returncode, time.monotonic() - started, done.stdout)


@contextmanager
def _clone() -> Iterator[tuple[str, ...]]:
    """The command that runs pytest inside of Odoo, on a database of its own."""
    name = f"test_{os.getpid()}_{secrets.token_hex(3)}"
    databases.clone(name)
    try:
        # HttpCase needs Odoo's server beside the tests. The warnings are of Odoo's libraries.
        plugin = ("-p", "pytest_odoo", f"--odoo-database={name}", "--odoo-http")
        yield (*_PYTEST, *plugin, "--disable-warnings")
    finally:
        databases.drop(name)


def _told(result: Result) -> Result:
    """Print a result as soon as it is there, with all that was said if something is wrong."""
    print(result if not result.failed else f"{result.output}\n{result}", flush=True)
    return result
