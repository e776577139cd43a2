"""Parquet."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from ..errors import FlowError
from ..messages import text
from .reader import READERS, Batch, Reader, Request, file_of


@READERS.register("parquet")
class ParquetReader(Reader):
    """Reads a Parquet file; its columns keep their types."""

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the number of rows that were read."""
        path = file_of(request)
        try:
            rows = pl.scan_parquet(path, glob=False, hive_partitioning=False)
            if request.columns is not None:
                rows = rows.select(request.columns)
            done = int(str(request.after or 0))
            frame = rows.slice(done, request.rows).collect()
            first = True
            while frame.height or first:
                done += frame.height
                yield Batch(frame, done)
                frame = rows.slice(done, request.rows).collect()
                first = False
        except pl.exceptions.ComputeError as error:
            raise FlowError(
                "path",
                text("%(name)s is no proper Parquet file: %(error)s.", name=path.name, error=error),
            ) from error
