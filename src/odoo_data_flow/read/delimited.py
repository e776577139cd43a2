"""CSV and TSV."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, TextIO

import polars as pl
from pydantic import AfterValidator, Field

from ..errors import FlowError
from ..messages import text
from ..options import known_encoding
from ..rows import ROW
from .dialect import dialect_of
from .encoding import encoding_of
from .reader import READERS, BadRow, Batch, Reader, Request, file_of

#: Characters at the beginning of a file that its dialect is found in.
_BEGINNING = 1 << 16
_BREAK = re.compile(r"\r\n|\r|\n")
# The module's limit is one for the whole process. A picture in a field is larger; Odoo allows as
# much.
csv.field_size_limit(max(csv.field_size_limit(), 500 * 1024**2))


def _read_encoding(name: str) -> str:
    codec = known_encoding(name)
    # A byte order mark at the start is no part of the first column's name.
    return "utf-8-sig" if codec == "utf-8" else codec


Character = Annotated[str, Field(min_length=1, max_length=1)]
Encoding = Annotated[str, AfterValidator(_read_encoding)]


@READERS.register("csv")
class CsvReader(Reader):
    """Reads every value as text, so that nothing is guessed: `columns` gives types.

    `encoding`: a Python codec. `separator`, `quote`: one character each; `quote` null: none. What
    is not given is found out, see `encoding_of` and `dialect_of`. `null_values`: texts that mean no
    value; an empty field always does. `skip_rows`: lines before the header.

    Python's own parser is used: those of polars and pyarrow fill short rows up or can't name the
    line, and pyarrow reserves a gigabyte of addresses, where a worker of Odoo has 2.5.
    """

    encoding: Encoding | None = None
    separator: Character | None = None
    quote: Character | Literal["auto"] | None = "auto"
    null_values: tuple[str, ...] = ()
    skip_rows: Annotated[int, Field(ge=0)] = 0

    def settled(self, request: Request) -> CsvReader:
        """With encoding, separator and quote as they are in the file."""
        path = file_of(request)
        encoding = self.encoding or encoding_of(path)
        if self.separator and self.quote != "auto":
            return self.model_copy(update={"encoding": encoding})
        with self._opened(path, encoding) as file:
            for _line in range(self.skip_rows):
                file.readline()
            text = file.read(_BEGINNING)
        if len(text) == _BEGINNING:
            text = text[: text.rfind("\n") + 1] or text
        dialect = dialect_of(
            text,
            path.name,
            (self.separator,) if self.separator else (),
            () if self.quote == "auto" else (self.quote,),
        )
        return self.model_copy(update={"encoding": encoding, **dialect._asdict()})

    def read(self, request: Request) -> Iterator[Batch]:
        reader, path = self.settled(request), file_of(request)
        with self._opened(path, reader.encoding or "") as file:
            rows = _Rows(file, reader)
            try:
                yield from self._batches(rows, path.name, request)
            except csv.Error as error:
                raise FlowError(
                    "path",
                    text(
                        "%(name)s, line %(line)s is no proper CSV: %(error)s.",
                        name=path.name,
                        line=rows.line,
                        error=error,
                    ),
                ) from error

    @contextmanager
    def _opened(self, path: Path, encoding: str) -> Iterator[TextIO]:
        try:
            with path.open(encoding=encoding, newline="") as file:
                yield file
        except UnicodeError as error:
            raise _not_decodable(path, encoding) from error

    def _batches(self, rows: _Rows, file: str, request: Request) -> Iterator[Batch]:
        """`after` is how many rows, and how many of them not blank, were read behind the header."""
        header = rows.header()
        if not header:
            raise FlowError(
                "path", text("%(file)s has no header; its first line names the columns.", file=file)
            )
        twice = [name for name, count in Counter(header).items() if count > 1]
        if twice:
            raise FlowError(
                "path",
                text(
                    "%(file)s has the column %(column)s twice; make the names unique.",
                    file=file,
                    column=repr(twice[0]),
                ),
            )
        if "" in header:
            raise FlowError(
                "path",
                text(
                    "%(file)s: column %(number)s has no name; give it one, or take it out.",
                    file=file,
                    number=header.index("") + 1,
                ),
            )
        taken, done = request.after if isinstance(request.after, list) else (0, 0)
        rows.skip(int(str(taken)))
        place = int(str(done))
        names = [name for name in header if request.columns is None or name in request.columns]
        nulls = dict.fromkeys(["", *self.null_values])
        first = True
        line = rows.line
        while (chunk := rows.take(request.rows)) or first:
            frame, bad = _batch(chunk, header, place, line, file)
            place += frame.height + len(bad)
            line = rows.line
            columns = frame.select(ROW, pl.col(names).replace(nulls))
            yield Batch(columns, [rows.taken, place], bad)
            first = False


def _not_decodable(path: Path, encoding: str) -> FlowError:
    named = "UTF-8" if encoding == "utf-8-sig" else encoding
    sample = path.read_bytes()
    line = 1
    try:
        sample.decode(encoding)
    except UnicodeDecodeError as error:
        line += sample.count(b"\n", 0, error.start)
    where = text(
        "%(file)s, line %(line)s is not %(encoding)s", file=path.name, line=line, encoding=named
    )
    try:
        found = encoding_of(path)
    except FlowError as error:
        return FlowError(
            error.path, text("%(where)s. %(message)s", where=where, message=error.message)
        )
    if found == encoding:
        return FlowError(
            "path", text("%(where)s, as the rest of the file is; correct that line.", where=where)
        )
    known = "UTF-8" if found == "utf-8-sig" else found
    return FlowError(
        "options.encoding",
        text("%(where)s; by its words the file is %(known)s.", where=where, known=known),
    )


class _Rows:
    """The rows of an open file. In pieces, because a step of Python for each would cost more than
    all the rest.
    """

    def __init__(self, file: TextIO, options: CsvReader) -> None:
        self._skipped = options.skip_rows
        for _line in range(options.skip_rows):
            file.readline()
        self._reader = csv.reader(
            file,
            delimiter=options.separator or ",",
            quotechar=options.quote,
            quoting=csv.QUOTE_MINIMAL if options.quote else csv.QUOTE_NONE,
            strict=True,
        )
        #: Rows behind the header that were taken, blank ones too.
        self.taken = 0

    def header(self) -> list[str]:
        """The first row that is not blank; empty if there is none."""
        return next(filter(None, self._reader), [])

    def skip(self, count: int) -> None:
        """Pass over rows."""
        deque(islice(self._reader, count), maxlen=0)
        self.taken += count

    def take(self, count: int) -> list[list[str]]:
        """The next rows; a blank one has no field."""
        rows = list(islice(self._reader, count))
        self.taken += len(rows)
        return rows

    @property
    def line(self) -> int:
        """The line of the file that was read last, from 1."""
        return self._skipped + self._reader.line_num


def _batch(
    chunk: list[list[str]], header: list[str], place: int, line: int, file: str
) -> tuple[pl.DataFrame, tuple[BadRow, ...]]:
    """A frame of text from rows as they stand, and the rows that are of another width.

    `place`: of the first row; `line`: the last one before it.
    """
    width = len(header)
    rows = list(filter(None, chunk))
    places = list(range(place, place + len(rows)))
    bad: list[BadRow] = []
    if not set(map(len, rows)) <= {width}:
        ends = _lines(chunk, line)
        for own, row, end in zip(places, rows, ends, strict=True):
            if len(row) != width:
                reason = text(
                    "%(file)s, line %(line)s has %(fields)s fields, its header has %(width)s; "
                    "correct the line, or quote the fields that hold the separator.",
                    file=file,
                    line=end,
                    fields=len(row),
                    width=width,
                )
                bad.append(BadRow(own, reason, tuple(row)))
        places = [own for own, row in zip(places, rows, strict=True) if len(row) == width]
        rows = [row for row in rows if len(row) == width]
    texts = zip(*rows, strict=True) if rows else ([] for _name in header)
    columns = [
        pl.Series(name, column, dtype=pl.String) for name, column in zip(header, texts, strict=True)
    ]
    return pl.DataFrame([pl.Series(ROW, places, dtype=pl.Int64), *columns]), tuple(bad)


def _lines(chunk: list[list[str]], line: int) -> list[int]:
    """The lines on which the rows that are not blank end."""
    ends = []
    for row in chunk:
        line += 1 + sum(len(_BREAK.findall(field)) for field in row)
        if row:
            ends.append(line)
    return ends


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
