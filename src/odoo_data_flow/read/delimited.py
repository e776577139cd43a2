"""CSV and TSV."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, TextIO

import polars as pl
from pydantic import AfterValidator, Field

from ..errors import FlowError
from ..rows import ROW
from .reader import READERS, BadRow, Batch, Reader, Request, file_of

_SEPARATORS = (",", ";", "\t", "|")
#: Encodings of old spreadsheets, tried in this order for the hint in the message.
_SUSPECTS = ("cp874", "cp1252", "latin-1")


def _known_encoding(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError as error:
        raise ValueError(f"there is no encoding {name!r}") from error
    # A byte order mark at the start is no part of the first column's name.
    return "utf-8-sig" if codec == "utf-8" else codec


Character = Annotated[str, Field(min_length=1, max_length=1)]
Encoding = Annotated[str, AfterValidator(_known_encoding)]


@READERS.register("csv")
class CsvReader(Reader):
    """Reads every value as text, so that nothing is guessed: `columns` gives types.

    `encoding`: a Python codec. `separator`: by default the one of `, ; tab |` that stands most
    often in the header. `quote`: null for none. `null_values`: texts that mean no value; an empty
    field always does. `skip_rows`: lines before the header.

    Python's own parser is used: those of polars and pyarrow fill short rows up or can't name the
    line, and pyarrow reserves a gigabyte of addresses, where a worker of Odoo has 2.5.
    """

    encoding: Encoding = "utf-8-sig"
    separator: Character | None = None
    quote: Character | None = '"'
    null_values: tuple[str, ...] = ()
    skip_rows: Annotated[int, Field(ge=0)] = 0

    def read(self, request: Request) -> Iterator[Batch]:
        path = file_of(request)
        try:
            with path.open(encoding=self.encoding, newline="") as file:
                rows = _Rows(file, self)
                try:
                    yield from self._batches(rows, path.name, request)
                except csv.Error as error:
                    raise FlowError(
                        "path", f"{path.name}, line {rows.line} is no proper CSV: {error}."
                    ) from error
        except UnicodeError as error:
            raise self._not_decodable(path) from error

    def _batches(self, rows: _Rows, file: str, request: Request) -> Iterator[Batch]:
        """`after` is the number of rows that were read."""
        _line, header = next(rows, (0, []))
        if not header:
            raise FlowError("path", f"{file} has no header; its first line names the columns.")
        twice = [name for name, count in Counter(header).items() if count > 1]
        if twice:
            raise FlowError(
                "path", f"{file} has the column {twice[0]!r} twice; make the names unique."
            )
        done = int(str(request.after or 0))
        for _row in islice(rows, done):
            pass
        names = [name for name in header if request.columns is None or name in request.columns]
        nulls = dict.fromkeys(["", *self.null_values])
        first = True
        while (chunk := list(islice(rows, request.rows))) or first:
            frame, bad = _batch(chunk, header, done, file)
            done += len(chunk)
            yield Batch(frame.select(ROW, pl.col(names).replace(nulls)), done, bad)
            first = False

    def _not_decodable(self, path: Path) -> FlowError:
        named = "UTF-8" if self.encoding == "utf-8-sig" else self.encoding
        sample = path.read_bytes()
        guess = next(name for name in _SUSPECTS if _decodes(sample, name))
        return FlowError(
            "options.encoding",
            f"{path.name} is not {named}; name its encoding here, it may be {guess}.",
        )


class _Rows(Iterator[tuple[int, list[str]]]):
    """The rows of an open file with the lines that they end on, header first, without blank
    lines.
    """

    def __init__(self, file: TextIO, options: CsvReader) -> None:
        self._skipped = options.skip_rows
        for _line in range(options.skip_rows):
            file.readline()
        start = file.tell()
        first = file.readline()
        file.seek(start)
        self._reader = csv.reader(
            file,
            delimiter=options.separator or max(_SEPARATORS, key=first.count),
            quotechar=options.quote,
            quoting=csv.QUOTE_MINIMAL if options.quote else csv.QUOTE_NONE,
            strict=True,
        )

    def __next__(self) -> tuple[int, list[str]]:
        while not (row := next(self._reader)):
            pass
        return self.line, row

    @property
    def line(self) -> int:
        """The line of the file that was read last, from 1."""
        return self._skipped + self._reader.line_num


def _batch(
    chunk: list[tuple[int, list[str]]], header: list[str], done: int, file: str
) -> tuple[pl.DataFrame, tuple[BadRow, ...]]:
    """A frame of text from rows as they stand, and the rows that are of another width."""
    width, bad, places = len(header), [], []
    whole = []
    for place, (line, row) in enumerate(chunk, start=done):
        if len(row) == width:
            whole.append(row)
            places.append(place)
            continue
        reason = (
            f"{file}, line {line} has {len(row)} fields, its header has {width}; "
            "correct the line, or quote the fields that hold the separator."
        )
        bad.append(BadRow(place, reason, tuple(row)))
    texts = zip(*whole, strict=True) if whole else ([] for _name in header)
    columns = [
        pl.Series(name, column, dtype=pl.String) for name, column in zip(header, texts, strict=True)
    ]
    return pl.DataFrame([pl.Series(ROW, places, dtype=pl.Int64), *columns]), tuple(bad)


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
