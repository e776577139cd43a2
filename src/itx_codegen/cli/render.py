"""`itx render`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ..publish import write_folder, zip_bytes
from ..render import render as rendered
from .common import DocumentFile, Format, Output, read, show, told

Target = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="OUT", help="A file ending in .zip, or the folder to make."
    ),
]


def render(document: DocumentFile, target: Target, output: Format = Output.TEXT) -> None:
    """Write the module that a document describes, as a ZIP or as a folder."""
    with told(output):
        described = read(document)
        tree = rendered(described)
        result: dict[str, object] = {"output": str(target), "files": list(tree)}
        if target.suffix.lower() == ".zip":
            content = zip_bytes(tree, described.module.name)
            target.write_bytes(content)
            result["sha256"] = hashlib.sha256(content).hexdigest()
        else:
            write_folder(tree, target)
    if output is Output.JSON:
        show(result)
