"""`itx render`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ..graduate import graduating
from ..ir import Document
from ..migrate.version import ordinal
from ..publish import write_folder, zip_bytes
from ..render import render_module
from ..render_data import render_data
from ..update import Place, Update, last_document, update_folder
from .common import DocumentFile, Format, Output, read, show, told

Target = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="OUT", help="A file ending in .zip, or the folder to make."
    ),
]


AsData = Annotated[
    bool,
    typer.Option(
        "--data", help="Without Python, for Odoo's own Import Module; says what is not in it."
    ),
]
Regenerate = Annotated[
    bool,
    typer.Option("--regenerate", help="Write anew what text that was taken in still says truly."),
]
Into = Annotated[
    bool,
    typer.Option(
        "--update",
        help="Into a folder under Git: the next time, what was edited there since then stays.",
    ),
]


Bases = Annotated[
    list[Path] | None,
    typer.Option(
        "--base",
        metavar="OLD",
        help="The document of a version that was given away before: the module gets the scripts "
        "that upgrade from it. May be given several times. With --update the newest is what the "
        "folder holds, if the folder doesn't tell.",
    ),
]


Graduate = Annotated[
    bool,
    typer.Option(
        "--graduate", help="With what takes over the app that lives as described in a database."
    ),
]


def render(
    document: DocumentFile,
    target: Target,
    bases: Bases = None,
    data: AsData = False,
    regenerate: Regenerate = False,
    update: Into = False,
    graduate: Graduate = False,
    output: Format = Output.TEXT,
) -> None:
    """Write the module that a document describes, as a ZIP or as a folder."""
    zipped = target.suffix.lower() == ".zip"
    if data and bases:
        raise typer.BadParameter("a data module brings no scripts; leave out --base or --data.")
    if update and (zipped or data or regenerate):
        raise typer.BadParameter("--update goes with a folder; leave out --data and --regenerate.")
    if graduate and (data or update):
        raise typer.BadParameter("--graduate is for a whole module; leave out --data and --update.")
    with told(output):
        former = _read_all(bases or [])
        if update:
            last = last_document(target) or (former[-1] if former else None)
            _tell(target, update_folder(read(document, last), target, former), output)
            return
        described = read(document, former[-1] if former else None)
        made = render_data(described) if data else render_module(described, regenerate, former)
        tree, limits = made
        if graduate:
            tree = graduating(tree, described)
        result: dict[str, object] = {"output": str(target), "files": list(tree)}
        if data or bases:
            result["limits"] = [
                {"path": one.path, "attribute": one.attribute, "reason": str(one.reason)}
                for one in limits
            ]
        if zipped:
            content = zip_bytes(tree, described.module.name)
            target.write_bytes(content)
            result["sha256"] = hashlib.sha256(content).hexdigest()
        else:
            write_folder(tree, target)
    if output is Output.JSON:
        show(result)
    else:
        for limit in limits:
            typer.echo(f"{limit.place}: {limit.reason}")


def _read_all(files: list[Path]) -> list[Document]:
    """Return documents by version, each with the uids of the one before where it says none."""
    found: list[Document] = []
    for file in sorted(files, key=lambda file: ordinal(read(file).module.version)):
        found.append(read(file, found[-1] if found else None))
    return found


def _tell(folder: Path, done: Update, output: Output) -> None:
    """Tell what was done to a folder; status 1 where conflicts are left."""
    if output is Output.JSON:
        show(
            {
                "output": str(folder),
                "written": list(done.written),
                "removed": list(done.removed),
                "limits": [
                    {"path": one.path, "attribute": one.attribute, "reason": str(one.reason)}
                    for one in done.limits
                ],
                "conflicts": _places(done.conflicts),
                "remarks": _places(done.remarks),
            }
        )
    else:
        for verb, paths in (("written", done.written), ("removed", done.removed)):
            for path in paths:
                typer.echo(f"{verb}: {path}")
        for limit in done.limits:
            typer.echo(f"{limit.place}: {limit.reason}")
        for remark in done.remarks:
            typer.echo(f"{remark.place}: {remark.message}")
        for conflict in done.conflicts:
            print(f"{conflict.place}: {conflict.message}", file=sys.stderr)
    if done.conflicts:
        raise typer.Exit(1)


def _places(places: Iterable[Place]) -> list[dict[str, object]]:
    return [{"path": one.path, "line": one.line, "message": str(one.message)} for one in places]
