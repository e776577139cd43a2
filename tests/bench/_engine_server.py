"""The Odoo that rows are written to: a real server with two processes."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev import databases, odoo_process, odoo_server

_NAME = "bench_engine"
_KEY = """
from datetime import datetime, timedelta
tomorrow = datetime.now() + timedelta(days=1)
key = env["res.users.apikeys"].with_user(env.ref("base.user_admin"))._generate("rpc", "b", tomorrow)
env.cr.commit()
print("KEY", key)
"""


@dataclass(frozen=True)
class Server:
    """Where it is, and a key of its administrator."""

    url: str
    key: str
    database: str = _NAME


@contextmanager
def running() -> Iterator[Server]:
    """A server on a database of its own."""
    databases.clone(_NAME)
    try:
        done = subprocess.run(
            odoo_process.command("shell", "-d", _NAME, "--no-http", "--log-level=error"),
            input=_KEY,
            env=odoo_process.ready(),
            capture_output=True,
            text=True,
            check=True,
        )
        key = next(line for line in done.stdout.splitlines() if line.startswith("KEY ")).split()[1]
        with (
            tempfile.TemporaryDirectory() as folder,
            odoo_server.running(
                _NAME,
                Path(folder) / "odoo.log",
                "--workers=2",
                "--max-cron-threads=0",
                "--limit-time-real=600",
                "--limit-time-cpu=600",
                "--log-level=warn",
            ) as url,
        ):
            yield Server(url, key)
    finally:
        databases.drop(_NAME)
