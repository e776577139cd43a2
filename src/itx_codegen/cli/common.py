"""What the commands share: reading documents, telling problems."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from ..errors import DocumentError, Problem, ProblemsError
from ..ir import Document, loads


class Output(str, Enum):
    """What a result is printed as."""

    TEXT = "text"
    JSON = "json"


DocumentFile = Annotated[
    Path, typer.Argument(metavar="DOC", help="A module document: a JSON file.")
]
Format = Annotated[Output, typer.Option("--format", help="How the result is printed.")]


def read(file: Path, base: Document | None = None) -> Document:
    """Return the document in a file; raise DocumentError for what is wrong with either."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError([Problem(str(file), f"{error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise DocumentError(
            [Problem(str(file), "it is no UTF-8 text; save it as such.")]
        ) from error
    return loads(text, base)


@contextmanager
def told(output: Output = Output.TEXT) -> Iterator[None]:
    """Turn what goes wrong inside into lines on stderr (JSON: a list on stdout) and status 1."""
    try:
        yield
    except ProblemsError as error:
        problems = error.problems
        if output is Output.JSON:
            show([{"path": one.path, "message": str(one.message)} for one in problems])
        else:
            for problem in problems:
                print(problem, file=sys.stderr)
        raise typer.Exit(1) from error
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        raise typer.Exit(1) from error


def show(value: object) -> None:
    """Print JSON for another program."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
