"""CSV and TSV."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from pathlib import Path
from typing import Annotated

import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
from pydantic import AfterValidator, Field

from ..errors import FlowError
from .reader import READERS, Reader

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
    """

    encoding: Encoding = "utf-8-sig"
    separator: Character | None = None
    quote: Character | None = '"'
    null_values: tuple[str, ...] = ()
    skip_rows: Annotated[int, Field(ge=0)] = 0

    def read(self, path: Path) -> pl.DataFrame:
        try:
            separator, header = self._dialect(path)
            return pl.DataFrame(self._table(path, separator, header))
        except UnicodeError as error:
            raise self._not_decodable(path) from error
        except pa.ArrowInvalid as error:
            raise FlowError("path", f"{path.name} is no proper CSV: {error}.") from error

    def _dialect(self, path: Path) -> tuple[str, list[str]]:
        """The separator and the names of the columns."""
        with path.open(encoding=self.encoding, newline="") as file:
            for _line in range(self.skip_rows):
                file.readline()
            start = file.tell()
            line = file.readline()
            separator = self.separator or max(_SEPARATORS, key=line.count)
            file.seek(start)
            rows = csv.reader(
                file,
                delimiter=separator,
                quotechar=self.quote,
                quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            )
            header = next(rows, [])
        if not header:
            raise FlowError("path", f"{path.name} has no header; its first line names the columns.")
        twice = [name for name, count in Counter(header).items() if count > 1]
        if twice:
            raise FlowError(
                "path", f"{path.name} has the column {twice[0]!r} twice; make the names unique."
            )
        return separator, header

    def _table(
        self, path: Path, separator: str, header: list[str], threads: bool = True
    ) -> pa.Table:
        try:
            return pa_csv.read_csv(
                path,
                read_options=pa_csv.ReadOptions(
                    encoding="utf8" if self.encoding == "utf-8-sig" else self.encoding,
                    use_threads=threads,
                    skip_rows=self.skip_rows,
                ),
                parse_options=pa_csv.ParseOptions(
                    delimiter=separator,
                    quote_char=self.quote or False,
                    newlines_in_values=self.quote is not None,
                ),
                convert_options=pa_csv.ConvertOptions(
                    column_types={name: pa.large_string() for name in header},
                    null_values=["", *self.null_values],
                    strings_can_be_null=True,
                ),
            )
        except pa.ArrowInvalid as error:
            if "invalid UTF8" in str(error):
                raise UnicodeError(str(error)) from error
            if not threads:
                raise
            # Only without threads does the parser know the row that it stumbled on.
            return self._table(path, separator, header, threads=False)

    def _not_decodable(self, path: Path) -> FlowError:
        named = "UTF-8" if self.encoding == "utf-8-sig" else self.encoding
        sample = path.read_bytes()
        guess = next(name for name in _SUSPECTS if _decodes(sample, name))
        return FlowError(
            "options.encoding",
            f"{path.name} is not {named}; name its encoding here, it may be {guess}.",
        )


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
