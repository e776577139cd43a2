"""Records → document and document → records, side by side: each reads as the other's inverse.

Both are driven by the kinds: what a record holds is found in its class, never spelled out here.
"""

from collections import defaultdict
from operator import itemgetter

from itx_codegen.diff import Change, Rename, diff
from itx_codegen.errors import DocumentError, Problem
from itx_codegen.ir import FORMAT_VERSION, load
from itx_codegen.messages import text
from itx_codegen.names import renamed

from . import kinds, values


def read_document(module):
    """Return the document that the records of a module (one `itx.moduler.module`) hold.

    Raises DocumentError where they don't hold a well-formed one.
    """
    # Without the size in the place of a file's content, which the web client asks for.
    module = module.with_context(bin_size=False)
    env = module.env
    held = defaultdict(list)
    for name in kinds.model_names(env).values():
        model = env[name].with_context(active_test=False)
        if name == module._name:
            continue
        for record in model.search([("module_id", "=", module.id)]):
            parent = record[model._ir_parent]
            held[parent].append(record)
    return load({"format_version": FORMAT_VERSION, **_collections(module, held)})


def write_document(env, document, **module_values):
    """Make the records of a document and return the new `itx.moduler.module`.

    One `create` for each kind. `module_values` are further values of the module's record. Raises
    DocumentError for an element that no installed addon can hold, or whose values can't be kept.
    """
    installed = kinds.model_names(env)
    _refuse_kinds_not_in(installed, document)
    elements = list(document.elements())
    rows = _rows(env, installed, elements)
    module = document.module
    created = {
        module.uid: env[installed[module.kind]]
        ._unguarded()
        .create({**rows.pop(module.uid), **module_values})
    }
    for kind, batch in _batches(elements):
        model = env[installed[kind]]._unguarded()
        vals_list = [
            {
                **rows[element.node.uid],
                "position": element.position,
                model._ir_parent: created[element.parent or module.uid].id,
            }
            for element in batch
        ]
        for element, record in zip(batch, model.create(vals_list), strict=True):
            created[element.node.uid] = record
    return created[module.uid].with_env(env)


def follow_rename(element, before):
    """Let everything that refers to a renamed element use its new name.

    `before` is the module's document as it was with the old name; `element` has the new one.
    """
    node = element._unguarded()
    after = renamed(before, element.uid, element.name)
    for operation in diff(before, after):
        if isinstance(operation, (Rename, Change)) and operation.uid != element.uid:
            model = node.env[kinds.model_names(node.env)[operation.kind]]
            record = model.with_context(active_test=False).search(
                [("module_id", "=", element.module_id.id), ("uid", "=", operation.uid)]
            )
            record.write(_columns(model, {operation.attribute: operation.new}))


def _collections(module, held):
    data = {"module": _item(module, held)}
    for record in _in_order(held[module]):
        collection = kinds.node_class(record).collection
        if collection:
            data.setdefault(collection, []).append(_item(record, held))
    return data


def _item(record, held):
    """Return a record and what it holds as the JSON of one element."""
    item = {"uid": record.uid, **kinds.implied_attributes(record)}
    for attribute, name, annotation in kinds.columns(record):
        item[attribute] = values.from_column(annotation, record[name])
    children = held.get(record)
    if children:
        kind_of = kinds.node_class(record).child_kinds().items()
        attribute_of = {child.kind: name for name, child in kind_of}
        for child in _in_order(children):
            if child._ir_kind in attribute_of:
                item.setdefault(attribute_of[child._ir_kind], []).append(_item(child, held))
    return item


def _in_order(records):
    return sorted(records, key=lambda record: (record.position, record._name, record.id))


def _rows(env, installed, elements):
    """Return uid → column values of the element itself."""
    rows, problems = {}, []
    for element in elements:
        node = element.node
        model = env[installed[node.kind]]
        row = {"uid": node.uid}
        for attribute, name in kinds.attribute_fields(model).items():
            annotation = type(node).model_fields[attribute].annotation
            try:
                row[name] = values.to_column(annotation, getattr(node, attribute))
            except ValueError as error:
                problems.append(Problem(f"{element.path}.{attribute}", error.args[0]))
        rows[node.uid] = {**row, **_no_defaults(model)}
    if problems:
        raise DocumentError(problems)
    return rows


def _no_defaults(model):
    """Return values that keep a new record from the children that a form would start it with."""
    return {
        name: []
        for name, field in model._fields.items()
        if field.type == "one2many" and field.default
    }


def _columns(model, attributes):
    node, names = kinds.node_class(model), kinds.attribute_fields(model)
    return {
        names[attribute]: values.to_column(node.model_fields[attribute].annotation, value)
        for attribute, value in attributes.items()
    }


def _batches(elements):
    """Yield (kind, elements) without the module itself, parents before their children."""
    depth, batches = {}, defaultdict(list)
    for element in elements:
        depth[element.node.uid] = depth.get(element.parent, 0) + 1
        if element.collection != "module":
            batches[depth[element.node.uid], element.node.kind].append(element)
    for (_depth, kind), batch in sorted(batches.items(), key=itemgetter(0)):
        yield kind, batch


def _refuse_kinds_not_in(installed, document):
    problems = [
        Problem(
            element.path,
            text(
                "No installed app can hold a %(kind)s; install the one that edits it "
                "(data flows and scripts: odf_ui_builder).",
                kind=element.node.label,
            ),
        )
        for element in document.elements()
        if element.node.kind not in installed
    ]
    if problems:
        raise DocumentError(problems)
