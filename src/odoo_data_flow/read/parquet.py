"""Parquet."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ..errors import FlowError
from .reader import READERS, Reader


@READERS.register("parquet")
class ParquetReader(Reader):
    """Reads a Parquet file; its columns keep their types."""

    def read(self, path: Path) -> pl.DataFrame:
        try:
            return pl.read_parquet(path)
        except pl.exceptions.ComputeError as error:
            raise FlowError("path", f"{path.name} is no proper Parquet file: {error}.") from error
