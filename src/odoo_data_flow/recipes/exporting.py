"""A model into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..client import Domain
from ..errors import FlowError
from ..flow import Flow, ReadStep, WriteStep
from .files import format_of, identifier, relative

#: Times as Odoo writes and reads them.
_TIMES = "%Y-%m-%d %H:%M:%S"


def export_flow(
    connection: str,
    model: str,
    fields: Sequence[str],
    domain: Domain,
    output: Path,
    base: Path,
    *,
    separator: str | None = None,
    encoding: str | None = None,
    archived: bool = False,
    lang: str | None = None,
    namespace: str | None = None,
    context: Mapping[str, Any] | None = None,
) -> Flow:
    """The flow that writes records to a file, for the folder `base`. Raises FlowError."""
    kind = format_of(output)
    options: dict[str, Any] = {}
    if kind == "csv":
        given = {"separator": separator, "encoding": encoding, "datetime_format": _TIMES}
        options = {name: value for name, value in given.items() if value is not None}
    elif kind not in ("parquet", "jsonl"):
        raise FlowError(str(output), "can only be read; export to .csv, .parquet or .jsonl.")
    elif separator or encoding:
        raise FlowError("--sep, --encoding", f"are of no use to {kind}; leave them out.")
    source = {
        "model": model,
        "fields": list(fields),
        "domain": domain.to_list(),
        "archived": archived,
        "lang": lang,
        "context": dict(context or {}),
        "namespace": namespace,
    }
    return Flow(
        name=f"export_{identifier(output.stem)}"[:63],
        title=f"{model} into {output.name}",
        steps=(
            ReadStep(
                name="read",
                format="odoo",
                connection=connection,
                options={name: value for name, value in source.items() if value},
            ),
            WriteStep(name="save", format=kind, path=relative(output, base), options=options),
        ),
    )
