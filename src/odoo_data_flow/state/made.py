"""What a destination makes of the values that it is sent."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from .hashes import hashed
from .store import State


class Made:
    """Rows of a write step that a destination keeps in another form than they were sent in.

    Odoo puts http:// before an address, say. Such a row differs from its record for good, and would
    be written by every run. It is left alone as long as it is the same row, and the destination has
    what it made of it. `keeps`: whether to remember more of them.
    """

    def __init__(self, state: State, step: str, keeps: bool) -> None:
        self._state, self._step, self.keeps = state, step, keeps

    def as_sent(self, source: pl.DataFrame, current: pl.DataFrame, key: str) -> pl.DataFrame:
        """`current`, with the rows of `source` in place of what was made of them."""
        if self._known.is_empty():
            return current
        columns = [name for name in current.columns if name != key]
        same = (
            self._known.join(_hashes(source, key, columns, "sent"), on=["key", "sent"], how="semi")
            .join(_hashes(current, key, columns, "made"), on=["key", "made"], how="semi")["key"]
            .implode()
        )
        known = source.select(current.columns).filter(pl.col(key).is_in(same))
        return pl.concat([current.filter(~pl.col(key).is_in(same)), known])

    def note(self, source: pl.DataFrame, current: pl.DataFrame, key: str) -> None:
        """Keep which rows of `source`, which were just written, the destination has otherwise."""
        columns = [name for name in current.columns if name != key]
        pairs = _hashes(source, key, columns, "sent").join(
            _hashes(current, key, columns, "made"), on="key"
        )
        other = pairs.filter(pl.col("sent") != pl.col("made"))
        if not other.is_empty():
            # Of no use to this run, which has each row once.
            self._state.note_made(self._step, other.select("key", "sent", "made"))

    @cached_property
    def _known(self) -> pl.DataFrame:
        return self._state.made(self._step)


def _hashes(frame: pl.DataFrame, key: str, columns: list[str], name: str) -> pl.DataFrame:
    return hashed(frame, key, columns).rename({"hash": name})
