"""New records with external IDs, many at once."""

from odoo.exceptions import AccessError

from . import external_ids


def create_named(records, names, values):
    """Create records as Odoo's own import creates them, and give them external IDs.

    Odoo has a method of its own for records that are loaded (`_load_records_create`). Models use it
    to do for all of them what `create` does one by one, and to leave out what is meant for people
    at a screen: a contact's address is not written to its company, say. But some read there what
    only few may see, as contacts do with what accountants agreed with their company. Who may not
    gets records by `create`, which needs no right but that to create them.

    :param records: the model, in the environment of who writes. :param names: full external IDs.
    :param values: for each of them a dict of the same fields, as `create` takes it.
    :return: the records, in that order
    """
    try:
        with records.env.cr.savepoint():
            new = records._load_records_create(values)
    except AccessError:
        new = records.create(values)
    external_ids.register(new, names, given=values[0])
    return new
