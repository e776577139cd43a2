"""What a reader is, and the readers by format."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ..options import Formats, Options


class Reader(Options):
    """Reads one file format. Its attributes are the `options` of a read step."""

    def read(self, path: Path) -> pl.DataFrame:
        """The rows of the file. Raises FlowError (path `path` or `options.…`)."""
        raise NotImplementedError


READERS: Formats[Reader] = Formats()
