"""How this project starts Odoo: every option that it needs is an environment variable.

So a person's own arguments stay as they are, and Odoo's subcommands (``shell``, ``db`` …) work
without any care.
"""

import base64
import os
import secrets
from pathlib import Path

from dev import cluster, odoo_source, python_env
from dev.failure import Failure
from dev.paths import DATA, FILES, PYTHON, ROOT, SECRET_KEY, addons
from dev.ports import free_port

LAUNCHER = ROOT / "dev" / "launch" / "odoo"


def ready(*more_addons: Path) -> dict[str, str]:
    """Set up and start what Odoo needs; return the environment that it runs in.

    ``ODOO_EXTRA_ADDONS`` (folders, divided by ``:``) and ``more_addons`` come last in the addons
    path.

    :raises Failure: when something can't be set up.
    """
    python_env.ensure()
    python_path = odoo_source.ensure()
    for folder in (DATA, files()):
        folder.mkdir(parents=True, exist_ok=True)
    # Odoo finds its own addons by itself.
    folders = [*([ROOT] if addons() else []), *_extra_addons(), *more_addons]
    # A person's own PGDATABASE and the like are about another server.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {
        **inherited,
        **cluster.ensure_running(),
        "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(python_path),
        # A person's own ~/.odoorc is about another Odoo.
        "ODOO_RC": os.environ.get("ODOO_RC", os.devnull),
        "ODOO_ADDONS_PATH": ",".join(map(str, folders)),
        "ODOO_DATA_DIR": str(DATA),
        "ODOO_HTTP_INTERFACE": "127.0.0.1",
        "ODOO_HTTP_PORT": os.environ.get("ODOO_HTTP_PORT") or str(free_port()),
        "ODF_DATA_DIR": str(files()),
        "ODF_SECRET_KEYS": os.environ.get("ODF_SECRET_KEYS") or _secret_key(),
        # Who works in this checkout owns the machine: flows may connect to it, and modules may be
        # installed for trial.
        "ODF_NETWORKS": os.environ.get("ODF_NETWORKS", "0.0.0.0/0,::/0"),
        "ITX_MODULER_SCRATCH": os.environ.get("ITX_MODULER_SCRATCH", "authors"),
        # What Odoo's server sets for itself, and pytest does not: without it each thread reserves
        # 64 MB of the address space that Odoo limits, and polars has many threads.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }


def command(*arguments: str) -> list[str]:
    """The command line that runs Odoo, in the environment of :func:`ready`."""
    return [str(PYTHON), str(LAUNCHER), *arguments]


def files() -> Path:
    """The folder that flows read files from; ``ODF_DATA_DIR`` names another."""
    return Path(os.environ.get("ODF_DATA_DIR") or FILES).expanduser().resolve()


def _secret_key() -> str:
    """The key of this checkout that secrets of connections are encrypted by, made when missing."""
    SECRET_KEY.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Only its owner reads it, from the first moment on.
        descriptor = os.open(SECRET_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)))
    return SECRET_KEY.read_text()


def _extra_addons() -> list[Path]:
    named = os.environ.get("ODOO_EXTRA_ADDONS", "")
    folders = [Path(name).expanduser().resolve() for name in named.split(os.pathsep) if name]
    for folder in folders:
        if not folder.is_dir():
            raise Failure(
                "ODOO_EXTRA_ADDONS", f"{folder} is no folder", "name folders that hold addons"
            )
    return folders
