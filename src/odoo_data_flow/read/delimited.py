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
from .reader import READERS, Reader

_SEPARATORS = (",", ";", "\t", "|")
#: Encodings of old spreadsheets, tried in this order for the hint in the message.
_SUSPECTS = ("cp874", "cp1252", "latin-1")
#: Rows that are Python objects at the same time.
_CHUNK = 20_000


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

    def read(self, path: Path) -> pl.DataFrame:
        try:
            with path.open(encoding=self.encoding, newline="") as file:
                rows = _Rows(file, self)
                try:
                    return self._frame(rows, path.name)
                except csv.Error as error:
                    raise FlowError(
                        "path", f"{path.name}, line {rows.line} is no proper CSV: {error}."
                    ) from error
        except UnicodeError as error:
            raise self._not_decodable(path) from error

    def _frame(self, rows: _Rows, file: str) -> pl.DataFrame:
        header = next(rows, [])
        if not header:
            raise FlowError("path", f"{file} has no header; its first line names the columns.")
        twice = [name for name, count in Counter(header).items() if count > 1]
        if twice:
            raise FlowError(
                "path", f"{file} has the column {twice[0]!r} twice; make the names unique."
            )
        parts = [pl.DataFrame(schema=dict.fromkeys(header, pl.String))]
        whole = _of_width(rows, len(header), file)
        while chunk := list(islice(whole, _CHUNK)):
            columns = zip(header, zip(*chunk, strict=True), strict=True)
            parts.append(pl.DataFrame([pl.Series(*column, dtype=pl.String) for column in columns]))
        nulls = dict.fromkeys(["", *self.null_values])
        return pl.concat(parts).with_columns(pl.all().replace(nulls))

    def _not_decodable(self, path: Path) -> FlowError:
        named = "UTF-8" if self.encoding == "utf-8-sig" else self.encoding
        sample = path.read_bytes()
        guess = next(name for name in _SUSPECTS if _decodes(sample, name))
        return FlowError(
            "options.encoding",
            f"{path.name} is not {named}; name its encoding here, it may be {guess}.",
        )


class _Rows(Iterator[list[str]]):
    """The rows of an open file, header first, without blank lines; knows its line."""

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

    def __next__(self) -> list[str]:
        while not (row := next(self._reader)):
            pass
        return row

    @property
    def line(self) -> int:
        """The line of the file that was read last, from 1."""
        return self._skipped + self._reader.line_num


def _of_width(rows: _Rows, width: int, file: str) -> Iterator[list[str]]:
    for row in rows:
        if len(row) != width:
            raise FlowError(
                "path",
                f"{file}, line {rows.line} has {len(row)} fields, its header has {width}; "
                "correct the line, or quote the fields that hold the separator.",
            )
        yield row


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
