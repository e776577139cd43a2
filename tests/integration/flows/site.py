"""An Odoo with a database of its own, its server, and people of every group."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev import databases, odoo_process, odoo_server
from odoo_data_flow.client import Odoo

#: Login → groups. The administrator of Odoo itself has all of them.
PEOPLE = {
    "nobody": "base.group_user",
    "user": "odf_core.group_flow_user",
    "author": "odf_core.group_script_author",
    "manager": "odf_core.group_flow_manager,base.group_partner_manager,base.group_erp_manager",
    "settings": "base.group_system",
}
_MAKE = """
import json
from datetime import datetime, timedelta
made = {}
for login, groups in json.loads(%r).items():
    user = env["res.users"].create({
        "name": login,
        "login": login,
        "group_ids": [(6, 0, [env.ref(name).id for name in groups.split(",")])],
    })
    made[login] = user.id
made["admin"] = env.ref("base.user_admin").id
tomorrow = datetime.now() + timedelta(days=1)
keys = {
    login: env["res.users.apikeys"].with_user(uid)._generate("rpc", "test", tomorrow)
    for login, uid in made.items()
}
env.cr.commit()
print("KEYS", json.dumps(keys))
"""


@dataclass(frozen=True)
class Site:
    """`keys`: login → API key. `log`: what its server says."""

    database: str
    url: str
    keys: dict[str, str]
    log: Path

    def as_(self, login: str, protocol: str = "json2") -> Odoo:
        """The facade of a person."""
        return Odoo(
            self.url, self.database, login=login, api_key=self.keys[login], protocol=protocol
        )


def shell(database: str, code: str) -> str:
    """What a script in Odoo's shell prints. Raises CalledProcessError."""
    return subprocess.run(
        odoo_process.command("shell", "-d", database, "--no-http", "--log-level=error"),
        input=code,
        env=odoo_process.ready(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@contextmanager
def site(
    log: Path,
    *options: str,
    modules: tuple[str, ...] = (),
    copy_of: str | None = None,
    addons: tuple[Path, ...] = (),
    **variables: str,
) -> Iterator[Site]:
    """A new site that runs.

    `copy_of`: a database to begin with, instead of one with the product; `modules`: what is
    installed besides; `addons`: folders with more of them; `variables`: of its server.
    """
    database = f"scenario_site_{os.getpid()}_{secrets.token_hex(3)}"
    if copy_of:
        databases.copy(copy_of, database)
    else:
        databases.clone(database)
    process = None
    try:
        if modules:
            databases.install(database, list(modules), *addons)
        printed = shell(database, _MAKE % json.dumps(PEOPLE))
        line = next(line for line in printed.splitlines() if line.startswith("KEYS "))
        process, port = odoo_server.start(database, log, *options, addons=addons, **variables)
        keys = json.loads(line.removeprefix("KEYS "))
        yield Site(database, odoo_server.address(port), keys, log)
    finally:
        if process:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        databases.drop(database)
