"""JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from glob import escape
from io import BytesIO
from itertools import islice

import polars as pl

from ..errors import FlowError
from ..messages import text
from .reader import READERS, Batch, Reader, Request, file_of


@READERS.register("jsonl")
class JsonLinesReader(Reader):
    """Reads one JSON object per line. The types are those that hold for all lines.

    `false` where a column holds anything but booleans is no value: so Odoo tells it.
    """

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the number of lines that were read."""
        path = file_of(request)
        try:
            # A first pass over the whole file, because the last line may be the odd one.
            schema = pl.scan_ndjson(escape(str(path)), infer_schema_length=None).collect_schema()
            plain = [name for name, dtype in schema.items() if dtype != pl.Boolean]
            names = [n for n in schema if request.columns is None or n in request.columns]
            done = int(str(request.after or 0))
            with path.open("rb") as file:
                lines = (_without_false(line, plain) for line in file if not line.isspace())
                for _line in islice(lines, done):
                    pass
                first = True
                while (chunk := list(islice(lines, request.rows))) or first:
                    frame = (
                        pl.read_ndjson(BytesIO(b"".join(chunk)), schema=schema)
                        if chunk
                        else pl.DataFrame(schema=schema)
                    )
                    done += len(chunk)
                    yield Batch(frame.select(names), done)
                    first = False
        except pl.exceptions.PolarsError as error:
            raise FlowError(
                "path",
                text(
                    "%(name)s is no proper JSON lines file: %(error)s.", name=path.name, error=error
                ),
            ) from error


def _without_false(line: bytes, plain: Sequence[str]) -> bytes:
    """The line, with null instead of false in these columns."""
    if b"false" not in line:
        return line
    row = json.loads(line)
    return (
        json.dumps(
            {
                name: None if value is False and name in plain else value
                for name, value in row.items()
            }
        ).encode()
        + b"\n"
    )
