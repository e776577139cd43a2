"""`itx render`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ..errors import DocumentError, Problem
from ..ir import Document
from ..messages import text
from ..migrate.version import ordinal
from ..publish import write_folder, zip_bytes
from ..render import render_module
from ..render_data import render_data
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


Bases = Annotated[
    list[Path] | None,
    typer.Option(
        "--base",
        metavar="OLD",
        help="The document of a version that was given away before: the module gets the scripts "
        "that upgrade from it. May be given several times.",
    ),
]


def render(
    document: DocumentFile,
    target: Target,
    bases: Bases = None,
    data: AsData = False,
    regenerate: Regenerate = False,
    output: Format = Output.TEXT,
) -> None:
    """Write the module that a document describes, as a ZIP or as a folder."""
    if data and bases:
        raise typer.BadParameter("a data module brings no scripts; leave out --base or --data.")
    with told(output):
        former = _read_all(bases or [])
        described = read(document, former[-1] if former else None)
        made = render_data(described) if data else render_module(described, regenerate, former)
        tree, limits = made
        result: dict[str, object] = {"output": str(target), "files": list(tree)}
        if data or bases:
            result["limits"] = [
                {"path": one.path, "attribute": one.attribute, "reason": str(one.reason)}
                for one in limits
            ]
        if target.suffix.lower() == ".zip":
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
    for file in sorted(files, key=lambda file: ordinal(_number(file))):
        found.append(read(file, found[-1] if found else None))
    return found


def _number(file: Path) -> str:
    """Return the version of a document; raise DocumentError where it is none."""
    number = read(file).module.version
    if not all(part.isdecimal() for part in number.split(".")):
        message = text("%(value)s is no version; write three numbers, as in 1.0.0.", value=number)
        raise DocumentError([Problem(f"{file}: module.version", message)])
    return number
