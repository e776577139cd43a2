"""Up to when everything has been seen."""

from __future__ import annotations

from datetime import datetime

from ..read.reader import SourceTimes

#: In PostgreSQL: the start of the oldest transaction that may still write, and whether the user may
#: not see those of others (then it can't be known: grant pg_read_all_stats, or keep a lag). Both
#: transactions that are open and those that were prepared count.
OLDEST_TRANSACTION = """
SELECT LEAST(
           statement_timestamp(),
           (SELECT min(xact_start) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()),
           (SELECT min(prepared) FROM pg_prepared_xacts WHERE database = current_database())
       ) AT TIME ZONE 'UTC',
       EXISTS (SELECT FROM pg_stat_activity
                WHERE datname = current_database() AND backend_type = 'client backend'
                  AND state IS NULL)
"""


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
