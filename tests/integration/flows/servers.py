"""A database whose runs real cron workers carry out; servers that can be killed."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from dev import cluster, odoo_process, odoo_server

#: With processes of their own for the cron jobs, which Odoo lets work for some time each.
_OPTIONS = ("--workers=1", "--limit-time-real=600")
_PATIENCE = 150


class Place:
    """A database, its folder of data files, and the servers on it."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir()
        self._servers: list[subprocess.Popen[bytes]] = []

    def start(self, cron_workers: int = 1) -> None:
        """Start one more server."""
        log = self.folder / f"server{len(self._servers)}.log"
        process, _port = odoo_server.start(
            self.database,
            log,
            *_OPTIONS,
            f"--max-cron-threads={cron_workers}",
            ODF_DATA_DIR=str(self.data),
        )
        self._servers.append(process)

    def kill(self) -> None:
        """Kill all processes of all servers at once, as when the power goes."""
        for server in self._servers:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()

    @property
    def logs(self) -> list[str]:
        """What each server has logged."""
        return [path.read_text() for path in sorted(self.folder.glob("server*.log"))]

    def shell(self, code: str) -> str:
        """Carry out Python in a shell of Odoo, and commit. Returns what it prints."""
        done = subprocess.run(
            odoo_process.command("shell", "-d", self.database, "--no-http", "--log-level=error"),
            input=f"{code}\nenv.cr.commit()\n",
            env={**odoo_process.ready(), "ODF_DATA_DIR": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        """The rows of a query."""
        return ask(self.database, query, *parameters)

    def wait(self, query: str, *parameters: object) -> None:
        """Wait until a query tells true, and wake the schedulers up now and then: else they only
        look for work once a minute. Raises AssertionError when it takes too long.
        """
        began = woken = time.monotonic()
        while not self.ask(query, *parameters)[0][0]:
            now = time.monotonic()
            assert now < began + _PATIENCE, "\n".join([query, *self.logs])
            if now > woken + 2:
                woken = now
                ask("postgres", "SELECT pg_notify('cron_trigger', %s)", self.database)
            time.sleep(0.1)


def ask(database: str, query: str, *parameters: object) -> list[tuple[object, ...]]:
    """The rows of a query, which is committed."""
    with closing(_connected(database)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(query, parameters)
        return cursor.fetchall()


@contextmanager
def locked(database: str, query: str) -> Iterator[None]:
    """Hold the locks of a query: whoever wants to change its rows has to wait."""
    with closing(_connected(database)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        yield


def _connected(database: str) -> psycopg2.extensions.connection:
    found = cluster.ensure_running()
    return psycopg2.connect(
        dbname=database,
        host=found["PGHOST"],
        port=found["PGPORT"],
        user=found["PGUSER"],
        passfile=found["PGPASSFILE"],
    )
