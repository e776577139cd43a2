"""Starting a runner, and reading how far it is."""

import hashlib
import importlib.util
import json
import math
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

import odoo.release
from odoo.modules import Manifest
from odoo.tools import config

from itx_codegen.publish import write_folder
from itx_codegen.validate import Owner

from ..live.world import owner
from . import databases

_RUNNER = Path(__file__).with_name("runner.py")
_APPLY = Path(__file__).with_name("apply_live.py")
#: Seconds without a sign of life after which a runner is given up, and a folder removed.
_SILENCE, _FORGOTTEN = 60, 3 * 24 * 3600
_LOST = {
    "stage": "",
    "state": "failed",
    "message": "The program that did it has ended before its time.",
    "seconds": 0,
}
#: The step that is left out where pylint-odoo is not installed: it is a tool of developers.
LINTING = "asking pylint-odoo"
#: The variable by which the owner of the server says whose code may run on it.
PERMISSION = "ITX_MODULER_SCRATCH"


def permitted():
    """Return whose modules may be installed for trial: '' (nobody's), 'managers' or 'authors'.

    A module brings Python that runs as the server does. Only the owner of the server, who sets the
    variables of its environment, can allow that; no administrator of a database can.
    """
    value = os.environ.get(PERMISSION, "")
    return value if value in ("managers", "authors") else ""


def install(tree, name, depends, time_limit):
    """Start installing the files of a module with its tests; return (token, database)."""
    token, folder = _new_folder()
    write_folder(tree, folder / "addons" / name)
    database = databases.new_name(name)
    addon = str(folder / "addons" / name)
    steps = [
        *_lint(addon),
        {
            "name": f"installing {name} and running its tests",
            "arguments": [
                *("-d", database, "-i", name, "--test-tags", f"/{name}"),
                *("--stop-after-init", "--log-level=info"),
            ],
        },
    ]
    _start(folder, database, depends, steps, time_limit, [folder / "addons"], keep=False)
    return token, database


def apply(source, name, version, depends, password, time_limit):
    """Start bringing a document (as text) to life in a database that stays; return as `install`.

    `depends` holds the addons that can do so as well; `password` is for the user admin there.
    """
    token, folder = _new_folder()
    document = folder / "document.json"
    document.write_text(source, encoding="utf-8")
    database = databases.new_name(f"{name}_{version}")
    script = _APPLY.read_text(encoding="utf-8")
    step = {
        "name": f"bringing version {version} to life",
        "arguments": ["shell", "-d", database, "--log-level=warn"],
        "input": f"DOCUMENT, PASSWORD = {str(document)!r}, {password!r}\n{script}",
    }
    _start(folder, database, depends, [step], time_limit, [], keep=True)
    return token, database


def progress(token):
    """Return what the runner tells (see there), None where it has told nothing yet.

    One that has given no sign of life for a while has ended: with the machine, or by force.
    """
    file = _folder(token) / "progress.json"
    if not file.is_file():
        return _LOST if _age(_folder(token)) > _SILENCE else None
    told = json.loads(file.read_text(encoding="utf-8"))
    return {**told, **_LOST} if told["state"] == "running" and _age(file) > _SILENCE else told


def log(token):
    """Return what the programs have printed so far: step → text, in the order of the steps."""
    file = _folder(token) / "log.txt"
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    parts = re.split(r"^=== (.*)$\n?", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cancel(token):
    """Ask the runner to end; it does so within a second."""
    if _folder(token).is_dir():
        (_folder(token) / "cancel").touch()


def clean(token):
    """Remove the folder of a job that has ended."""
    shutil.rmtree(_folder(token), ignore_errors=True)


def clean_old():
    """Remove the folders of jobs that nobody has asked about for days."""
    for folder in _root().iterdir() if _root().is_dir() else ():
        if _age(folder) > _FORGOTTEN:
            shutil.rmtree(folder, ignore_errors=True)


def _age(path):
    """Return the seconds since a file or folder was changed; without end for one that is gone."""
    return time.time() - path.stat().st_mtime if path.exists() else math.inf


def template_for(depends):
    """Return (name of the template, modules in it) for what a module depends on.

    The name changes with Odoo and with any of these modules.
    """
    modules = sorted({"base", *depends})
    releases = [(name, _release(name)) for name in _all_below(modules)]
    digest = hashlib.sha256(json.dumps([odoo.release.version, releases]).encode()).hexdigest()
    return databases.template_name(digest[:16]), modules


def _all_below(modules):
    found, waiting = set(), list(modules)
    while waiting:
        name = waiting.pop()
        manifest = Manifest.for_addon(name, display_warning=False)
        if name not in found and manifest:
            waiting += manifest["depends"]
        found.add(name)
    return sorted(found)


def _release(name):
    """Return what tells one state of a module from another."""
    manifest = Manifest.for_addon(name, display_warning=False)
    if manifest is None:
        return ""
    if owner(name) is Owner.ODOO:
        return manifest["version"]
    # People change their own modules without a new release.
    times = [
        file.stat().st_mtime_ns
        for file in Path(manifest.path).rglob("*.[cpx]*")
        if file.suffix != ".pyc"
    ]
    return f"{manifest['version']} {max(times, default=0)}"


def _lint(addon):
    """Return the steps that look at the files: Odoo's schema, and pylint-odoo where it is."""
    schema = Path(odoo.tools.config.root_path, "import_xml.rng")
    check = Path(__file__).with_name("check_schema.py")
    yield {
        "name": "comparing the data files with Odoo's schema",
        "command": [sys.executable, str(check), str(schema), addon],
    }
    if importlib.util.find_spec("pylint_odoo") is None:
        return
    yield {
        "name": LINTING,
        "command": [
            *(sys.executable, "-m", "pylint", "--load-plugins=pylint_odoo", "--disable=all"),
            *("--enable=odoolint", "--valid-odoo-versions=19.0", "--score=n", addon),
            # Not the settings of a project around the folder.
            f"--rcfile={os.devnull}",
        ],
        "may_fail": True,
    }


def _start(folder, database, depends, steps, time_limit, addons, keep):
    template, modules = template_for(depends)
    paths = [*config["addons_path"], *map(str, addons)]
    server = [sys.executable, "-m", "odoo"]
    options = ["--addons-path", ",".join(paths), "--data-dir", config["data_dir"], "--no-http"]
    job = {
        "database": database,
        "keep": keep,
        "template": {"name": template, "modules": modules},
        "odoo": server,
        "options": options,
        "steps": steps,
        "time_limit": time_limit,
        "filestore": str(Path(config["data_dir"], "filestore")),
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    with (folder / "runner.txt").open("wb") as output:
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(_RUNNER), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=_environment(),
        )


def _environment():
    """Return the environment of the server, with what its configuration says of PostgreSQL."""
    settings = {
        "PGHOST": config["db_host"],
        "PGPORT": config["db_port"],
        "PGUSER": config["db_user"],
        "PGPASSWORD": config["db_password"],
    }
    told = {name: str(value) for name, value in settings.items() if value}
    path = os.pathsep.join(part for part in sys.path if part)
    inherited = {name: value for name, value in os.environ.items() if name != "PGDATABASE"}
    # A person's configuration file would bring the database of the server with it.
    return {**inherited, **told, "PYTHONPATH": path, "ODOO_RC": os.devnull}


def _new_folder():
    token = secrets.token_hex(8)
    folder = _folder(token)
    folder.mkdir(parents=True, mode=0o700)
    return token, folder


def _root():
    return Path(config["data_dir"], "itx_moduler_scratch").resolve()


def _folder(token):
    """Return the folder of a job; raise ValueError for a token that leads elsewhere."""
    root = _root()
    folder = (root / token).resolve()
    if folder == root or not folder.is_relative_to(root):
        raise ValueError(f"{token!r} is no token of a job")
    return folder
