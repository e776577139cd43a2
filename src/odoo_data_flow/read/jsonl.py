"""JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import polars as pl

from ..errors import FlowError
from .reader import READERS, Batch, Reader, Request, file_of


@READERS.register("jsonl")
class JsonLinesReader(Reader):
    """Reads one JSON object per line. The types are those that hold for all lines."""

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the number of lines that were read."""
        path = file_of(request)
        try:
            # A first pass over the whole file, because the last line may be the odd one.
            schema = pl.scan_ndjson(path, infer_schema_length=None).collect_schema()
            names = [n for n in schema if request.columns is None or n in request.columns]
            done = int(str(request.after or 0))
            with path.open("rb") as file:
                lines = (line for line in file if not line.isspace())
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
        except pl.exceptions.ComputeError as error:
            raise FlowError(
                "path", f"{path.name} is no proper JSON lines file: {error}."
            ) from error
