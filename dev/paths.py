"""Where everything of this checkout lives."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / ".runtime"
DIST = ROOT / "dist"

#: Compiled Python, also of sources that are not ours to write beside.
BYTECODE = RUNTIME / "bytecode"
UV = RUNTIME / "uv"
VENV = RUNTIME / "venv"
PYTHON = VENV / "bin" / "python"
ODOO = RUNTIME / "odoo"
#: Addons of the OCA that tests take in.
OCA = RUNTIME / "oca"
CLUSTER = RUNTIME / "pg"
#: The password that loopback asks for, as libpq reads it.
PGPASS = CLUSTER / "pgpass"
#: Odoo's own data (filestore, sessions).
DATA = RUNTIME / "data"
#: The folder that flows may read source files from.
FILES = RUNTIME / "files"
#: What secrets of connections are encrypted by, in the databases of this checkout.
SECRET_KEY = RUNTIME / "secret_key"
REPORTS = RUNTIME / "reports"
BENCH_RESULTS = RUNTIME / "bench"

#: Tells this checkout from another one on the same machine.
CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
#: A socket's path may have at most 107 bytes, so it can't stand below a checkout in a deep folder.
SOCKETS = Path("/tmp") / f"itx-moduler-{CHECKOUT_ID}"


def addons() -> list[Path]:
    """The addons of this repository, by name."""
    return sorted(manifest.parent for manifest in ROOT.glob("*/__manifest__.py"))
