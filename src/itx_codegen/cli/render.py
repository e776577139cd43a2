"""`itx render`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ..publish import write_folder, zip_bytes
from ..render import render as rendered
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


def render(
    document: DocumentFile,
    target: Target,
    data: AsData = False,
    regenerate: Regenerate = False,
    output: Format = Output.TEXT,
) -> None:
    """Write the module that a document describes, as a ZIP or as a folder."""
    with told(output):
        described = read(document)
        tree, limits = render_data(described) if data else (rendered(described, regenerate), ())
        result: dict[str, object] = {"output": str(target), "files": list(tree)}
        if data:
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
