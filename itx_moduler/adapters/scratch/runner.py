"""A program: makes a scratch database from a template, runs Odoo in it, says how that went.

It is started by the server and outlives the request; it needs neither the server nor its
registry. What to do stands in `job.json` in the folder that is its only argument; what it does goes
to `progress.json`, what was printed to `log.txt` beside it. A file `cancel` there ends it.
PostgreSQL is found by the variables of the environment.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zlib
from pathlib import Path

import psycopg2
from psycopg2 import sql

_PAUSE = 0.5


class StoppedError(Exception):
    """The job has to end: `args[0]` is its state, `args[1]` a sentence."""


class Job:
    """One job, by the folder that it stands in."""

    def __init__(self, folder):
        self.folder = folder
        self.told = json.loads((folder / "job.json").read_text(encoding="utf-8"))
        self.started = time.monotonic()
        self.steps = []

    def run(self):
        """Do everything; whatever happens, end with a state and leave nothing behind."""
        state, message = "failed", "The job ended unexpectedly; see the log of the server."
        try:
            self._make()
            for step in self.told["steps"]:
                self._step(step)
            state, message = "passed", ""
        except StoppedError as stopped:
            state, message = stopped.args
        except (OSError, psycopg2.Error) as error:
            message = str(error).strip()
        finally:
            if not (self.told["keep"] and state == "passed"):
                self._drop(self.told["database"])
            self._tell("done", state=state, message=message)

    def _make(self):
        """Copy the template, which is made first if it is not there."""
        template = self.told["template"]
        with _server() as cursor:
            # Others may be making the same template at this moment.
            self._tell("waiting for the template")
            lock = zlib.crc32(template["name"].encode())
            while not _first(cursor, "SELECT pg_try_advisory_lock(%s)", lock):
                self._check()
                time.sleep(_PAUSE)
            if not _exists(cursor, template["name"]):
                self._make_template(cursor, template)
            self._tell("copying the template")
            _copy(cursor, template["name"], self.told["database"])
        self._copy_files(template["name"], self.told["database"])

    def _make_template(self, cursor, template):
        growing = f"{template['name']}_growing"
        self._drop(growing)
        modules = ",".join(template["modules"])
        arguments = ["-d", growing, "-i", modules, "--stop-after-init"]
        try:
            self._step({"name": f"installing {modules} in a template", "arguments": arguments})
        except StoppedError:
            self._drop(growing)
            raise
        # A server may show all its databases, and everyone knows the first password of a new one.
        with _server(growing) as inside:
            inside.execute("UPDATE res_users SET password = NULL")
        names = (sql.Identifier(growing), sql.Identifier(template["name"]))
        cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
        closed = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(names[1])
        cursor.execute(closed)
        self._move_files(growing, template["name"])

    def _step(self, step):
        """Run Odoo, or another program, and wait for it."""
        self._tell(step["name"])
        command = step.get("command") or self._odoo(step["arguments"])
        text = step.get("input") or ""
        with (self.folder / "log.txt").open("ab") as log:
            log.write(f"\n=== {step['name']}\n".encode())
            log.flush()
            process = subprocess.Popen(  # noqa: S603 - what the server has written
                command,
                # No settings of a project that the server was started in.
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                process.stdin.write(text.encode())
                process.stdin.close()
                while process.poll() is None:
                    self._check()
                    time.sleep(_PAUSE)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        self.steps.append({"name": step["name"], "status": process.returncode})
        if process.returncode and not step.get("may_fail"):
            raise StoppedError("failed", f"It failed while {step['name']}.")

    def _odoo(self, arguments):
        # With tests, Odoo listens even if it is told not to.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            listen = ["--http-interface", "127.0.0.1", "--http-port", str(free.getsockname()[1])]
        return [*self.told["odoo"], *arguments, *self.told["options"], *listen]

    def _check(self):
        """Show a sign of life; raise StoppedError where somebody or the time says so."""
        (self.folder / "progress.json").touch()
        if (self.folder / "cancel").exists():
            raise StoppedError("cancelled", "It was cancelled.")
        if time.monotonic() - self.started > self.told["time_limit"]:
            limit = f"It took longer than {self.told['time_limit']} seconds."
            raise StoppedError("failed", limit)

    def _tell(self, stage, state="running", message=""):
        """Write how far the job is; whoever reads it sees the old or the new, never a part."""
        seconds = time.monotonic() - self.started
        told = {
            "stage": stage,
            "state": state,
            "message": message,
            "seconds": seconds,
            "steps": self.steps,
        }
        part = self.folder / "progress.part"
        part.write_text(json.dumps(told), encoding="utf-8")
        part.replace(self.folder / "progress.json")

    def _drop(self, name):
        with contextlib.suppress(psycopg2.OperationalError), _server() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        shutil.rmtree(self._files(name), ignore_errors=True)

    def _files(self, name):
        return Path(self.told["filestore"], name)

    def _copy_files(self, source, target):
        if self._files(source).is_dir():
            shutil.copytree(self._files(source), self._files(target), dirs_exist_ok=True)

    def _move_files(self, source, target):
        if self._files(source).is_dir():
            shutil.rmtree(self._files(target), ignore_errors=True)
            self._files(source).rename(self._files(target))


@contextlib.contextmanager
def _server(database="postgres"):
    """Yield a cursor at the server, outside of any transaction."""
    connection = psycopg2.connect(dbname=database)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def _first(cursor, query, *values):
    cursor.execute(query, values)
    return cursor.fetchone()[0]


def _exists(cursor, name):
    return _first(cursor, "SELECT count(*) FROM pg_database WHERE datname = %s", name)


def _copy(cursor, source, target):
    names = (sql.Identifier(target), sql.Identifier(source))
    cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


if __name__ == "__main__":
    Job(Path(sys.argv[1])).run()
