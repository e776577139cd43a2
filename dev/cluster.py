"""The private PostgreSQL cluster: unix socket and loopback only, never run as root.

It holds throw-away databases, so it is set for speed: a power cut may cost it, and removing
``.runtime/pg`` renews it.
"""

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev import debian
from dev.building import STAMP, build, is_built, locked, say
from dev.failure import Failure, run
from dev.paths import CHECKOUT_ID, CLUSTER, PGPASS, RUNTIME, SOCKETS
from dev.ports import free_port

#: Odoo's role. It may create databases and is no superuser.
ROLE = "odoo"
#: The superuser, for what only that one may do: ``PGUSER=postgres bin/psql``.
SUPERUSER = "postgres"
_OLDEST = 15
_RECIPE = "1"
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_permissions = 0777
fsync = off
full_page_writes = off
synchronous_commit = off
lock_timeout = '60s'
shared_buffers = '256MB'
max_wal_size = '2GB'
log_min_messages = fatal
"""
# On the socket, the operating system tells who one is; on loopback, a password does.
_WHO_MAY = """
local all all peer map=developer
host  all all 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Owner:
    """The user that the server runs as."""

    name: str
    uid: int
    gid: int

    def becomes(self) -> dict[str, Any]:
        """Options of :func:`subprocess.run` that make a command this user's."""
        who: dict[str, Any] = (
            {}
            if self.uid == os.geteuid()
            else {"user": self.uid, "group": self.gid, "extra_groups": []}
        )
        return {**who, "cwd": "/", "env": {**os.environ, "HOME": "/", "LC_ALL": "C.UTF-8"}}


def ensure_running() -> dict[str, str]:
    """Make and start what is missing; return the ``PG…`` variables that lead any client there.

    :raises Failure: when PostgreSQL can't be installed, made or started.
    """
    port = _port_of_running()
    if port is None:
        with locked("cluster"):
            port = _port_of_running() or _start()
    return {
        "PGHOST": str(SOCKETS),
        "PGPORT": str(port),
        "PGUSER": ROLE,
        "PGPASSFILE": str(PGPASS),
    }


def stop() -> bool:
    """Stop the server; return whether it ran."""
    with locked("cluster"):
        if _pid_file() is None:
            return False
        _pg_ctl(_programs(), "stop", "--mode=fast", "--wait")
        return True


def _start() -> int:
    programs = _programs()
    owner = _owner()
    place = _place(owner)
    if not is_built(place, _RECIPE) and _pid_file() is not None:
        _pg_ctl(programs, "stop", "--mode=fast", "--wait")
    build(place, _RECIPE, lambda folder: _make(folder, programs, owner))
    _check_version(programs)
    if not SOCKETS.exists():
        SOCKETS.mkdir(mode=0o755)
        os.chown(SOCKETS, owner.uid, owner.gid)
    # Anybody may put something of that name there.
    elif SOCKETS.is_symlink() or SOCKETS.stat().st_uid != owner.uid:
        raise Failure(SOCKETS, "was made by another user", "remove it and repeat")
    port = free_port(20000 + int(CHECKOUT_ID, 16) % 10000)
    # A server whose socket was cleaned away from under it is no use: restart covers that as well.
    _pg_ctl(programs, "restart", "--wait", "--options", f"-p {port} -k {SOCKETS}")
    return port


def _place(owner: Owner) -> Path:
    """Where the cluster stands: behind ``.runtime/pg``, wherever its owner may go.

    A checkout below e.g. ``/root`` is closed to that user; then ``.runtime/pg`` is a link.
    """
    open_to_owner = subprocess.run(["test", "-x", str(RUNTIME)], check=False, **owner.becomes())
    if open_to_owner.returncode == 0:
        return CLUSTER
    place = Path("/var/lib") / f"itx-moduler-{CHECKOUT_ID}"
    if not CLUSTER.is_symlink():
        CLUSTER.symlink_to(place)
    return place


def _make(folder: Path, programs: Path, owner: Owner) -> None:
    say("making a PostgreSQL cluster …")
    remedy = "see the line above, and repeat"
    as_owner = owner.becomes()
    data = folder / "data"
    data.mkdir()
    for path in (folder, data):
        path.chmod(0o700)
        os.chown(path, owner.uid, owner.gid)
    run(
        [
            *(str(programs / "initdb"), f"--pgdata={data}", f"--username={SUPERUSER}"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--auth=peer", "--no-sync"),
        ],
        subject="initdb",
        remedy=remedy,
        **as_owner,
    )
    users = {owner.name, pwd.getpwuid(os.geteuid()).pw_name}
    who_is = "".join(
        f"developer {user} {role}\n" for user in sorted(users) for role in (ROLE, SUPERUSER)
    )
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)
    (data / "pg_hba.conf").write_text(_WHO_MAY)
    (data / "pg_ident.conf").write_text(who_is)
    password = secrets.token_urlsafe(24)
    run(
        [str(programs / "postgres"), "--single", "-D", str(data), "postgres"],
        subject=f"PostgreSQL role {ROLE}",
        remedy=remedy,
        input=f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\n",
        **as_owner,
    )
    pgpass = folder / PGPASS.name
    pgpass.touch(mode=0o600)
    pgpass.write_text(f"127.0.0.1:*:*:{ROLE}:{password}\n")


def _pg_ctl(programs: Path, *arguments: str) -> None:
    log = CLUSTER.resolve() / "log"
    try:
        run(
            [
                str(programs / "pg_ctl"),
                f"--pgdata={CLUSTER.resolve() / 'data'}",
                f"--log={log}",
                *arguments,
            ],
            subject=f"PostgreSQL {arguments[0]}",
            remedy=f"see {log}",
            **_owner().becomes(),
        )
    except Failure as failure:
        reasons = re.findall(r"(?:FATAL|PANIC): +(.*)", log.read_text()) if log.exists() else []
        if not reasons:
            raise
        raise Failure(f"PostgreSQL {arguments[0]}", reasons[-1], f"see {log}") from failure


def _pid_file() -> list[str] | None:
    """The lines of the running server's pid file: pid, folder, start, port … state."""
    pid_file = CLUSTER / "data" / "postmaster.pid"
    if not pid_file.exists():
        return None
    lines = pid_file.read_text().splitlines()
    return lines if lines and Path(f"/proc/{lines[0].strip()}").exists() else None


def _port_of_running() -> int | None:
    """The port of this checkout's server if it takes connections."""
    lines = _pid_file() if (CLUSTER / STAMP).exists() else None
    if lines is None or len(lines) < 8 or lines[7].strip() != "ready":
        return None
    port = int(lines[3])
    with socket.socket(socket.AF_UNIX) as client:
        reached = client.connect_ex(str(SOCKETS / f".s.PGSQL.{port}")) == 0
    return port if reached else None


def _owner() -> Owner:
    user = pwd.getpwnam(_server_user()) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return Owner(user.pw_name, user.pw_uid, user.pw_gid)


def _server_user() -> str:
    """The system user that Debian's package makes; made here where PostgreSQL came otherwise."""
    name = "postgres"
    try:
        pwd.getpwnam(name)
    except KeyError:
        run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
            subject=f"system user {name}",
            remedy=f"make it: useradd --system {name}",
        )
    return name


def _programs() -> Path:
    """The folder of the server's programs; PostgreSQL is installed if none is new enough."""
    found = _find_programs()
    if found is None:
        debian.install(["postgresql"])
        found = _find_programs()
    if found is None:
        raise Failure("postgresql", f"no PostgreSQL {_OLDEST} or newer", "install it and repeat")
    return found


def _find_programs() -> Path | None:
    by_version = {
        int(folder.parent.name): folder
        for folder in Path("/usr/lib/postgresql").glob("[0-9]*/bin")
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "psql"))
    }
    made_with = _made_with()
    if made_with in by_version:
        return by_version[made_with]
    newest = max(by_version, default=0)
    if newest >= _OLDEST:
        return by_version[newest]
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb and _major(Path(initdb)) >= _OLDEST else None


def _major(program: Path) -> int:
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)", done.stdout)
    return int(number[1]) if number else 0


def _made_with() -> int | None:
    version = CLUSTER / "data" / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def _check_version(programs: Path) -> None:
    made_with, is_ = _made_with(), _major(programs / "postgres")
    if made_with != is_:
        raise Failure(
            CLUSTER,
            f"was made by PostgreSQL {made_with}, this machine has {is_}",
            "remove the folder and repeat",
        )


def psql() -> str:
    """The client that belongs to the server."""
    return str(_programs() / "psql")
