"""One real Odoo with two processes for all tests here, on a database of its own."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dev import cluster, databases, odoo_process, odoo_server
from odoo_data_flow.client import Odoo

_KEYS = """
from datetime import datetime, timedelta
user = env["res.users"].create({
    "name": "Reader", "login": "reader", "group_ids": [(6, 0, [env.ref("base.group_user").id])],
})
tomorrow = datetime.now() + timedelta(days=1)
keys = [
    env["res.users.apikeys"].with_user(uid)._generate("rpc", "test", tomorrow)
    for uid in (env.ref("base.user_admin").id, user.id)
]
env.cr.commit()
print("KEYS", *keys)
"""
_APPS = ("sale", "purchase", "stock", "point_of_sale", "loyalty", "hr")
#: The old protocols warn with each call that they will go.
_OPTIONS = (
    "--workers=2",
    "--max-cron-threads=0",
    "--log-handler=odoo.addons.rpc:ERROR",
    "--limit-time-real=300",
)


class Server:
    """The server, its database and its keys. It can be killed, and started again."""

    def __init__(self, database: str, log: Path) -> None:
        """Raises Failure and CalledProcessError if Odoo does not start."""
        self.database = database
        self.log = log
        done = subprocess.run(
            odoo_process.command("shell", "-d", database, "--no-http", "--log-level=error"),
            input=_KEYS,
            env=odoo_process.ready(),
            capture_output=True,
            text=True,
            check=True,
        )
        line = next(line for line in done.stdout.splitlines() if line.startswith("KEYS "))
        _word, self.key, self.reader_key = line.split()
        self._process, self._port = odoo_server.start(database, log, *_OPTIONS)
        self.url = odoo_server.address(self._port)

    def connect(self, protocol: str = "json2", **options: object) -> Odoo:
        """The administrator's facade."""
        named = {"api_key": self.key, "login": "admin", "protocol": protocol, **options}
        return Odoo(str(named.pop("url", self.url)), self.database, **named)

    @property
    def database_url(self) -> str:
        """The address of the database itself."""
        where = cluster.ensure_running()
        login = {"host": where["PGHOST"], "port": where["PGPORT"], "user": where["PGUSER"]}
        return f"postgresql:///{self.database}?{urlencode(login)}"

    def kill(self) -> None:
        """Kill all its processes at once, as when the power goes."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def start_again(self) -> None:
        """Start it at the same address."""
        log = self.log.with_name(f"{secrets.token_hex(3)}.log")
        self._process, _port = odoo_server.start(self.database, log, *_OPTIONS, port=self._port)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("rpc") / "odoo.log") as started:
        yield started


@contextmanager
def running(log: Path, *modules: str) -> Iterator[Server]:
    """A server on a database of its own, with more modules than those of the product."""
    database = f"scenario_rpc_{os.getpid()}_{secrets.token_hex(3)}"
    databases.clone(database)
    started = None
    try:
        if modules:
            databases.install(database, list(modules))
        started = Server(database, log)
        yield started
    finally:
        if started:
            started.kill()
        databases.drop(database)


@pytest.fixture(scope="package")
def shop_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Odoo with all apps that there are APIs for."""
    with running(tmp_path_factory.mktemp("shop") / "odoo.log", *_APPS) as server:
        odoo = server.connect()
        # The administrator of a new database is in none of the apps' groups.
        groups = odoo["ir.model.data"].search_read(
            [
                ("model", "=", "res.groups"),
                (
                    "name",
                    "in",
                    [
                        "group_sale_manager",
                        "group_purchase_manager",
                        "group_stock_manager",
                        "group_pos_manager",
                        "group_hr_manager",
                    ],
                ),
            ],
            ["res_id"],
        )
        odoo["res.users"].write([odoo.uid], {"group_ids": [(4, row["res_id"]) for row in groups]})
        yield server


@pytest.fixture(scope="package")
def shop(shop_server: Server) -> Odoo:
    return shop_server.connect()


@pytest.fixture
def odoo(server: Server) -> Iterator[Odoo]:
    with server.connect() as odoo:
        yield odoo


@pytest.fixture
def namespace() -> str:
    """Of external ids that no other test has."""
    return f"n{secrets.token_hex(4)}"
