"""What the models do with documents: read, write, check, compare, render."""

import difflib
import json
import re
from collections import Counter
from contextlib import contextmanager, suppress
from typing import NamedTuple

from odoo.exceptions import UserError

from itx_codegen.diff import diff
from itx_codegen.errors import CodegenError, DocumentError
from itx_codegen.ir import Impact, canonical_json, load, loads, sha256
from itx_codegen.ir.kinds.model import Model
from itx_codegen.migrate import above
from itx_codegen.publish import zip_bytes
from itx_codegen.render import render, render_module
from itx_codegen.render.python_source import file_stem
from itx_codegen.render_data import render_data
from itx_codegen.validate import Owner
from itx_codegen.validate import check as check_document

from . import kinds
from .kinds import addons as authoring_addons
from .kinds import sibling_models
from .live.world import OdooWorld, owner
from .messages import error_text, problem_lines, translated
from .records import follow_rename
from .records import read_document as read
from .records import write_document as write

__all__ = ["authoring_addons", "follow_rename", "read", "sibling_models", "write"]


class Check(NamedTuple):
    """What a validation found, and the hash of what was looked at.

    `problems` are (uids, line) pairs: the uids of the element and of those that hold it.
    """

    problems: list[tuple[list[str], str]]
    fingerprint: str


@contextmanager
def user_errors(env):
    """Turn what the core raises on purpose into a UserError that people can read."""
    try:
        yield
    except CodegenError as error:
        raise UserError(error_text(env, error)) from error


def parsed(source):
    """Return the JSON values of a text, as they stand; raise DocumentError for a broken one."""
    try:
        return json.loads(source)
    except json.JSONDecodeError:
        return loads(source).to_json()  # raises, and says where


def from_json(data, base=None):
    """Return the document that JSON values describe, with the identities of `base`."""
    return load(data, base)


def from_text(source):
    """Return the document that a revision keeps."""
    return loads(source)


def canonical(document):
    """Return the one text that stands for a document."""
    return canonical_json(document)


def named(data):
    """Return (uid or None, name or None) of the module that JSON values describe."""
    module = data.get("module") if isinstance(data, dict) else None
    if not isinstance(module, dict):
        return None, None
    return module.get("uid") or None, module.get("name") or None


def of(module, revision):
    """Return the document that a revision keeps, or without one the module's own."""
    return from_text(revision.snapshot_data) if revision else read(module)


def elements(module):
    """Yield the records of all elements of a module, without the module itself."""
    for name in kinds.model_names(module.env).values():
        if name != module._name:
            model = module.env[name].with_context(active_test=False)
            yield from model.search([("module_id", "=", module.id)])


def check(module, world):
    """Return what is wrong with a module in a `world` (what else stands in the database)."""
    with user_errors(module.env):
        document = read(module)
    by_path = {element.path: element.node.uid for element in document.elements()}
    problems = [
        (_uids_at(by_path, problem.path), problem_lines(module.env, [problem]))
        for problem in check_document(document, world)
    ]
    return Check(problems, sha256(document))


def require_valid(document, world):
    """Raise DocumentError with what is wrong with a document in a `world`."""
    problems = check_document(document, world)
    if problems:
        raise DocumentError(problems)


def is_standard(name):
    """Say whether a module of that technical name ships with Odoo."""
    return bool(name) and owner(name) is Owner.ODOO


def refuse_foreign(module):
    """Raise UserError where the module has the name of one that somebody else has made."""
    with user_errors(module.env):
        found = check_document(read(module), OdooWorld(module.env))
        taken = [problem for problem in found if problem.path == "module.name"]
        if taken:
            raise DocumentError(taken)


def explained(env, plan):
    """Return the text of a plan."""
    return plan.explain(lambda message: translated(env, message))


def plan_lines(env, plan):
    """Return the values of a plan's lines: by impact, the gravest first, else as carried out."""
    planned = {id(item.operation): item for item in plan.operations}
    batches = (batch for stage in plan.stages() for batch in stage.batches)
    items = [planned[id(operation)] for batch in batches for operation in batch]
    items.sort(key=lambda item: list(Impact).index(item.impact), reverse=True)
    return [_plan_line(env, item) for item in items]


def _plan_line(env, planned):
    return {
        "uid": planned.operation.uid,
        "description": translated(env, planned.operation.describe()),
        "impact": planned.impact.value,
        "row_count": planned.rows is not None and str(planned.rows),
        "remark": planned.remark is not None and translated(env, planned.remark.message()),
        "blocked": planned.blocked,
        "accepted": planned.accepted,
        "can_be_kept": planned.can_be_kept,
        "kept": planned.kept,
    }


def plan_limits(env, plan):
    """Return what of a plan will not happen live, and why, as dicts."""
    return [
        {
            "path": limit.path,
            "attribute": limit.attribute,
            "reason": translated(env, limit.reason.message()),
        }
        for limit in plan.limits
    ]


def failing_elements(module, text):
    """Return the paths of the elements that a log speaks of, the most telling first.

    Odoo names a record by its XML id, a file, a test or a model; elements without are not told.
    """
    document = read(module)
    found = {}
    for element in document.elements():
        node = element.node
        names = {node.ident} if node.named_by == "xml_id" else set()
        if isinstance(node, Model):
            names |= {f"models/{file_stem(node.name)}.py", f"test_{file_stem(node.name)}.py"}
        for name in names:
            place = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) if name else None
            if place:
                found.setdefault(element.path, place.start())
    return sorted(found, key=found.get)


def files(module):
    """Return the generated files of a module with code, as a mapping path → bytes."""
    return render(read(module))


def zipped(module, texts=()):
    """Return the bytes of the module as an installable ZIP, and what its upgrade does not do.

    `texts` are the documents that were exported before, the oldest first, as revisions keep them.
    """
    document = read(module)
    tree, limits = render_module(document, bases=[from_text(text) for text in texts])
    return zip_bytes(tree, document.module.name), _lines(module.env, limits)


def with_higher_number(document, texts):
    """Return a document whose version is above those of documents that were exported."""
    numbers = [from_text(text).module.version for text in texts]
    module = document.module
    number = above(module.version, numbers)
    return document.model_copy(update={"module": module.model_copy(update={"version": number})})


def _lines(env, limits):
    """Return limits as text, a line each."""
    return "\n".join(f"{limit.place}: {translated(env, limit.reason)}" for limit in limits)


def described(env, operations):
    """Return operations as text, one on each line."""
    return sentences(env, [operation.describe() for operation in operations])


def sentences(env, messages):
    """Return sentences of the core, one on each line."""
    return "\n".join(translated(env, message) for message in messages)


def zipped_data(module):
    """Return the bytes of the module as a data module, and what is not in it: a line each."""
    document = read(module)
    tree, limits = render_data(document)
    return zip_bytes(tree, document.module.name), _lines(module.env, limits)


def changes(env, base, head):
    """Return what turns `base` (None: nothing) into `head`, as (operation, line) pairs."""
    return [(operation.op, translated(env, operation.describe())) for operation in diff(base, head)]


def file_difference(env, base, head):
    """Return the unified diff of the files generated from two documents, or why there is none."""
    try:
        before = _text_files(base) if base else {}
        after = _text_files(head)
    except CodegenError as error:
        return env._("The files can't be generated:\n%(cause)s", cause=error_text(env, error))
    lines = []
    for path in sorted(before.keys() | after.keys()):
        lines += difflib.unified_diff(
            before.get(path, "").splitlines(),
            after.get(path, "").splitlines(),
            f"a/{path}" if path in before else "/dev/null",
            f"b/{path}" if path in after else "/dev/null",
            lineterm="",
        )
    return "\n".join(lines)


def field_counts(before, after, model_uid=None):
    """Count fields that were added, removed or changed between two canonical texts.

    `before` may be empty. With `model_uid` only the fields of that model count. Returns a mapping
    with the keys `add`, `remove` and `change`; a rename is a change.
    """
    if before == after:
        return Counter()
    base, head = from_text(before) if before else None, from_text(after)
    parents = {
        element.node.uid: element.parent
        for document in (base, head)
        if document
        for element in document.elements()
    }
    counts = Counter()
    changed = set()
    for operation in diff(base, head):
        if operation.kind != "field" or model_uid not in (None, False, parents[operation.uid]):
            continue
        if operation.op in ("add", "remove"):
            counts[operation.op] += 1
        else:
            changed.add(operation.uid)
    counts["change"] = len(changed)
    return counts


def _text_files(document):
    """Return path → text of the generated files, without pictures and the like."""
    texts = {}
    for path, content in render(document).items():
        with suppress(UnicodeDecodeError):
            texts[path] = content.decode("utf-8")
    return texts


def _uids_at(by_path, path):
    """Return the uids of the elements that a problem's path leads through."""
    return [uid for known, uid in by_path.items() if path == known or path.startswith(f"{known}.")]
