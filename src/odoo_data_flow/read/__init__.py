"""Sources into frames, batch by batch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ..contract import ColumnType, Contract, convert, keep_contract
from ..errors import FlowError
from ..rows import ROW, numbered
from .delimited import CsvReader
from .jsonl import JsonLinesReader
from .odoo import OdooDatabaseReader, OdooReader
from .parquet import ParquetReader
from .postgres import PostgresReader
from .reader import READERS, BadRow, Batch, Reader, Request, SourceTimes
from .rest import RestReader
from .sheet import ExcelReader, OpenDocumentReader


def read_file(
    path: Path, kind: str, options: Mapping[str, Any], columns: Mapping[str, ColumnType]
) -> pl.DataFrame:
    """All rows of a file of format `kind`; whatever breaks the contract `columns` stops it.

    Raises FlowError (path relative to a read step).
    """
    parts: list[pl.DataFrame] = []
    row = 0
    for batch in READERS.make(kind, options).read(Request(path)):
        if batch.bad:
            raise FlowError("path", batch.bad[0].reason)
        frame = numbered(batch.frame, row)
        parts.append(keep_contract(frame, columns, Contract(), path.name).frame.drop(ROW))
        row += frame.height
    return pl.concat(parts)


__all__ = [
    "READERS",
    "BadRow",
    "Batch",
    "ColumnType",
    "CsvReader",
    "ExcelReader",
    "JsonLinesReader",
    "OdooDatabaseReader",
    "OdooReader",
    "OpenDocumentReader",
    "ParquetReader",
    "PostgresReader",
    "Reader",
    "Request",
    "RestReader",
    "SourceTimes",
    "convert",
    "read_file",
]
