"""Files into frames."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ..errors import FlowError
from .contract import ColumnType, apply_contract, convert
from .delimited import CsvReader
from .jsonl import JsonLinesReader
from .parquet import ParquetReader
from .reader import READERS, Reader


def read_file(
    path: Path, kind: str, options: Mapping[str, Any], columns: Mapping[str, ColumnType]
) -> pl.DataFrame:
    """The rows of a file of format `kind`, under the contract `columns`.

    Raises FlowError (path relative to the read step).
    """
    reader = READERS.make(kind, options)
    if not path.is_file():
        raise FlowError(
            "path", f"there is no file {path.name!r}; put it there or correct the path."
        )
    return apply_contract(reader.read(path), columns, path.name)


__all__ = [
    "READERS",
    "ColumnType",
    "CsvReader",
    "JsonLinesReader",
    "ParquetReader",
    "Reader",
    "apply_contract",
    "convert",
    "read_file",
]
