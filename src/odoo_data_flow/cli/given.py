"""Options of `import`, `export`, `migrate` and `write`, as users of other tools know them."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from ..client import Domain
from ..durable import write_whole
from ..errors import FlowError
from ..flow import Flow, dump_flow

#: What is written to many records at once need not be told to their followers, one by one.
QUIET = "{'tracking_disable': True}"

ConnectionName = Annotated[
    str,
    typer.Option("--connection", metavar="NAME", help="The connection: ODF_<NAME>_URL and so on."),
]
ModelName = Annotated[str, typer.Option("--model", help="The model, such as res.partner.")]
Separator = Annotated[
    str | None,
    typer.Option("--sep", "-s", help="What separates the fields of a CSV file."),
]
Encoding = Annotated[
    str | None, typer.Option(help="The encoding of a CSV file; found out by default.")
]
Context = Annotated[
    str, typer.Option(help="A context for the server: a dictionary, as Python or JSON writes it.")
]
SaveFlow = Annotated[
    Path | None,
    typer.Option(
        "--save-flow",
        metavar="FILE",
        help="Write the flow of this command to FILE, for `odf run`, instead of running it.",
    ),
]


def context_of(text: str) -> dict[str, Any]:
    """A context. Raises BadParameter."""
    try:
        try:
            found = json.loads(text)
        except ValueError:
            found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise typer.BadParameter(
            f"{text!r} is no dictionary; write it like {{'lang': 'fr_FR'}}.",
            param_hint="--context",
        )
    return found


def domain_of(text: str) -> Domain:
    """A domain. Raises BadParameter."""
    try:
        return Domain.parse_text(text)
    except FlowError as error:
        raise typer.BadParameter(error.message, param_hint="--domain") from error


def names_of(text: str | None) -> tuple[str, ...]:
    """Names that are separated by commas."""
    return tuple(name for name in map(str.strip, (text or "").split(",")) if name)


def base_of(path: Path, save_flow: Path | None) -> Path:
    """The folder that paths of a flow are relative to: of the flow, else of its file."""
    return (save_flow or path).parent


def save(flow: Flow, path: Path) -> None:
    """Write the document of a flow for people to go on from."""
    document = dump_flow(flow)
    if path.suffix == ".json":
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    else:
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)
    write_whole(path, text.encode())
    print(f"Saved. Run it by: odf run {path}", file=sys.stderr)


def folder_of(base: Path, flow: Flow, *places: str) -> Path:
    """The working folder of a command that has no flow of its own. `places`: what it connects."""
    digest = hashlib.sha256("\n".join(places).encode()).hexdigest()[:8]
    return base / ".odf" / f"{flow.name}-{digest}"
