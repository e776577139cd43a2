"""Writing a frame to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import Field

from ..durable import sync, told_if_full
from ..errors import FlowError, Interrupted
from ..options import Formats, Options


class FileWriter(Options):
    """Writes one file format. Its attributes are the `options` of a write step."""

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        """Write all rows to `path`, which does not exist, without holding them all."""
        raise NotImplementedError


FILE_WRITERS: Formats[FileWriter] = Formats()


@FILE_WRITERS.register("csv")
class CsvWriter(FileWriter):
    """UTF-8, with a header. A list becomes one text, separated by commas, as a flow reads it."""

    separator: Annotated[str, Field(min_length=1, max_length=1)] = ","

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        schema = frame.collect_schema()
        lists = [name for name, dtype in schema.items() if isinstance(dtype, pl.List)]
        frame.with_columns(
            pl.col(lists).list.eval(pl.element().cast(pl.String)).list.join(",")
        ).sink_csv(path, separator=self.separator)


@FILE_WRITERS.register("parquet")
class ParquetWriter(FileWriter):
    """Parquet with zstd compression; columns keep their types."""

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        frame.sink_parquet(path)


@FILE_WRITERS.register("jsonl")
class JsonLinesWriter(FileWriter):
    """One JSON object per line."""

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        frame.sink_ndjson(path)


def write_file(frame: pl.LazyFrame, path: Path, writer: FileWriter) -> None:
    """Write the rows to `path`. A file that is there is replaced at once, or not at all.

    Raises FlowError (path `path`) if the file can't be written; Interrupted if there is no room.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with told_if_full(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            writer.write(frame, part)
            sync(part)
            os.replace(part, path)
            sync(path.parent)
    except Interrupted as error:
        part.unlink(missing_ok=True)
        raise error.within("path") from error
    except (OSError, pl.exceptions.ComputeError) as error:
        part.unlink(missing_ok=True)
        raise FlowError("path", f"{path.name} can't be written: {error}.") from error
