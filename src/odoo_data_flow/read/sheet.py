"""Excel workbooks and OpenDocument sheets."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import polars as pl
from pydantic import Field

from ..errors import FlowError
from ..messages import text
from .reader import READERS, Batch, Reader, Request, file_of


class _SheetReader(Reader):
    """Reads one sheet: its first row that is not skipped has the names of the columns.

    `sheet`: its name, or its place from 1. `skip_rows`: rows above the names. Numbers and dates
    keep the types that their cells have; a column with cells of several types is text.
    """

    sheet: str | int = Field(default=1)
    skip_rows: int = Field(default=0, ge=0)

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the number of rows that were read. A workbook is read as a whole."""
        frame = self._frame(request)
        if request.columns is not None:
            frame = frame.select(request.columns)
        done = int(str(request.after or 0))
        while True:
            part = frame.slice(done, request.rows)
            done += part.height
            yield Batch(part, done)
            if done >= frame.height:
                return

    def _frame(self, request: Request) -> pl.DataFrame:
        path = file_of(request)
        chosen = (
            {"sheet_name": self.sheet} if isinstance(self.sheet, str) else {"sheet_id": self.sheet}
        )
        try:
            fastexcel = importlib.import_module("fastexcel")
        except ImportError as error:
            raise FlowError(
                "format", text("reading sheets needs fastexcel; install itx-moduler[sheets].")
            ) from error
        try:
            return pl.read_excel(
                path,
                engine="calamine",
                infer_schema_length=None,
                drop_empty_rows=True,
                drop_empty_cols=False,
                raise_if_empty=False,
                read_options={"header_row": self.skip_rows},
                **chosen,
            )
        except ValueError as error:
            names = fastexcel.read_excel(path).sheet_names
            raise FlowError(
                "options.sheet",
                text(
                    "%(name)s has no sheet %(sheet)s; it has %(names)s.",
                    name=path.name,
                    sheet=repr(self.sheet),
                    names=", ".join(map(repr, names)),
                ),
            ) from error
        except fastexcel.FastExcelError as error:
            cause = str(error).partition("\n")[0]
            raise FlowError(
                "path",
                text(
                    "%(name)s is no workbook that can be read: %(cause)s.",
                    name=path.name,
                    cause=cause,
                ),
            ) from error


@READERS.register("xlsx")
class ExcelReader(_SheetReader):
    """Reads a sheet of an Excel workbook (.xlsx, .xls, .xlsb)."""


@READERS.register("ods")
class OpenDocumentReader(_SheetReader):
    """Reads a sheet of an OpenDocument workbook."""
