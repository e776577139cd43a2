"""Writing many rows without losing the good ones with a bad one."""

import psycopg2
from odoo.exceptions import UserError
from odoo.tools import mute_logger

#: What can be wrong with the values of a row. Anything else is no fault of the data and is raised.
_ROW_ERRORS = (UserError, ValueError, psycopg2.IntegrityError, psycopg2.DataError)


def write_rows(records, rows, write, refuse):
    """Write rows in a savepoint. If that fails, halve them until the bad ones stand alone.

    :param records: their model. :param write: function of a list of rows; returns the ids of their
        records. :param refuse: function of a bad row and the reason.
    :return: list of (row, id of its record) of those that were written
    """
    if not rows:
        return []
    try:
        # What the database refuses here is told by `refuse`, not in the log.
        with mute_logger("odoo.sql_db"), records.env.cr.savepoint():
            ids = write(rows)
    except _ROW_ERRORS as error:
        if len(rows) == 1:
            refuse(rows[0], _reason(records, error))
            return []
    else:
        return list(zip(rows, ids, strict=True))
    middle = len(rows) // 2
    return [
        *write_rows(records, rows[:middle], write, refuse),
        *write_rows(records, rows[middle:], write, refuse),
    ]


def write_groups(records, groups):
    """Write groups of records that get equal values: pairs of (ids, values).

    What Odoo reads of a record while it writes it, it reads of all of them at once.
    """
    prefetch = [record_id for ids, _values in groups for record_id in ids]
    for ids, values in groups:
        records.browse(ids).with_prefetch(prefetch).write(values)


def _reason(records, error):
    if isinstance(error, psycopg2.Error):
        return records._sql_error_to_message(error)
    return str(error)
