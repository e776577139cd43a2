"""What the adapters share while they read or change the running database."""

from collections import defaultdict
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from odoo.tools import SQL

from itx_codegen.errors import CodegenError
from itx_codegen.ir.roles import DeclaresXmlId
from itx_codegen.messages import text
from itx_codegen.names import LIVE_PREFIX, live_module

from . import registry

_STRAYS = uuid5(NAMESPACE_URL, "itx-moduler:added-by-hand")


class Session:
    """The live side of one module: its bindings, its XML ids, and the adapters.

    `code` is what is about to live, in the names of the code and in normal form; `document` is the
    same in live names. `before` is what lives now, in live names, or None. Everything is done with
    the rights of the user of `env`.
    """

    def __init__(self, env, code, document, version=0):
        self.env = env(context={"lang": "en_US", "active_test": False})
        self.lineage = code.module.uid
        self.namespace = live_module(code.module.name)
        self.version = version
        self.code = code
        self.document = document
        self.elements = document.by_uid()
        self.idents = {uid: element.node.ident for uid, element in code.by_uid().items()}
        self.set_before(None)
        self._adapters = {}
        #: Model → ids. Setting up the registry empties the cache: reading record by record after
        #: that would ask the database once for each.
        self._fetched_together = defaultdict(list)
        self._xml_ids = {}
        self._strays = {}
        #: Uids of the fields whose column is to be put aside when they go.
        self.kept = frozenset()

    def set_before(self, before):
        """Take `before` for what lives now."""
        self.before = before
        self.elements_before = before.by_uid() if before is not None else {}

    def adapter(self, kind):
        """Return the adapter of a kind."""
        if kind not in self._adapters:
            self._adapters[kind] = registry.adapter_class(kind)(self)
        return self._adapters[kind]

    # what is ours

    @cached_property
    def bindings(self):
        """Uid → bindings of the module (`itx.moduler.binding`)."""
        found = self.env["itx.moduler.binding"].search([("lineage", "=", self.lineage)])
        self._fetched_together[found._name] += found.ids
        for model, bindings in found.grouped("res_model").items():
            self._fetched_together[model] += bindings.mapped("res_id")
        return defaultdict(found.browse, found.grouped("uid"))

    def together(self, records):
        """Return the same records; what is read of one is read of all that the session knows."""
        return records.with_prefetch(self._fetched_together[records._name])

    @cached_property
    def _owners(self):
        """(kind, model, id) → uid: the way back from a record to its element."""
        return {
            (binding.kind, binding.res_model, binding.res_id): uid
            for uid, bindings in self.bindings.items()
            for binding in bindings
        }

    def uid_of(self, kind, record):
        """Return the uid of the element of a kind that a record belongs to; empty if not ours."""
        return self._owners.get((kind, record._name, record.id), "")

    def bound(self):
        """Return kind → uid → records that are still there."""
        found = defaultdict(dict)
        wanted = defaultdict(list)
        for bindings in self.bindings.values():
            for binding in bindings:
                wanted[binding.res_model].append(binding)
        for model, group in wanted.items():
            if model not in self.env:
                continue
            records = self.env[model].browse(binding.res_id for binding in group)
            there = set(records.exists().ids)
            for binding in group:
                if binding.res_id in there:
                    record = self.env[model].browse(binding.res_id)
                    of_kind = found[binding.kind]
                    records = of_kind.get(binding.uid, record.browse()) + record
                    of_kind[binding.uid] = self.together(records)
        return found

    def records(self, uid):
        """Return the live records of an element; raise CodegenError where they are gone."""
        bindings = self.bindings[uid]
        if not bindings:
            path = self.elements[uid].path if uid in self.elements else uid
            raise CodegenError(
                text("%(path)s: its live record is gone. Plan again to make it anew.", path=path)
            )
        found = self.env[bindings[0].res_model].browse(bindings.mapped("res_id"))
        return self.together(found)

    def bind(self, pairs):
        """Remember (node, record) pairs as the module's own."""
        pairs = list(pairs)
        created = (
            self.env["itx.moduler.binding"]
            ._unguarded()
            .create(
                [
                    {
                        "lineage": self.lineage,
                        "uid": node.uid,
                        "kind": node.kind,
                        "ident": self.idents[node.uid],
                        "res_model": record._name,
                        "res_id": record.id,
                        "applied_version": self.version,
                    }
                    for node, record in pairs
                ]
            )
            .with_env(self.env)
        )
        owners = self._owners
        self._fetched_together[created._name] += created.ids
        for (node, record), binding in zip(pairs, created, strict=True):
            self.bindings[node.uid] = self.together(self.bindings[node.uid] + binding)
            self._fetched_together[record._name].append(record.id)
            owners[node.kind, record._name, record.id] = node.uid

    def release(self, node, record):
        """Forget one record of an element that keeps others."""
        gone = self.bindings[node.uid].filtered(
            lambda b: (b.res_model, b.res_id) == (record._name, record.id)
        )
        self.bindings[node.uid] -= gone
        self._owners.pop((node.kind, record._name, record.id), None)
        gone._unguarded().unlink()

    def note_version(self):
        """Write into all bindings which version lives now."""
        ours = self.env["itx.moduler.binding"].union(*self.bindings.values())
        older = ours.filtered(lambda binding: binding.applied_version != self.version)
        older._unguarded().write({"applied_version": self.version})

    def stray_uid(self, kind, record):
        """Return the identity that a record which is not ours would have in the document."""
        uid = uuid5(_STRAYS, f"{self.lineage}/{kind}/{record._name}/{record.id}").hex
        self._strays[uid] = record
        self._owners[kind, record._name, record.id] = uid
        return uid

    def own_strays(self, current):
        """Make the records that were found beside ours ours; `current` describes them."""
        elements = current.by_uid()
        for uid, record in self._strays.items():
            node = elements[uid].node
            self.idents[uid] = node.ident
            self.bind([(node, record)])
            name = self.adapter(node.kind).xml_name(node)
            if name and self.xml_id(record) == f"{record._name},{record.id}":
                self.name_records([(name, record)])

    def rename_bindings(self, uids):
        """Write the present names of elements into their bindings."""
        for uid in uids:
            self.bindings[uid]._unguarded().write({"ident": self.idents[uid]})

    def unbind(self, uids):
        """Forget elements."""
        none = self.env["itx.moduler.binding"]
        gone = none.union(*(self.bindings.pop(uid, none) for uid in uids))
        for binding in gone:
            self._owners.pop((binding.kind, binding.res_model, binding.res_id), None)
        gone._unguarded().unlink()

    # XML ids

    def namespace_before(self):
        """Return the namespace in which the module's records have their XML ids; empty for none."""
        self.env.flush_all()
        query = """
            SELECT data.module
              FROM itx_moduler_binding AS bound
              JOIN ir_model_data AS data
                ON data.model = bound.res_model
               AND data.res_id = bound.res_id
               AND data.name = bound.ident
             WHERE bound.lineage = %s
               AND starts_with(data.module, %s)
             ORDER BY bound.id
             LIMIT 1
        """
        rows = self.env.execute_query(SQL(query, self.lineage, LIVE_PREFIX))
        return rows[0][0] if rows else ""

    def ref(self, name):
        """Return the record that an XML id of the document stands for.

        Without a module's name it is one of the module's own live records.
        """
        full = self.full_name(name)
        record = self.env.ref(full, raise_if_not_found=False)
        if not record:
            raise CodegenError(text("There is no record with the XML id %(name)s here.", name=full))
        return record

    def full_name(self, name):
        """Return an XML id of the document in full; ours stand in the live namespace."""
        return name if "." in name else f"{self.namespace}.{name}"

    def local_name(self, name):
        """Return a full XML id as a document says it; the inverse of `full_name`."""
        return name.removeprefix(f"{self.namespace}.")

    def ids(self, names):
        """Return the ids of the records that several XML ids stand for, in their order."""
        return [self.ref(name).id for name in names]

    def name_records(self, pairs):
        """Give records their XML ids in the module's live namespace; pairs of (name, record)."""
        pairs = list(pairs)
        self.env["ir.model.data"]._update_xmlids(
            [
                {"xml_id": f"{self.namespace}.{name}", "record": record, "noupdate": True}
                for name, record in pairs
            ]
        )
        self._xml_ids.clear()

    def rename_record(self, old, new):
        """Give the record with one of the module's live XML ids another."""
        domain = [("module", "=", self.namespace), ("name", "=", old)]
        self.env["ir.model.data"].search(domain).write({"name": new})
        self._xml_ids.clear()

    def xml_id(self, record):
        """Return the XML id of a record as a document says it: ours without the module's name.

        A record without one is told by its model and id, which no document would say.
        """
        if not record:
            return ""
        return self._names(record._name).get(record.id, f"{record._name},{record.id}")

    def xml_ids(self, records):
        """Return the XML ids of several records, sorted."""
        return tuple(sorted(self.xml_id(record) for record in records))

    def _names(self, model):
        """Return id → XML id for the records of a model; the module's own names come first."""
        if model not in self._xml_ids:
            names = {}
            rows = self.env["ir.model.data"].search_read(
                [("model", "=", model)], ["module", "name", "res_id"], order="module, name"
            )
            for row in rows:
                if row["module"] != self.namespace:
                    names.setdefault(row["res_id"], f"{row['module']}.{row['name']}")
            names |= {r["res_id"]: r["name"] for r in rows if r["module"] == self.namespace}
            self._xml_ids[model] = names
        return self._xml_ids[model]

    def asset_url(self, path):
        """Return the address of one of the module's own files for the browser."""
        return f"/{self.namespace}/{path}"

    # models

    def model(self, name):
        """Return the `ir.model` record of a live model's name."""
        number = self.env["ir.model"]._get_id(name)
        if not number:
            raise CodegenError(text("There is no model %(name)s here.", name=name))
        return self.env["ir.model"].browse(number)

    @cached_property
    def own_xml_ids(self):
        """The XML ids that the document declares, without the module's name."""
        return {
            element.node.ident
            for element in self.elements.values()
            if any(isinstance(role, DeclaresXmlId) for role in element.node.roles().values())
        }
