"""Writing a frame to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import AfterValidator, Field

from ..durable import sync, told_if_full
from ..errors import FlowError, Interrupted
from ..messages import text
from ..options import Formats, Options, known_encoding


class FileWriter(Options):
    """Writes one file format. Its attributes are the `options` of a write step."""

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        """Write all rows to `path`, which does not exist, without holding them all."""
        raise NotImplementedError


FILE_WRITERS: Formats[FileWriter] = Formats()


@FILE_WRITERS.register("csv")
class CsvWriter(FileWriter):
    """With a header. A list becomes one text, separated by commas, as a flow reads it.

    `encoding`: a Python codec. `datetime_format`: of times, as `%Y-%m-%d %H:%M:%S`.
    """

    separator: Annotated[str, Field(min_length=1, max_length=1)] = ","
    encoding: Annotated[str, AfterValidator(known_encoding)] = "utf-8"
    datetime_format: str | None = None

    def write(self, frame: pl.LazyFrame, path: Path) -> None:
        if self.encoding == "utf-8":
            self._write(frame, path)
            return
        plain = path.with_name(f"{path.name}.utf-8")
        try:
            self._write(frame, plain)
            _recode(plain, path, self.encoding)
        finally:
            plain.unlink(missing_ok=True)

    def _write(self, frame: pl.LazyFrame, path: Path) -> None:
        schema = frame.collect_schema()
        lists = [name for name, dtype in schema.items() if isinstance(dtype, pl.List)]
        frame.with_columns(
            pl.col(lists).list.eval(pl.element().cast(pl.String)).list.join(",")
        ).sink_csv(path, separator=self.separator, datetime_format=self.datetime_format)


def _recode(source: Path, target: Path, encoding: str) -> None:
    """Copy a text in another encoding, line by line. Raises FlowError (path `options.encoding`)."""
    with (
        source.open(encoding="utf-8", newline="") as lines,
        target.open("w", encoding=encoding, newline="") as copy,
    ):
        number = 0
        try:
            for line in lines:
                number += 1
                copy.write(line)
        except UnicodeEncodeError as error:
            raise FlowError(
                "options.encoding",
                text(
                    "line %(number)s: %(object)s can't be written in %(encoding)s; use UTF-8.",
                    number=number,
                    object=repr(error.object[error.start]),
                    encoding=encoding,
                ),
            ) from error


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
    except FlowError:
        part.unlink(missing_ok=True)
        raise
    except (OSError, pl.exceptions.ComputeError) as error:
        part.unlink(missing_ok=True)
        raise FlowError(
            "path", text("%(name)s can't be written: %(error)s.", name=path.name, error=error)
        ) from error
