"""The server of ``make serve``: Odoo in the background, on a database that is kept."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from dev import cluster, databases, odoo_process
from dev.building import say
from dev.failure import Failure
from dev.paths import RUNTIME
from dev.ports import free_port

DATABASE = "dev"
_STATE = RUNTIME / "server.json"
#: The digest of the addons that the database is up to date with.
_ADDONS = RUNTIME / "server.addons"
_LOG = RUNTIME / "server.log"
_PATIENCE = 120


def serve() -> None:
    """Start Odoo unless it runs, and print where it is and how to log in.

    :raises Failure: when it doesn't answer in time.
    """
    port = _running_port()
    if port is None:
        present = databases.digest_of_addons()
        if DATABASE not in databases.names():
            databases.clone(DATABASE)
            _ADDONS.write_text(present)
        up_to_date = _ADDONS.exists() and _ADDONS.read_text() == present
        port = _start(update=not up_to_date)
        _ADDONS.write_text(present)
    print(f"http://127.0.0.1:{port}/odoo?db={DATABASE}  login: admin  password: admin  log: {_LOG}")


def stop() -> None:
    """Stop the server and the PostgreSQL cluster."""
    state = _state()
    if state is not None:
        os.kill(state["pid"], signal.SIGTERM)
        _wait(lambda: _state() is None, "Odoo", f"kill {state['pid']}")
    _STATE.unlink(missing_ok=True)
    stopped = cluster.stop()
    print("stopped" if state or stopped else "nothing was running")


def _start(update: bool) -> int:
    port = free_port()
    environment = {**odoo_process.ready(), "ODOO_HTTP_PORT": str(port)}
    modules = ",".join(databases.installed_addons())
    # Those that are new in the checkout are installed, the others brought up to date.
    refresh = ["-i", modules, "-u", modules] if update else []
    command = odoo_process.command("-d", DATABASE, *refresh)
    with _LOG.open("w") as log:
        server = subprocess.Popen(
            command,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    _STATE.write_text(json.dumps({"pid": server.pid, "port": port}))
    say("starting Odoo …")

    def answers() -> bool:
        if server.poll() is not None:
            raise Failure("Odoo", f"ended with status {server.returncode}", f"see {_LOG}")
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/web/health", timeout=5
            ) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, TimeoutError):
            return False

    _wait(answers, "Odoo", f"see {_LOG}")
    return port


def _wait(done: Callable[[], bool], subject: str, remedy: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > deadline:
            raise Failure(subject, f"not done after {_PATIENCE} s", remedy)
        time.sleep(0.2)


def _running_port() -> int | None:
    state = _state()
    return None if state is None else int(state["port"])


def _state() -> dict[str, int] | None:
    """What was written at the start, if that process still is our Odoo."""
    if not _STATE.exists():
        return None
    state = json.loads(_STATE.read_text())
    line = Path(f"/proc/{state['pid']}/cmdline")
    try:
        ours = str(odoo_process.LAUNCHER) in line.read_text()
    except OSError:
        return None
    return state if ours else None
