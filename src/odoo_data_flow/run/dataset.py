"""A frame as a run keeps it: Parquet parts in the order of their rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from ..errors import Blocked, FlowError
from ..messages import text
from ..rows import ROW, numbered


class Part(BaseModel):
    """One file of a package, its rows and its hash (sha256)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    rows: int
    sha256: str


class Dataset:
    """Parts of one frame. Their columns may differ in type as batches do; they are made equal."""

    def __init__(self, folder: Path, parts: Sequence[Part], name: str) -> None:
        self._folder = folder
        self._parts = tuple(parts)
        self._name = name

    @property
    def rows(self) -> int:
        """How many rows all parts have."""
        return sum(part.rows for part in self._parts)

    @property
    def contents(self) -> list[str]:
        """What tells these rows, in these parts, from others."""
        return [part.sha256 for part in self._parts]

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    @cached_property
    def schema(self) -> pl.Schema:
        """Columns and types that hold for all parts. Raises FlowError (empty path)."""
        empty = [pl.DataFrame(schema=self._scan(part).collect_schema()) for part in self._parts]
        try:
            common = pl.concat(empty, how="diagonal_relaxed").schema
        except pl.exceptions.PolarsError as error:
            raise self._unlike(str(error)) from error
        for part in empty:
            for column, dtype in part.schema.items():
                # polars finds a common type for them, and then can't convert to it.
                if dtype != pl.Null and dtype.is_nested() != common[column].is_nested():
                    raise self._unlike(
                        text(
                            "%(column)s is %(type)s in one, %(other)s for all",
                            column=repr(column),
                            type=dtype,
                            other=common[column],
                        )
                    )
        return common

    def _unlike(self, why: str) -> FlowError:
        return FlowError(
            "",
            text(
                "the batches of the frame %(name)s have columns of types that can't be brought "
                "together: %(why)s. Cast them in the script.",
                name=repr(self._name),
                why=why,
            ),
        )

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.schema.names()

    def lazy(self) -> pl.LazyFrame:
        """All rows, to be read when they are needed."""
        scans = [self._scan(part) for part in self._parts]
        return pl.concat([_alike(scan, scan.collect_schema(), self.schema) for scan in scans])

    def batches(self, first: int = 0) -> Iterator[pl.DataFrame]:
        """The parts from the `first` on, with the column ROW."""
        row = sum(part.rows for part in self._parts[:first])
        for part in self._parts[first:]:
            frame = self._read(part)
            alike = _alike(frame.lazy(), frame.schema, self.schema).collect()
            yield numbered(alike, row)
            row += part.rows

    def frames(self) -> Iterator[pl.DataFrame]:
        """The parts as they are."""
        for part in self._parts:
            yield self._read(part)

    def _scan(self, part: Part) -> pl.LazyFrame:
        # Names of folders are no patterns, whatever stands in them.
        return pl.scan_parquet(self._folder / part.file, glob=False)

    def _read(self, part: Part) -> pl.DataFrame:
        return pl.read_parquet(self._folder / part.file, memory_map=False, glob=False)

    def places(self) -> pl.Series:
        """The ROW of all its rows, where they are a list of these."""
        return pl.concat([pl.Series(ROW, [], dtype=pl.Int64), *(one[ROW] for one in self.frames())])

    def verify(self) -> None:
        """Raises Blocked (empty path) if a part is not as it was written."""
        for part in self._parts:
            path = self._folder / part.file
            if not path.is_file() or _sha256_of(path) != part.sha256:
                raise Blocked(
                    "",
                    text(
                        "%(path)s of the run that is to be resumed is damaged. Run the flow with "
                        "--restart to begin anew.",
                        path=path,
                    ),
                )

    def repeated(self, key: str, *, unqualified: bool = False) -> pl.Series:
        """ROW of all rows whose key (as text, without spaces around it) stands more than once.

        `unqualified`: what stands before the first dot doesn't count, because an external id may
        be written with and without its namespace; nor do case and leading zeros, which a
        destination may not tell apart. Only hashes of keys are held, 8 bytes each, so that two keys
        in 10**19 may be taken for equal; who writes looks at the keys themselves.
        """
        text = pl.col(key).cast(pl.String).str.strip_chars()
        if unqualified:
            text = text.str.replace(r"^[^.]*\.", "").str.to_lowercase().str.strip_chars_start("+0")
        hashes = (
            self.lazy()
            .select(pl.when(text.is_not_null() & (text != "")).then(text.hash(0)))
            .collect()
            .to_series()
            .alias("hash")
        )
        rows = pl.DataFrame({"hash": hashes, ROW: pl.int_range(len(hashes), eager=True)})
        return rows.drop_nulls().filter(pl.col("hash").is_duplicated())[ROW]

    def at(self, rows: pl.Series) -> pl.DataFrame:
        """The rows of these places, with the column ROW."""
        numbers = self.lazy().with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.Int64))
        return numbers.filter(pl.col(ROW).is_in(rows.implode())).collect()


def _alike(frame: pl.LazyFrame, own: pl.Schema, wanted: pl.Schema) -> pl.LazyFrame:
    if own == wanted:
        return frame
    return frame.select(
        (pl.col(name) if name in own else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in wanted.items()
    )


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        # hashlib.file_digest() would be this, but Python 3.10 has none.
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
