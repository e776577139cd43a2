"""Which transactions of a PostgreSQL database may still write."""

#: One row. `hidden`: the user may not see when the transactions of others began, so that nothing
#: can be said (grant pg_read_all_stats). `oldest`: when the oldest one began that is open or
#: prepared; the time of the database if there is none (UTC, without time zone).
OPEN_TRANSACTIONS = """
SELECT COALESCE(bool_or(state IS NULL AND backend_type = 'client backend'), false) AS hidden,
       LEAST(
           COALESCE(min(xact_start) FILTER (WHERE pid <> pg_backend_pid()), now()),
           (SELECT min(prepared) FROM pg_prepared_xacts WHERE database = current_database()),
           now()
       ) AT TIME ZONE 'UTC' AS oldest
  FROM pg_stat_activity
 WHERE datname = current_database()
"""
