"""What a writer to models is. Hosts bring their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import polars as pl

from .report import WriteReport


class Writer(Protocol):
    """Upserts frames into the models of one destination."""

    def write(
        self, model: str, frame: pl.DataFrame, key: str, mapping: Mapping[str, str]
    ) -> WriteReport:
        """Make the records of `model` equal to the rows of `frame`.

        `key`: the column of external ids, `module.name` or a bare name in the namespace of the
        flow. `mapping`: field → column; a many2one column holds external ids, a many2many column a
        list of them or one text separated by commas. The runner has made sure that the columns are
        there. Rows that can't be written are rejects of the report. Raises FlowError (path
        relative to the write step) if nothing can be written at all.
        """
        ...
