"""The base of all live adapters: one kind of element, one model of Odoo."""

from itx_codegen.ir.roles import DeclaresXmlId

from .references import resolved


class LiveAdapter:
    """Brings the elements of one kind to life, and reads them back.

    `values` (element → values of the record) and `read` (record → attributes of the element) are
    inverse to each other; both speak in live names. The rest follows from them.
    """

    #: The kind of element, and the model of its live records.
    kind = ""
    model = ""
    #: Values that refer to siblings: written when all of a batch are there.
    later = frozenset()
    #: For kinds inside another: the kind of the parent, and the record's field that leads there.
    inside = ("", "")
    #: The field that holds the place among siblings, where the order means something.
    sequence = ""

    def __init__(self, session):
        self.session = session
        self.env = session.env

    def values(self, node, element):
        """Return the values of the record of an element; references are not looked up yet."""
        raise NotImplementedError

    def read(self, record, node):
        """Return the attributes of the element that a record is now; None if it is none any more.

        `node` is the element as it is described, or None; it decides only between spellings that
        mean the same to Odoo.
        """
        raise NotImplementedError

    def parent(self, record):
        """Return the uid of the element that the record's element stands in."""
        kind, name = self.inside
        return self.session.uid_of(kind, record[:1][name]) if kind else ""

    def place(self, record):
        """Return the record's place among its siblings; 0 where the order means nothing."""
        return record[:1][self.sequence] if self.sequence else 0

    def settle(self):
        """Put right what can be known only when all models and fields are there."""

    def strays(self):
        """Return the records of this kind that stand on the module's models and are not its own."""
        return self.env[self.model]

    def live_models(self):
        """Return the live names of the models that the module has made."""
        return [
            element.node.name
            for element in self.session.elements_before.values()
            if element.node.kind == "model" and not element.node.extends
        ]

    def is_made_by_us(self, record):
        """Tell whether a bound record is the module's own, not one of others that it stands on."""
        return True

    def not_ours(self, domain):
        """Return the records of this kind that match and are bound to no module."""
        found = self.env[self.model].search(domain)
        bound = self.env["itx.moduler.binding"].search(
            [("res_model", "=", self.model), ("res_id", "in", found.ids)]
        )
        return found - found.browse(bound.mapped("res_id"))

    def xml_name(self, node):
        """Return the record's XML id without the module; empty for kinds that have none."""
        roles = node.roles().values()
        return node.ident if any(isinstance(role, DeclaresXmlId) for role in roles) else ""

    def described(self, element):
        """Return the values of an element's record, its place among siblings included."""
        values = self.values(element.node, element)
        if self.sequence:
            values[self.sequence] = element.position
        return values

    # from the plan's operations

    def add(self, operations):
        """Make the records of new elements: one `create`, then what refers to siblings."""
        elements = [self.session.elements[operation.uid] for operation in operations]
        vals_list = [self.described(element) for element in elements]
        created = self.env[self.model].create(
            [
                resolved({k: v for k, v in vals.items() if k not in self.later}, self.session)
                for vals in vals_list
            ]
        )
        self.own(elements, created)
        postponed = (
            resolved({k: vals[k] for k in self.later if vals.get(k)}, self.session)
            for vals in vals_list
        )
        write_grouped(zip(created, postponed, strict=True))

    def own(self, elements, records):
        """Remember new records as the module's own, and name them."""
        pairs = [(e.node, record) for e, record in zip(elements, records, strict=True)]
        self.session.bind(pairs)
        named = [(self.xml_name(node), record) for node, record in pairs if self.xml_name(node)]
        if named:
            self.session.name_records(named)

    def change(self, operations):
        """Write what differs between the elements before and after; nothing else."""
        for uid in dict.fromkeys(operation.uid for operation in operations):
            changed = self.difference(uid)
            if changed:
                self.records(uid).write(resolved(changed, self.session))

    def difference(self, uid):
        """Return the values that an element's record needs to become what is described."""
        after = self.described(self.session.elements[uid])
        before = self.described(self.session.elements_before[uid])
        return {key: value for key, value in after.items() if before.get(key) != value}

    def rename(self, operations):
        """Give elements their new names, in the record, its XML id and the binding."""
        for operation in operations:
            before = self.xml_name(self.session.elements_before[operation.uid].node)
            after = self.xml_name(self.session.elements[operation.uid].node)
            if before != after:
                self.session.rename_record(before, after)
        self.change(operations)
        self.session.rename_bindings(operation.uid for operation in operations)

    def reorder(self, uids):
        """Bring siblings into the order in which their uids stand."""
        if self.sequence:
            for place, uid in enumerate(uids):
                record = self.records(uid)
                if record[self.sequence] != place:
                    record.write({self.sequence: place})

    def remove(self, operations):
        """Delete the records of elements that are gone. Odoo deletes their XML ids with them."""
        uids = [operation.uid for operation in operations]
        found = self.env[self.model].union(*(self._still_there(uid) for uid in uids))
        found.unlink()
        self.session.unbind(uids)

    def records(self, uid):
        """Return the live records of an element of this kind, to be written."""
        return self.session.records(uid).with_env(self.env)

    def _still_there(self, uid):
        return self.env[self.model].browse(self.session.bindings[uid].mapped("res_id")).exists()


def write_grouped(pairs):
    """Write values (dicts) to records, given as pairs: one `write` for all that get the same."""
    groups = {}
    for record, values in pairs:
        if values:
            records, _values = groups.get(repr(values), (record.browse(), values))
            groups[repr(values)] = records + record, values
    for records, values in groups.values():
        records.write(values)
