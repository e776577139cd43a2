"""An Odoo server in the background that answers before anybody is told about it."""

import http.client
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import odoo_process
from dev.failure import Failure
from dev.ports import free_port

_PATIENCE = 120


def start(
    database: str,
    log: Path,
    *options: str,
    addons: tuple[Path, ...] = (),
    port: int | None = None,
    **variables: str,
) -> tuple[subprocess.Popen[bytes], int]:
    """Start Odoo on one database and wait until it answers; return the process and its port.

    :param addons: folders that come last in the addons path.
    :param port: where it listens; by default a free one.
    :param variables: environment variables besides those of :func:`dev.odoo_process.ready`.
    :raises Failure: naming the log, when it ends or doesn't answer in time.
    """
    port = port or free_port()
    environment = {**odoo_process.ready(*addons), **variables, "ODOO_HTTP_PORT": str(port)}
    with log.open("w") as output:
        process = subprocess.Popen(
            # Servers with several processes have a second port, which is 8069 + 3 for all of them.
            odoo_process.command("-d", database, f"--gevent-port={free_port()}", *options),
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def answers() -> bool:
        if process.poll() is not None:
            raise Failure("Odoo", f"ended with status {process.returncode}", f"see {log}")
        try:
            with urllib.request.urlopen(f"{address(port)}/web/health", timeout=5) as response:
                return bool(response.status == 200)
        except (OSError, http.client.HTTPException):
            # Nobody listens yet, or a process that is just being killed has accepted the call.
            return False

    try:
        wait(answers, "Odoo", f"see {log}")
    except BaseException:
        process.kill()
        raise
    return process, port


@contextmanager
def running(
    database: str, log: Path, *options: str, addons: tuple[Path, ...] = (), **variables: str
) -> Iterator[str]:
    """The address of a server as :func:`start` starts it, which is stopped in the end."""
    process, port = start(database, log, *options, addons=addons, port=None, **variables)
    try:
        yield address(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)


def address(port: int) -> str:
    """The address of a server of ours."""
    return f"http://127.0.0.1:{port}"


def wait(done: Callable[[], bool], subject: str, remedy: str) -> None:
    """Wait until something is done.

    :raises Failure: when it takes too long.
    """
    deadline = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > deadline:
            raise Failure(subject, f"not done after {_PATIENCE} s", remedy)
        time.sleep(0.2)
