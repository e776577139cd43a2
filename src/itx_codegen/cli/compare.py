"""`itx diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..diff import diff
from .common import Format, Output, read, show, told

Before = Annotated[Path, typer.Argument(metavar="A", help="The earlier document.")]
After = Annotated[Path, typer.Argument(metavar="B", help="The later document.")]


def compare(before: Before, after: After, output: Format = Output.TEXT) -> None:
    """Tell what changed from one document to another. An element keeps its identity by its uid."""
    with told(output):
        earlier = read(before)
        operations = diff(earlier, read(after, base=earlier))
    if output is Output.JSON:
        show(
            [
                {**operation.model_dump(mode="json"), "description": operation.describe()}
                for operation in operations
            ]
        )
    else:
        for operation in operations:
            print(operation.describe())
