"""The records that an installed module has brought, as elements."""

from collections import defaultdict

from odoo.models import MAGIC_COLUMNS

from itx_codegen.errors import CodegenError
from itx_codegen.extract import Entry, Kept
from itx_codegen.ir import all_kinds, load
from itx_codegen.ir.record_values import references
from itx_codegen.messages import text

from ..live.read import Living, assembled
from ..live.registry import adapter_class, registered_kinds
from ..live.session import Session

#: What follows from the code of a module, or is bookkeeping of Odoo's own.
_NOT_BROUGHT = frozenset(
    {
        "ir.model.constraint",
        "ir.model.inherit",
        "ir.model.relation",
        "ir.module.category",
        "ir.module.module",
    }
)
#: The models of which records of code and records of people are told apart by their state.
_SCHEMA = ("ir.model", "ir.model.fields", "ir.model.fields.selection")
#: Kinds that stand for several models, or for part of one.
_NOT_BY_MODEL = frozenset({"assets", "assets_bundle", "method", "module", "translation", "webhook"})


class _InstalledSession(Session):
    """A module that was not made here: nothing is bound, and its XML ids are its own."""

    def __init__(self, env, document):
        super().__init__(env, document, document)
        self.namespace = document.module.name
        self.bindings = defaultdict(env["itx.moduler.binding"].browse)


def records_of(env, module):
    """Return the document of what the records of an installed module say, and an entry for each.

    `module` are the attributes of its manifest. Records are read with the rights of the user.
    """
    session = _InstalledSession(env, load({"module": module}))
    living, entries = {}, []
    for records in _brought(session).values():
        for record in records:
            kind = _kind_of(record)
            try:
                own, lost = _own(session, kind, record)
            except CodegenError as error:
                entries.append(_entry(session, kind, record, Kept.UNSUPPORTED, error.args[0]))
                continue
            entries += lost
            adapter = session.adapter(kind)
            uid = session.stray_uid(kind, record)
            place = adapter.place(record)
            living[uid] = Living(kind, {"uid": uid, **own}, adapter.parent(record), place)
            entries.append(_entry(session, kind, record, Kept.MODELLED))
    return assembled(session, living), entries


def _brought(session):
    """Return model → records with XML ids of the module, those first that others stand in."""
    env = session.env
    rows = env["ir.model.data"].search_read(
        [("module", "=", session.namespace), ("model", "not in", sorted(_NOT_BROUGHT))],
        ["model", "res_id"],
        order="id",
    )
    ids = defaultdict(list)
    for row in rows:
        if row["model"] in env:
            ids[row["model"]].append(row["res_id"])
    order = [*(name for name in _SCHEMA if name in ids), *sorted(ids.keys() - {*_SCHEMA})]
    return {name: _not_of_code(env[name].browse(ids[name]).exists()) for name in order}


def _not_of_code(records):
    """Leave out what stands for code: models, fields and options that classes declare."""
    if records._name in ("ir.model", "ir.model.fields"):
        return records.filtered(lambda record: record.state == "manual")
    if records._name == "ir.model.fields.selection":
        return records.filtered(lambda record: record.field_id.state == "manual")
    return records


def _kind_of(record):
    if record._name == "ir.ui.view":
        return "qweb_template" if record.type == "qweb" and not record.model else "view"
    by_model = {
        adapter_class(kind).model: kind
        for kind in sorted(registered_kinds() - _NOT_BY_MODEL - {"view", "qweb_template", "data"})
        if adapter_class(kind).model
    }
    return by_model.get(record._name, "data")


def _own(session, kind, record):
    """Return the attributes of a record's element, and entries for what these can't say."""
    if kind != "data":
        own = session.adapter(kind).read(record, None)
        # What Odoo's own files leave out, its records hold as False.
        bare = {
            name for name, info in all_kinds()[kind].model_fields.items() if info.annotation is str
        }
        return {k: "" if v is False and k in bare else v for k, v in own.items()}, []
    said = dict(_values(session, record))
    nameless = [name for name, value in said.items() if _is_nameless(value)]
    reason = text("It refers to a record without an XML id.")
    lost = [
        Entry("value", "", 0, f"{session.xml_id(record)}.{name}", Kept.UNSUPPORTED, reason)
        for name in nameless
    ]
    own = {
        "xml_id": session.xml_id(record),
        "model": record._name,
        "values": {name: value for name, value in said.items() if name not in nameless},
    }
    return own, lost


def _is_nameless(value):
    """Tell whether a value refers to a record that only its number tells (`model,id`)."""
    return any("," in name for name in references(value))


def _values(session, record):
    """Yield (field, value) of what a record says: stored, writable, and not just the default."""
    defaults = record.browse().default_get(list(record._fields))
    plain = session.adapter("data").plain
    for name, field in sorted(record._fields.items()):
        if name in MAGIC_COLUMNS or not field.store or field.type in ("one2many", "binary"):
            continue
        if (field.compute and field.readonly) or field.related or field.inherited:
            continue
        held = record[name]
        if held and defaults.get(name) != field.convert_to_write(held, record):
            yield name, plain(field, held)


def _entry(session, kind, record, kept, reason=""):
    return Entry(kind, "", 0, session.xml_id(record), kept, reason)
