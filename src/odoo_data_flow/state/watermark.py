"""Up to when everything has been seen."""

from __future__ import annotations

from datetime import datetime

from ..read.reader import SourceTimes


def next_watermark(times: SourceTimes, last: datetime | None) -> datetime | None:
    """Where the next delta begins: min(newest write_date, start of the oldest open transaction) −
    lag, and never before the `last` one. None: the source has no row with a time yet.

    A row's `write_date` is the time at which its transaction began, but the row is seen only once
    the transaction is committed: rows of a transaction that is open now may appear later with any
    time from its start on. So nothing after the start of the oldest one counts as seen.
    """
    if times.newest is None:
        return last
    watermark = min(times.newest, times.oldest_transaction) - times.lag
    return watermark if last is None else max(watermark, last)
