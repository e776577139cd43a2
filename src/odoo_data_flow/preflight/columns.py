"""Columns: what files have, and what the steps want of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import polars as pl

from ..contract import need_columns
from ..errors import FlowError
from ..flow import ReadStep, WriteStep
from ..read import READERS, Request
from ..rows import ROW
from ..run import Host
from ..run.writing import lacking
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """The first row of each file that is there: declared columns, and those that are written
    without a script between.
    """
    frames: dict[str, pl.DataFrame] = {}
    written: set[str] = set()
    for step in inquiry.flow.steps:
        problems: list[FlowError] = []
        if isinstance(step, ReadStep) and step.path and step.path not in written:
            try:
                frame = _begin(step, inquiry.host)
                if frame is not None:
                    need_columns(frame, step.columns, step.path)
                    frames[step.name] = frame
            except FlowError as error:
                problems.append(error)
        elif isinstance(step, WriteStep) and step.path:
            written.add(step.path)
        elif isinstance(step, WriteStep):
            read = inquiry.straight(step)
            if read and read.name in frames and step.input == read.output:
                problems.extend(lacking(_columns(frames[read.name]), step))
        for problem in problems:
            path = f"steps.{step.name}.{problem.path}"
            yield Finding(path, "error", problem.message, "columns")


def _begin(step: ReadStep, host: Host) -> pl.DataFrame | None:
    """The first row of a file; None where another check has something to say of the file."""
    try:
        path = host.open_path(step.path or "")
    except FlowError:
        return None
    if not (path.is_file() and os.access(path, os.R_OK)):
        return None
    reader = READERS.make(step.format, step.options)
    return next(iter(reader.read(Request(path=path, rows=1)))).frame


def _columns(frame: pl.DataFrame) -> list[str]:
    return [column for column in frame.columns if column != ROW]
