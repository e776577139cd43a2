"""Adapters of records that are finished when all else is there."""

from .adapter import LiveAdapter
from .html import as_described
from .references import resolved


class LinkedAdapter(LiveAdapter):
    """Records some of whose values are written last, all together.

    These are links to what may come after the record, to fields (which may be made anew under their
    old name), and what Odoo computes anew when one of the others changes.
    """

    last = frozenset()

    def described(self, element):
        values = super().described(element)
        return {name: value for name, value in values.items() if name not in self.last}

    def settle(self):
        for uid, element in self.session.elements.items():
            if element.node.kind == self.kind and self.session.bindings[uid]:
                values = self.values(element.node, element)
                last = {name: value for name, value in values.items() if name in self.last}
                write_if_other(self.records(uid), resolved(last, self.session))


def write_if_other(record, values):
    """Write values (as for `write`) into a record that does not hold all of them."""
    if any(not _holds(record, name, value) for name, value in values.items()):
        record.write(values)


def _holds(record, name, value):
    held = record[name]
    match record._fields[name].type:
        case "many2many":
            return set(held.ids) == set(value[0][2])
        case "many2one":
            return held.id == value
        case "reference":
            return (f"{held._name},{held.id}" if held else False) == value
        case "html":
            return as_described(record, name, value or "") == (value or "")
    return (held or False) == (value or False)
