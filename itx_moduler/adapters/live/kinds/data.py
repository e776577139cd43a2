from odoo import models

from itx_codegen.errors import CodegenError
from itx_codegen.ir.kinds.model import Model
from itx_codegen.ir.record_values import kind_of, references
from itx_codegen.messages import text
from itx_codegen.two_passes import in_order, required_in

from ..adapter import LiveAdapter
from ..references import AnyRef, ModelRef, Ref, Refs, resolved
from ..registry import register


@register
class DataAdapter(LiveAdapter):
    """Records of any model. Only the fields that are described are written and read."""

    kind = "data"

    def values(self, node, element):
        model = self.env.get(node.model)
        known = model._fields if model is not None else {}
        return {
            name: _written(value, known[name].type if name in known else "")
            for name, value in node.values.items()
        }

    def read(self, record, node):
        record = self._with_rights(record[:1])
        values = node.values if node is not None else {}
        if values and not self._is_own(record._name):
            self._check_readable(record.sudo(False), node)
        return {
            "xml_id": self.session.xml_id(record),
            "model": record._name,
            "values": {
                name: self._read_value(record, name, value)
                for name, value in values.items()
                if name in record._fields
            },
            "demo": node is not None and node.demo,
            "demo_live": node is not None and node.demo_live,
        }

    def _check_readable(self, record, node):
        """Raise CodegenError unless the person may read what is described of a record.

        A plan is made with more rights than its maker may have (`live.plan`), and says what a
        record of somebody else's model holds: it must not be a way to read passwords.
        """
        fields = [record._fields[name] for name in node.values if name in record._fields]
        if not record.has_access("read") or not all(
            record._has_field_access(field, "read") for field in fields
        ):
            raise CodegenError(
                text(
                    "%(path)s: you may not read what the record holds by now; ask a Moduler "
                    "manager to plan.",
                    path=self.session.elements[node.uid].path,
                )
            )

    def _read_value(self, record, name, described):
        """Return what a field holds, in the words of the description where it means the same."""
        field, held = record._fields[name], record[name]
        match kind_of(described):
            case "ref" if self._is_target(held, described["ref"]):
                return described
            case "refs":
                named = [n for n in described["refs"] if self._target(n, held) & held]
                others = held.browse(set(held.ids) - {self._target(n, held).id for n in named})
                return {"refs": [*named, *self.session.xml_ids(others)]}
            case "model" if held.model == described["model"]:
                return described
            case "json" if held == described["json"]:
                return described
            case "" if _same(field, held, _written(described, field.type), record):
                return described
            case "html" | "xml" as kind if _same(field, held, described[kind], record):
                return described
        return self.plain(field, held)

    def _target(self, name, held):
        """Return the record with an XML id, if it is of the model of the records `held`."""
        found = self.env.ref(self.session.full_name(name), raise_if_not_found=False)
        return found if found and found._name == held._name else held.browse()

    def _is_target(self, held, name):
        if isinstance(held, models.BaseModel):
            return self._target(name, held) == held
        found = self.env.ref(self.session.full_name(name), raise_if_not_found=False)
        return bool(found) and found.id == held

    def plain(self, field, held):
        """Return a value as a document says it."""
        if isinstance(held, models.BaseModel):
            if field.type in ("one2many", "many2many"):
                return {"refs": list(self.session.xml_ids(held))}
            return {"ref": self.session.xml_id(held)} if held else None
        if isinstance(held, (dict, list)):
            return {"json": held}
        if isinstance(held, bytes):
            return held.decode()
        if field.type in ("date", "datetime"):
            return str(held) if held else None
        return None if held is False and field.type != "boolean" else held

    # from the plan's operations

    def add(self, operations):
        elements = {o.uid: self.session.elements[o.uid] for o in operations}
        self._add([elements[uid] for uid in elements])

    def _add(self, elements):
        """Make records, each after those it refers to; then the links that close a ring."""
        by_uid = {element.node.uid: element for element in elements}
        required = required_in(self.session.document)
        order = in_order([element.node for element in elements], required, "")
        later = {node.uid: waiting for node, waiting in order}
        for batch in _batches([node for node, _waiting in order], later):
            records = self._rights(batch[0].model)[batch[0].model].create(
                [
                    resolved(
                        {
                            k: v
                            for k, v in self._described(node).items()
                            if k not in later[node.uid]
                        },
                        self.session,
                    )
                    for node in batch
                ]
            )
            self.own([by_uid[node.uid] for node in batch], records.with_env(self.env))
        for node, waiting in order:
            if waiting:
                values = {name: self._described(node)[name] for name in waiting}
                self.records(node.uid).write(resolved(values, self.session))

    def _described(self, node):
        return self.values(node, None)

    def change(self, operations):
        anew = {o.uid for o in operations if getattr(o, "attribute", "") == "model"}
        self._drop(anew)
        self._add([self.session.elements[uid] for uid in sorted(anew)])
        super().change([o for o in operations if o.uid not in anew])

    def remove(self, operations):
        self._drop([operation.uid for operation in operations])

    def _drop(self, uids):
        """Delete records, those that refer to others before these."""
        nodes = [self.session.elements_before[uid].node for uid in uids]
        order = [node for node, _ in in_order(nodes, lambda _record, _field: False, "")]
        for node in reversed(order):
            if node.model in self.env:
                ids = self.session.bindings[node.uid].mapped("res_id")
                self._rights(node.model)[node.model].browse(ids).exists().unlink()
        self.session.unbind(list(uids))

    def records(self, uid):
        return self._with_rights(super().records(uid))

    def _with_rights(self, records):
        return records.with_env(self._rights(records._name))

    def _rights(self, model):
        """Return the environment in which records of a model are written and read.

        sudo: for models of the module itself. Their rights are for the people who will work with
        them, of whom the one who applies need not be one; the records come with the module, as at
        the installation of the exported one. Records of other models need the rights of the person.
        """
        return self.env(su=True) if self._is_own(model) else self.env

    def _is_own(self, model):
        """Tell whether a live model is one that the module makes or has made."""
        documents = (self.session.document, self.session.before)
        return any(
            node.name == model and not node.extends
            for document in documents
            if document is not None
            for node in document.of(Model)
        )


def _written(value, field_type):
    """Return a value of the document as `create` takes it, references unresolved."""
    match kind_of(value):
        case "ref":
            return AnyRef(value["ref"]) if field_type == "reference" else Ref(value["ref"])
        case "refs":
            return Refs(tuple(value["refs"]))
        case "model":
            return ModelRef(value["model"])
        case "json" | "html" | "xml" as kind:
            return value[kind]
    if field_type == "boolean" and isinstance(value, str):
        # As Odoo reads the text of a data file (`odoo.tools.convert.str2bool`).
        return value.lower() not in ("0", "false", "off")
    return False if value is None else value


def _same(field, held, described, record):
    """Tell whether Odoo makes the same of a described value as of what a field holds."""
    try:
        wanted = field.convert_to_cache(False if described is None else described, record)
    except (TypeError, ValueError):
        return False
    return field.convert_to_cache(held, record) == wanted


def _batches(nodes, later):
    """Split records in order into runs of one model that don't refer to each other."""
    batch, names = [], set()
    for node in nodes:
        needs = {
            name
            for field, value in node.values.items()
            if field not in later[node.uid]
            for name in references(value)
        }
        if batch and (node.model != batch[0].model or needs & names):
            yield batch
            batch, names = [], set()
        batch.append(node)
        names.add(node.xml_id)
    if batch:
        yield batch
