"""Files that commands are given: their formats, their columns, and names made of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import FlowError
from ..read import READERS, Request
from ..rows import ROW

#: How a file name ends → format.
_FORMATS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".ods": "ods",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
#: Option of a reader → what gives it on the command line.
_GIVEN_BY = {"options.encoding": "--encoding", "options.separator": "--sep"}


@dataclass(frozen=True)
class SourceFile:
    """A file to load. `options`: of its reader."""

    path: Path
    format: str
    options: dict[str, Any]

    @classmethod
    def of(cls, path: Path, separator: str | None, encoding: str | None) -> SourceFile:
        """The file of a path, by its ending. Raises FlowError."""
        kind = format_of(path)
        given = {"separator": separator, "encoding": encoding}
        options = {name: value for name, value in given.items() if value is not None}
        return cls(path, kind, options)

    def columns(self) -> list[str]:
        """The names of its columns. Raises FlowError."""
        try:
            reader = READERS.make(self.format, self.options)
            batch = next(iter(reader.read(Request(self.path, rows=1))))
        except FlowError as error:
            # What is wrong with the file itself names it already.
            where = _GIVEN_BY.get(error.path, "" if error.path == "path" else str(self.path))
            raise FlowError(where, error.message) from error
        return [name for name in batch.frame.columns if name != ROW]


def format_of(path: Path) -> str:
    """The format that a file's name stands for. Raises FlowError."""
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(_FORMATS)
        raise FlowError(
            str(path), f"the ending {path.suffix!r} says no format; use one of {known}."
        ) from None


def relative(path: Path, base: Path) -> str:
    """The path as a flow in the folder `base` names it. Raises FlowError if it is outside."""
    inside, outside = path.resolve(), base.resolve()
    if not inside.is_relative_to(outside):
        raise FlowError(
            str(path), f"is not below {base}, where the flow is; save the flow above the file."
        )
    return inside.relative_to(outside).as_posix()


def identifier(text: str) -> str:
    """A name for a flow or a frame made of any text."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:60] or "file"
