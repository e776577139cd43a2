"""Databases with Odoo in them: a template per state of the addons, and quick clones of it."""

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path

from dev import cluster, odoo_process, odoo_source
from dev.building import digest, digest_of_files, locked, say
from dev.failure import Failure, run
from dev.paths import DATA, REPORTS, ROOT, addons

#: The addons that a template holds, as far as they are in the checkout.
PRODUCT = ("itx_moduler", "odf_core", "odf_ui_builder")
#: Modules of Odoo that the addons use where they find them; `base_automation` brings `mail`.
_BESIDE = ("base_automation",)
_TEMPLATE = "template_addons_"
_BASE = "template_odoo_"
_OF_TRIALS = "itx_scratch_template_"
_LOG = "see .runtime/pg/log"
FILESTORE = DATA / "filestore"


def installed_addons() -> list[str]:
    """The names of the addons that a template holds."""
    present = {addon.name for addon in addons()}
    return [name for name in PRODUCT if name in present]


def template() -> str:
    """Return the template of the addons as they are now, built if missing; drop older ones.

    :raises Failure: when the addons don't install.
    """
    with locked("template"):
        return _template()


def clone(name: str) -> None:
    """Make the database ``name`` as a copy of the template, in the place of an older one.

    :raises Failure: when someone is connected to the older one, or the addons don't install.
    """
    # Nobody may drop the template between the two steps.
    with locked("template"):
        source = _template()
        drop(name)
        copy(source, name)


def fresh(name: str, modules: list[str]) -> None:
    """Make the database ``name`` from nothing, in the place of an older one, with some modules.

    :raises Failure: when they don't install.
    """
    drop(name)
    install(name, modules)


def drop(name: str) -> None:
    """Drop the database ``name`` and its files, if it is there."""
    # Only the superuser may also end what the server itself does there, such as a vacuum.
    _pg("dropdb", "--if-exists", "--force", name, user=cluster.SUPERUSER)
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def names() -> list[str]:
    """The names of all databases."""
    listed = _pg(
        "psql", "-AtXc", "SELECT datname FROM pg_database WHERE NOT datistemplate", "postgres"
    )
    return listed.split()


def _template() -> str:
    name = f"{_TEMPLATE}{digest_of_addons()}"
    existing = names()
    stale = [old for old in existing if old.startswith(_TEMPLATE) and old != name]
    if name not in existing:
        base = _base(existing)
        _make(name, base, installed_addons())
        # Those that the product itself has made of other states of the addons.
        stale += [old for old in existing if old.startswith(_OF_TRIALS)]
    for old in stale:
        drop(old)
    return name


def _base(existing: list[str]) -> str:
    """A database with Odoo's own modules that the addons need; it outlives a change of these."""
    own = {addon.name for addon in addons()}
    needed = sorted(
        {name for addon in installed_addons() for name in _depends(ROOT / addon)} - own
        | {"web", *_BESIDE}
    )
    environment = odoo_process.ready()
    name = f"{_BASE}{digest(needed, odoo_source.identity(Path(environment['PYTHONPATH'])))}"
    if name not in existing:
        _make(name, None, needed)
    for old in existing:
        if old.startswith(_BASE) and old != name:
            drop(old)
    return name


def _make(name: str, source: str | None, modules: list[str]) -> None:
    """Install ``modules`` in a copy of ``source``, under another name until all is well."""
    growing = f"{name}_growing"
    drop(growing)
    if source:
        copy(source, growing)
    if modules:
        say(f"installing {', '.join(modules)} in a template database …")
        install(growing, modules)
    shutil.rmtree(FILESTORE / name, ignore_errors=True)
    if (FILESTORE / growing).exists():
        (FILESTORE / growing).rename(FILESTORE / name)
    _pg("psql", "-qXc", f'ALTER DATABASE "{growing}" RENAME TO "{name}"', "postgres")


def install(database: str, modules: list[str], *more_addons: Path) -> None:
    """Install modules in a database, which is made if it is missing.

    :param more_addons: folders that come last in the addons path.
    :raises Failure: naming the log, when Odoo reports an error.
    """
    REPORTS.mkdir(parents=True, exist_ok=True)
    log = REPORTS / f"install-{database}.log"
    command = odoo_process.command(
        "-d", database, "-i", ",".join(modules), "--stop-after-init", "--no-http"
    )
    with log.open("w") as output:
        done = subprocess.run(
            command,
            env=odoo_process.ready(*more_addons),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    cause = first_error(log.read_text())
    if done.returncode or cause:
        cause = cause or f"Odoo ended with status {done.returncode}"
        raise Failure(", ".join(modules), cause, f"see {log}")
    log.unlink()


def first_error(log: str) -> str | None:
    """What Odoo complained of first in a log. It goes on after some errors, and ends with 0."""
    # A record of the log is all lines up to the next one that begins with a date.
    records = re.split(r"\n(?=\d{4}-\d\d-\d\d )", log)
    errors = [record.strip() for record in records if re.match(r"\S+ \S+ \d+ (ERROR|CRIT)", record)]
    if not errors:
        return None
    complaint = errors[0].splitlines()[0].partition(": ")[2]
    raised = [error.splitlines()[-1] for error in errors if "Traceback" in error]
    return ": ".join([complaint.strip(), *raised[:1]])


def copy(source: str, name: str) -> None:
    """Make the database ``name``, which must not be there, as a copy of another with its files."""
    _pg("createdb", "--template", source, name)
    target = FILESTORE / name
    shutil.rmtree(target, ignore_errors=True)
    if (FILESTORE / source).exists():
        # Files there are named by their content and never change.
        shutil.copytree(FILESTORE / source, target, copy_function=os.link)


def digest_of_addons() -> str:
    """A hash of all files that what is installed depends on; tests are not among them."""
    folders = [ROOT / name for name in (*installed_addons(), "src", "codegen_templates")]
    files = [
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and not {"__pycache__", "tests"} & set(file.relative_to(ROOT).parts)
    ]
    python_path = Path(odoo_process.ready()["PYTHONPATH"])
    return digest(digest_of_files(files, ROOT), odoo_source.identity(python_path))


def _depends(addon: Path) -> list[str]:
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
    return list(manifest.get("depends", []))


def _pg(program: str, *arguments: str, user: str = cluster.ROLE) -> str:
    environment = {**odoo_process.ready(), "PGUSER": user}
    return run([program, *arguments], subject=program, remedy=_LOG, env=environment).stdout
