"""JSON lines."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ..errors import FlowError
from .reader import READERS, Reader


@READERS.register("jsonl")
class JsonLinesReader(Reader):
    """Reads one JSON object per line. The types are those that hold for all lines."""

    def read(self, path: Path) -> pl.DataFrame:
        try:
            return pl.read_ndjson(path, infer_schema_length=None)
        except pl.exceptions.ComputeError as error:
            raise FlowError(
                "path", f"{path.name} is no proper JSON lines file: {error}."
            ) from error
