"""The server of ``make serve``: Odoo in the background, on a database that is kept."""

import json
import os
import signal
from pathlib import Path

from dev import cluster, databases, odoo_process, odoo_server
from dev.building import say
from dev.paths import RUNTIME

DATABASE = "dev"
_STATE = RUNTIME / "server.json"
#: The digest of the addons that the database is up to date with.
_ADDONS = RUNTIME / "server.addons"
_LOG = RUNTIME / "server.log"


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
    page = f"{odoo_server.address(port)}/odoo?db={DATABASE}"
    print(f"{page}  login: admin  password: admin  log: {_LOG}")


def stop() -> None:
    """Stop the server and the PostgreSQL cluster."""
    state = _state()
    if state is not None:
        os.kill(state["pid"], signal.SIGTERM)
        odoo_server.wait(lambda: _state() is None, "Odoo", f"kill {state['pid']}")
    _STATE.unlink(missing_ok=True)
    stopped = cluster.stop()
    print("stopped" if state or stopped else "nothing was running")


def _start(update: bool) -> int:
    modules = ",".join(databases.installed_addons())
    # Those that are new in the checkout are installed, the others brought up to date.
    refresh = ["-i", modules, "-u", modules] if update else []
    say("starting Odoo …")
    server, port = odoo_server.start(DATABASE, _LOG, *refresh)
    _STATE.write_text(json.dumps({"pid": server.pid, "port": port}))
    return port


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
