"""What of a module lives in this database, as a document."""

from operator import attrgetter
from typing import NamedTuple

from itx_codegen.errors import CodegenError
from itx_codegen.ir import Document, all_kinds, normalized
from itx_codegen.ir.kinds.model import Model
from itx_codegen.ir.kinds.module import Module
from itx_codegen.messages import text
from itx_codegen.names import LIVE_PREFIX, Renaming, to_live
from itx_codegen.names.renaming import actions, relations
from itx_codegen.names.rewrite import rewritten
from itx_codegen.plan import live_projection

from .registry import registered_kinds
from .session import Session

#: Kinds whose records people add by hand, parents first.
_WITH_STRAYS = ("field", "selection", "method", "access", "rule", "view")


class Living(NamedTuple):
    """An element as it lives: attributes, the uid of its parent, the place among siblings."""

    kind: str
    own: dict
    parent: str
    place: int


def open_session(env, document, version=0):
    """Return a session for bringing `document` to life, which knows what lives now.

    Raises CodegenError where the module lives under another name.
    """
    code = normalized(live_projection(document)[0])
    session = Session(env, code, to_live(code), version)
    _refuse_other_name(session)
    session.set_before(read_live(session))
    return session


def _refuse_other_name(session):
    """Raise CodegenError where the module's records have the XML ids of another module name.

    People's data and code refer to these: a module keeps the name under which it came to life.
    """
    former = session.namespace_before()
    if former not in ("", session.namespace):
        raise CodegenError(
            text(
                "module.name: in this database the module lives as %(former)s. Give it that name "
                "again; export it to have it under another one.",
                former=former.removeprefix(LIVE_PREFIX),
            )
        )


def read_live(session, with_strays=False):
    """Return what lives of a module, in live names and normal form; None where nothing does.

    `with_strays` adds what people have put onto the module's models by hand.
    What only the manifest says does not live: it is taken from what is about to live.
    """
    if not session.bindings:
        return None
    nodes = {}
    for kind, records_by_uid in session.bound().items():
        if kind not in registered_kinds():
            continue
        adapter = session.adapter(kind)
        for uid, records in records_by_uid.items():
            element = session.elements.get(uid)
            own = adapter.read(records, element.node if element is not None else None)
            if own is not None:
                place = adapter.place(records)
                nodes[uid] = Living(kind, {"uid": uid, **own}, adapter.parent(records), place)
    if with_strays:
        nodes |= dict(_strays(session))
    return assembled(session, nodes)


def _strays(session):
    """Yield (uid, Living) for the records that stand on the module's models and are not bound."""
    for kind in _WITH_STRAYS:
        adapter = session.adapter(kind)
        for record in adapter.strays():
            uid = session.stray_uid(kind, record)
            own = {"uid": uid, **adapter.read(record, None)}
            if own.get("xml_id") == f"{record._name},{record.id}":
                own["xml_id"] = f"{kind}_{record.id}"
            yield uid, Living(kind, own, adapter.parent(record), adapter.place(record))


def in_code_names(session, live):
    """Return a live document in the names that its elements had in code when they were applied."""
    if live is None:
        return None
    idents = {element.node.uid: element.node.ident for element in live.elements()}
    idents |= {uid: found[:1].ident for uid, found in session.bindings.items()}
    models = live.of(Model)
    renaming = Renaming(
        module=(session.namespace, live.module.name),
        models={model.name: idents[model.uid] for model in models},
        fields={m.name: {f.name: idents[f.uid] for f in m.fields} for m in models},
        relations=relations(live),
        actions=actions(live),
    )
    return normalized(rewritten(live, renaming))


def assembled(session, nodes):
    """Put elements into the lists of a document; `nodes` is uid → Living."""
    kinds = all_kinds()
    manifest = {name: getattr(session.document.module, name) for name in Module.manifest_only}
    module = {"uid": session.lineage, "name": session.document.module.name, **manifest}
    data = {"module": module}
    for kind, own, parent, _place in sorted(nodes.values(), key=attrgetter("place")):
        collection = kinds[kind].collection
        if collection:
            data.setdefault(collection, []).append(own)
        elif parent == session.lineage:
            module.setdefault(_list_for(kinds, Module.kind, kind), []).append(own)
        elif parent in nodes:
            holder = nodes[parent]
            holder.own.setdefault(_list_for(kinds, holder.kind, kind), []).append(own)
    return normalized(Document.model_validate(data))


def _list_for(kinds, holder, kind):
    """Return the attribute of one kind that holds the elements of another."""
    return next(
        attribute for attribute, child in kinds[holder].child_kinds().items() if child.kind == kind
    )
