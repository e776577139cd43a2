import json
from contextlib import contextmanager
from functools import cached_property

from odoo.fields import Command
from odoo.tools import SQL, sql

from itx_codegen.diff import Change, Remove, Rename
from itx_codegen.names import live_field

from .. import attributes
from ..adapter import LiveAdapter
from ..references import RecordOf, resolved
from ..registry import register

_TRANSLATE = {"html": "html_translate"}
#: Attributes that Odoo can't change on a column that is there.
_MAKES_ANEW = frozenset({"type", "comodel_name", "inverse_name"})
#: What a computed or related field is without, while what it stands on moves.
_AT_REST = {"compute": False, "depends": False, "related": False}


@register
class FieldAdapter(LiveAdapter):
    """Fields, with what `ir.model.fields` has no place for: the default is an `ir.default`."""

    kind = "field"
    model = "ir.model.fields"
    inside = ("model", "model_id")

    def __init__(self, session):
        super().__init__(session)
        # Views that were set aside are not to count when Odoo looks for views that show a field.
        context = {**self.env.context, "active_test": True}
        self.env = self.env(context=context)[self.model]._unguarded().env
        self._resting, self._missing = [], []

    def values(self, node, element):
        method = self._method(node, element.parent)
        relational = node.type in ("many2one", "many2many", "one2many")
        return {
            "model_id": RecordOf(element.parent),
            "name": node.name,
            "ttype": "binary" if node.type == "image" else node.type,
            "field_description": node.string,
            "help": node.help or False,
            "required": node.required,
            "readonly": node.readonly,
            "index": node.index,
            "copied": node.copied,
            "store": node.store,
            "size": node.size or 0,
            "translate": _TRANSLATE.get(node.type, "standard") if node.translate else False,
            "relation": node.comodel_name or False,
            "relation_field": node.inverse_name or False,
            "on_delete": node.ondelete or False,
            "domain": node.domain or "[]" if relational else "[]",
            "currency_field": node.currency_field or False,
            "related": node.related or False,
            "compute": method.code if method else False,
            "depends": ", ".join(method.depends) if method else False,
            "company_dependent": node.company_dependent,
            "group_expand": node.group_expand,
            "sanitize": node.sanitize,
            "moduler_attributes": self._further(node),
        }

    def _further(self, node):
        """Return what Odoo has no place for; XML ids of groups stand in full."""
        kept = attributes.kept(node, attributes.FIELD_ATTRIBUTES)
        if kept and "groups" in kept:
            kept["groups"] = [self.session.full_name(name) for name in kept["groups"]]
        return kept

    def read(self, record, node):
        return {
            "name": record.name,
            "type": self._type(record, node),
            "string": record.field_description,
            "help": record.help or "",
            "required": record.required,
            "readonly": record.readonly,
            "index": record.index,
            "copied": record.copied,
            "store": record.store,
            "size": record.size or None,
            "translate": bool(record.translate),
            "comodel_name": record.relation or "",
            "inverse_name": record.relation_field or "",
            "ondelete": self._ondelete(record),
            "domain": record.domain or "",
            "currency_field": record.currency_field or "",
            "related": record.related or "",
            "compute": self._compute_name(record),
            "default": self._default(record),
            "company_dependent": record.company_dependent,
            "group_expand": record.group_expand,
            "sanitize": record.sanitize if record.ttype == "html" else True,
            **self._links_table(record, node),
            **self._read_further(record),
        }

    def _read_further(self, record):
        found = attributes.described(record.moduler_attributes, attributes.FIELD_ATTRIBUTES)
        if "groups" in found:
            found["groups"] = [self.session.local_name(name) for name in found["groups"]]
        return found

    def _links_table(self, record, node):
        """Return the names of a table of links where they were described, not made up by us."""
        if record.ttype != "many2many" or node is None:
            return {}
        names = {"relation_table": record.relation_table, "column1": record.column1}
        names["column2"] = record.column2
        if record.relation_table == _live_table(node):
            names["relation_table"] = node.relation_table
        return {name: value or "" for name, value in names.items() if getattr(node, name)}

    def _type(self, record, node):
        """Return the type; an image lives as a file, which is what tells them apart no more."""
        as_image = node is not None and node.type == "image" and record.ttype == "binary"
        return "image" if as_image else record.ttype

    def _ondelete(self, record):
        computed = record.compute or record.related
        return record.on_delete or "" if record.ttype == "many2one" and not computed else ""

    def _method(self, node, model_uid):
        """Return the method that computes a field, from the version that the field is of."""
        for elements in (self.session.elements, self.session.elements_before):
            element = elements.get(node.uid)
            if node.compute and element is not None and element.node is node:
                model = elements[model_uid].node
                return model.method(node.compute)
        return None

    def _compute_name(self, record):
        uid = self.session.uid_of("method", record)
        if record.compute and uid:
            return self.session.bindings[uid][:1].ident
        return f"_compute_{record.name}" if record.compute else ""

    def strays(self):
        return self.not_ours([("model", "in", self.live_models()), ("state", "=", "manual")])

    # defaults

    def _default(self, record):
        return self._defaults.get(record.id)

    @cached_property
    def _defaults(self):
        """Field id → the default for everyone, of all fields at once."""
        return {d.field_id.id: json.loads(d.json_value) for d in self._everyones_defaults([])}

    def _everyones_defaults(self, domain):
        everyone = [("user_id", "=", False), ("company_id", "=", False), ("condition", "=", False)]
        return self.env["ir.default"].search([*everyone, *domain])

    def _add_defaults(self, elements):
        """Give new fields their defaults. Odoo checks these as it does when it sets one."""
        self.env["ir.default"].create(
            [
                {
                    "field_id": self.session.records(element.node.uid).id,
                    "json_value": json.dumps(element.node.default, ensure_ascii=False),
                }
                for element in elements
                if element.node.default is not None
            ]
        )
        self.__dict__.pop("_defaults", None)

    def _set_defaults(self, elements):
        """Write the defaults of fields where they differ from what is there."""
        for element in elements:
            record = self.session.records(element.node.uid)
            wanted = element.node.default
            if wanted is None:
                self._everyones_defaults([("field_id", "=", record.id)]).unlink()
            else:
                self.env["ir.default"].set(record.model, record.name, wanted)
        self.__dict__.pop("_defaults", None)

    # from the plan's operations

    def add(self, operations):
        """Make fields in two goes: plain ones and mirrors of links, then computed ones."""
        elements = [self.session.elements[operation.uid] for operation in operations]
        self._make(elements)
        self._add_defaults(elements)

    def _make(self, elements):
        for element in elements:
            self._take_back(element)
        for batch in _goes(elements):
            # A field can't be made while it is computed from one that is made beside it.
            beside = {e.node.name for e in batch if e.node.compute or e.node.related}
            waiting = [e for e in batch if self._stands_on(e, beside)]
            vals_list = [self._new_values(e) | (_AT_REST if e in waiting else {}) for e in batch]
            self.own(
                batch,
                self.env[self.model].create([resolved(vals, self.session) for vals in vals_list]),
            )
            for element in waiting:
                self._wake(element)
                self._compute_rows(element.node)

    # columns that were put aside

    def _take_back(self, element):
        """Give a field that comes again the column that was put aside when it went."""
        if element.node.uid not in self._dropped_by_uid:
            return
        dropped = self._dropped_by_uid[element.node.uid][:1]
        if dropped._is_there() and dropped.type == element.node.type:
            link = element.node.type == "many2one" and element.node.comodel_name
            dropped._take_back(element.node.name, self.env[link]._table if link else None)

    @cached_property
    def _dropped_by_uid(self):
        """Uid → the fields that went before, the last first; of all at once."""
        return self._dropped([]).grouped("uid")

    def _note_dropped(self, elements):
        """Remember fields that go with their values, and put aside what is to be kept."""
        noted = self._dropped([]).create(
            [
                {
                    "lineage": self.session.lineage,
                    "uid": element.node.uid,
                    "name": element.node.name,
                    "model": element_model(self.session, element),
                    "type": element.node.type,
                    "version": self.session.version,
                }
                for element in elements
            ]
        )
        self.__dict__.pop("_dropped_by_uid", None)
        for dropped in noted.filtered(lambda one: one.uid in self.session.kept):
            dropped._put_aside()

    def _dropped(self, domain):
        fields = self.env["itx.moduler.dropped.field"]._unguarded()
        return fields.search([("lineage", "=", self.session.lineage), *domain])

    def _compute_rows(self, node):
        """Compute a new stored field for the rows that exist, as Odoo does when it makes one."""
        record = self.records(node.uid)
        model = self.env[record.model].with_context(active_test=False)
        if node.compute and node.store:
            self.env.add_to_compute(model._fields[node.name], model.search([]))

    def _wake(self, element):
        """Give a field its compute or relation, once what it stands on is there."""
        values = self.values(element.node, element)
        self.records(element.node.uid).write({name: values[name] for name in _AT_REST})

    def _new_values(self, element):
        values = self.described(element)
        node = element.node
        if node.type == "many2many" and node.store:
            # Odoo's own name for the table is the same for every link between two models.
            table = f"{element_model(self.session, element)}_{node.name}_rel"
            values |= {
                "relation_table": _live_table(node) or sql.make_identifier(table),
                "column1": node.column1 or "record_id",
                "column2": node.column2 or "target_id",
            }
        values["selection_ids"] = [
            Command.create({"value": option.value, "name": option.name, "sequence": place})
            for place, option in enumerate(node.selection)
        ]
        return values

    def rename(self, operations):
        """Rename columns, one at a time as Odoo wants it; their content stays."""
        for operation in operations:
            record = self.records(operation.uid)
            with self._index_as_odoo_expects(record):
                record.write({"name": self.session.elements[operation.uid].node.name})
        self.session.rename_bindings(operation.uid for operation in operations)

    @contextmanager
    def _index_as_odoo_expects(self, record):
        """Rename a column's index to what Odoo 19 looks for when a manual field is renamed.

        It makes indexes as `<table>__<column>_index` (`sql.make_index_name`), but renames
        `<table>_<column>_index`, and fails where there is none. After the rename it has made the
        index under the right name again, so that the other one can go.
        """
        table = self.env[record.model]._table
        indexed = record.index and record.store

        def index_expected():
            return SQL.identifier(f"{table}_{record.name}_index")

        if indexed:
            made = SQL.identifier(sql.make_index_name(table, record.name))
            self.env.flush_all()
            self.env.cr.execute(SQL("ALTER INDEX %s RENAME TO %s", made, index_expected()))
        yield
        if indexed:
            self.env.cr.execute(SQL("DROP INDEX %s", index_expected()))

    def change(self, operations):
        changed = {}
        anew, defaults = [], []
        for operation in operations:
            element = self.session.elements[operation.uid]
            if operation.attribute in _MAKES_ANEW:
                anew.append(operation.uid)
            elif operation.attribute == "default":
                defaults.append(element)
            else:
                changed[operation.uid] = None
        self._make_anew(dict.fromkeys(anew))
        for uid in changed:
            if uid not in anew:
                self._write(uid)
        self._set_defaults(defaults)

    def _write(self, uid):
        values = self.difference(uid)
        values.pop("name", None)
        if values:
            self.records(uid).write(resolved(values, self.session))

    def _make_anew(self, uids):
        """Drop columns and make them again: the only way in Odoo to give them another type."""
        if not uids:
            return
        self._still_there_all(uids).unlink()
        self.session.unbind(uids)
        elements = [self.session.elements[uid] for uid in uids]
        self._make(elements)
        for element in elements:
            self.session.adapter("selection").own_options(element)
        self._add_defaults(elements)

    def _still_there_all(self, uids):
        return self.env[self.model].union(*(self._still_there(uid) for uid in uids))

    def remove(self, operations):
        """Drop fields, what stands on others first: Odoo refuses to drop what is used.

        Plain columns of a model that goes as well go with its table. A column that is to be kept is
        out of Odoo's sight by then.
        """
        before = self.session.elements_before
        elements = [before[operation.uid] for operation in operations]
        self._note_dropped(
            [
                e
                for e in elements
                if e.node.has_column
                and not (e.node.compute or e.node.related or self._goes_with_table(e))
            ]
        )
        for batch in reversed(_in_order(elements)):
            uids = [e.node.uid for e in batch if not self._goes_with_table(e)]
            self._still_there_all(uids).unlink()
        self.session.unbind([element.node.uid for element in elements])

    def _goes_with_table(self, element):
        dropped = element.parent not in self.session.elements
        ours = not self.session.elements_before[element.parent].node.extends
        return dropped and ours and element.node.has_column

    def set_aside(self, operations):
        """Take off what would keep Odoo from renaming, dropping or remaking fields.

        Odoo refuses while a view shows a field, another one computes from it, or mirrors it. Views
        and computes come back with `settle`; a mirror is made anew, which loses nothing.
        """
        moving = [self.session.elements_before[o.uid] for o in operations if self._moves(o)]
        if not moving:
            return
        links = {(element_model(self.session, e), e.node.name) for e in moving}
        mirrors = [e for e in self._fields_before() if _mirrored(e.node) in links]
        names = {element.node.name for element in [*moving, *mirrors]}
        self.session.adapter("view").set_aside(names)
        self.session.adapter("model").set_aside(names)
        goes = {o.uid for o in operations if isinstance(o, Remove)}
        for element in self._fields_before():
            if element.node.uid not in goes and self._stands_on(element, names):
                self._resting.append(element.node.uid)
                self.records(element.node.uid).write(_AT_REST)
        mirrors = [e.node.uid for e in mirrors if e.node.uid not in goes]
        self._still_there_all(mirrors).unlink()
        self.session.unbind(mirrors)
        self._missing = [uid for uid in mirrors if uid in self.session.elements]

    def _moves(self, operation):
        if operation.kind != self.kind or operation.uid not in self.session.elements_before:
            return False
        anew = isinstance(operation, Change) and operation.attribute in _MAKES_ANEW
        return anew or isinstance(operation, (Rename, Remove))

    def _fields_before(self):
        elements = self.session.elements_before.values()
        return [element for element in elements if element.node.kind == self.kind]

    def _stands_on(self, element, names):
        """Tell whether a field is computed from, or related through, a field of these names."""
        method = self._method(element.node, element.parent)
        paths = [*(method.depends if method else ()), element.node.related]
        return any(name in names for path in paths for name in path.split("."))

    def settle(self):
        """Bring back the mirrors and computes that were set aside."""
        missing = [uid for uid in self._missing if not self.session.bindings[uid]]
        self._make_anew(dict.fromkeys(missing))
        for uid in self._resting:
            if uid in self.session.elements:
                self._wake(self.session.elements[uid])
        self._resting, self._missing = [], []


def element_model(session, element):
    """Return the live name of the model that an element stands in, as it is now."""
    elements = session.elements_before if element.parent in session.elements_before else None
    return (elements or session.elements)[element.parent].node.name


def _live_table(node):
    """Return the name of the table of links: the one in code is for the exported module's own."""
    return node.relation_table and sql.make_identifier(live_field(node.relation_table))


def _mirrored(node):
    """Return (model, field) of the link that a one2many mirrors."""
    return (node.comodel_name, node.inverse_name) if node.type == "one2many" else None


def _goes(elements):
    """Return fields as what one call can make: what is computed needs the rest in the registry."""
    plain, mirrors, computed = _in_order(elements)
    return [batch for batch in (plain + mirrors, computed) if batch]


def _in_order(elements):
    """Split fields into plain ones, mirrors of links and computed ones: each needs the former."""
    plain, mirrors, computed = [], [], []
    for element in elements:
        if element.node.compute or element.node.related:
            computed.append(element)
        elif element.node.type == "one2many":
            mirrors.append(element)
        else:
            plain.append(element)
    return plain, mirrors, computed
