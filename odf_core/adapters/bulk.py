"""Many rows into one model in one call: created or updated, by their names."""

from typing import NamedTuple

from odoo.exceptions import UserError
from odoo.service.model import get_public_method

from . import external_ids
from .creation import create_named
from .in_savepoints import write_groups, write_rows


class _Row(NamedTuple):
    place: int
    key: str | int
    values: dict


def save(records, fields, rows):
    """Create and update records: all rows but those that are refused.

    :param records: the model, in the environment of who asks. :param fields: names of fields.
    :param rows: lists of a key and a value for each field, as `create` and `write` take them. A key
        is a full external ID, or the id of a record.
    :return: {"ids": for each row the id of its record, False if it was refused,
        "refused": [{"row": place, "message": reason}]}
    :raise UserError: nothing can be written at all.
    """
    _check(records, fields, rows)
    refused = {}
    ids = [False] * len(rows)
    usable, known = _usable(records, fields, rows, refused)

    def refuse(row, reason):
        refused[row.place] = reason

    def update(part):
        groups = {}
        for row in part:
            groups.setdefault(repr(row.values), []).append(row)
        write_groups(
            records,
            [([known[row.key] for row in group], group[0].values) for group in groups.values()],
        )
        return [known[row.key] for row in part]

    def create(part):
        return create_named(records, [row.key for row in part], [row.values for row in part]).ids

    there = [row for row in usable if row.key in known]
    absent = [row for row in usable if row.key not in known]
    for operation, needed in (("write", there), ("create", absent)):
        if needed:
            records.check_access(operation)
    for row, record_id in [
        *write_rows(records, there, update, refuse),
        *write_rows(records, absent, create, refuse),
    ]:
        ids[row.place] = record_id
    return {
        "ids": ids,
        "refused": [{"row": place, "message": refused[place]} for place in sorted(refused)],
    }


def target(env, model):
    """The model of that name. Raises UserError."""
    if model not in env or env[model]._abstract:
        raise UserError(
            env._("There is no model %s. Correct its name or install its module.", model)
        )
    return env[model]


def _check(records, fields, rows):
    """Refuse what is wrong with the call as a whole."""
    for method in ("create", "write"):
        # What can't be called from outside by itself, can't be called through here either.
        get_public_method(records, method)
    if not records.has_access("create"):
        # Else the reasons of refused rows would tell what is there.
        records.check_access("write")
    for name in fields:
        if name not in records._fields:
            raise UserError(
                records.env._(
                    "The model %(model)s has no field %(field)s. Correct the mapping.",
                    model=records._name,
                    field=name,
                )
            )
    if any(len(row) != len(fields) + 1 for row in rows):
        raise UserError(
            records.env._("A row does not hold a key and a value for each field. Correct the call.")
        )


def _usable(records, fields, rows, refused):
    """The rows that can be written, and the records that are there: dict of key → id.

    Adds to `refused` the others: dict of place → reason.
    """
    env, taken, usable = records.env, set(), []
    owners = external_ids.resolve(env, [row[0] for row in rows if isinstance(row[0], str)])
    wanted = {row[0]: row[0] for row in rows if not isinstance(row[0], str)}
    wanted |= {name: one for name, (model, one) in owners.items() if model == records._name}
    existing = set(records.browse(set(wanted.values())).exists().ids)
    for place, (key, *values) in enumerate(rows):
        reason = None
        if key in taken:
            reason = env._("The key stands on several rows. Keep one of them.")
        elif key in owners and owners[key][0] != records._name:
            reason = env._("stands for a record of %s already.", owners[key][0])
        elif isinstance(key, str) and "." not in key:
            reason = env._("%s is no external ID. Write it as namespace.name.", key)
        elif not isinstance(key, str) and key not in existing:
            reason = env._("There is no record with the id %s.", key)
        if reason:
            refused[place] = reason
        else:
            usable.append(_Row(place, key, dict(zip(fields, values, strict=True))))
        taken.add(key)
    return usable, {key: one for key, one in wanted.items() if one in existing}
