"""Stage 3: the module as a ZIP, in a database that knows nothing of how it was made."""

import base64
import hashlib
import re
import subprocess
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from dev import databases, odoo_process, odoo_server
from dev.demo import people, runs
from dev.demo.author import Version
from dev.demo.client import Client
from dev.demo.live import FLOW
from dev.demo.place import Place
from dev.demo.telling import Telling
from dev.failure import Failure
from dev.ports import free_port

MODULE = "airfield_register"
AIRFIELD = "airfield.airfield"
_AUTHORING = {"itx_moduler", "odf_ui_builder"}


def export(version: Version, place: Place, telling: Telling) -> dict[str, Any]:
    """Export the module, and unpack it below the addons folder; return what the ZIP is."""
    version.press("action_export_module")
    version.expect("state", "exported")
    target = place.folder / version.get("exported_filename")
    target.write_bytes(base64.b64decode(version.get("exported_file")))
    with zipfile.ZipFile(target) as archive:
        archive.extractall(place.addons)
        files = len(archive.namelist())
    found = {
        "zip": str(target),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "bytes": target.stat().st_size,
        "files": files,
    }
    telling.step(f"{target.name}: {files} files, sha256 {found['sha256'][:12]}…")
    return found


def install(place: Place, telling: Telling) -> int:
    """Install the module in a fresh database with its tests; return how many ran.

    :raises Failure: when one fails, or not all of those in the ZIP ran.
    """
    databases.fresh(place.runner, ["odf_core"])
    telling.step(f"{place.runner}: a fresh database with odf_core")
    log = place.log("install")
    command = odoo_process.command(
        *("-d", place.runner, "-i", MODULE, "--test-tags", f"/{MODULE}"),
        *("--stop-after-init", "--no-http"),
    )
    with log.open("w") as output:
        done = subprocess.run(
            command,
            # With tests, Odoo serves whatever the options say, while others may do so, too.
            env={**odoo_process.ready(place.addons), "ODOO_HTTP_PORT": str(free_port())},
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    said = log.read_text()
    ended = re.search(r"0 failed, 0 error\(s\) of (\d+) tests", said)
    if done.returncode or ended is None:
        cause = databases.first_error(said) or f"Odoo ended with status {done.returncode}"
        raise Failure(MODULE, cause, f"see {log}")
    ran, written = int(ended[1]), _written_tests(place.addons / MODULE)
    if ran != written:
        raise Failure(MODULE, f"{ran} of its {written} tests ran", f"see {log}")
    telling.step(f"the module is installed, its {ran} tests pass")
    return ran


def serve(place: Place) -> AbstractContextManager[str]:
    """Start a server with a cron worker on that database; a context that gives its address."""
    return odoo_server.running(
        place.runner,
        place.log("runner"),
        "--max-cron-threads=1",
        addons=(place.addons,),
        # A schedule that a person changes is looked at there and then.
        ODOO_NOTIFY_CRON_CHANGES="1",
    )


def load(admin: Client, telling: Telling) -> tuple[Client, dict[str, Any]]:
    """Let the module's schedule fire, then hire a registrar who runs the flow again by hand.

    Returns that registrar, and both runs.

    :raises Failure: when an authoring addon is there, a run fails, or the second one writes a row.
    """
    installed = admin.read("ir.module.module", [["state", "=", "installed"]], "name")
    present = _AUTHORING & {module["name"] for module in installed}
    if present:
        raise Failure(admin.database, f"has {', '.join(present)}", "it should have odf_core only")
    first = _scheduled(admin)
    telling.step(f"the cron worker ran the flow: {first['created']} records created")
    registrar = people.hire(admin, people.REGISTRAR, f"{MODULE}.group_manager")
    second = runs.press_run_now(registrar, MODULE, FLOW)
    runs.must_write_nothing(second)
    telling.step(f"{people.REGISTRAR} pressed Run now: {second['message']}")
    return registrar, {"first_run": first, "second_run": second}


def _scheduled(admin: Client) -> dict[str, Any]:
    """Bring the next call of the module's schedule forward, and wait for the cron worker."""
    cron = runs.schedule(admin, MODULE, FLOW)
    domain = [["trigger", "=", "schedule"], ["state", "in", ["done", "failed"]]]
    admin.call("ir.cron", "write", [cron], {"nextcall": "2000-01-01 00:00:00"})
    odoo_server.wait(
        lambda: bool(admin.call("odf.run", "search_count", domain)),
        f"cron_{FLOW}",
        "see the server's log",
    )
    return runs.newest(admin, FLOW)


def _written_tests(module: Path) -> int:
    files = (module / "tests").glob("test_*.py")
    return sum(file.read_text(encoding="utf-8").count("    def test_") for file in files)
