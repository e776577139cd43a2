"""From the files of a module to its document, and a report on what became of everything.

Nothing of the module is carried out. What the document has no element for is carried as text.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import DocumentError, Problem
from ..ir.document import Document
from ..messages import text
from .assemble import assembled
from .draft import Cut, Draft, NotReadError, text_of
from .files import READERS
from .flows import finish_flows
from .python import finish_models
from .read import MANIFEST, ModuleFiles, read_module
from .report import Entry, Kept, Report
from .sorts import sort_of

__all__ = ["Entry", "Extracted", "Kept", "ModuleFiles", "Report", "extract", "read_module"]


class Extracted(NamedTuple):
    """The document of a module, and what became of everything that stands in it."""

    document: Document
    report: Report


def extract(
    tree: Mapping[str, bytes],
    name: str,
    languages: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> Extracted:
    """Return the document of the module `name` with these files (path below its folder → content).

    `languages` are those of which terms are modelled: codes like `th_TH`. `kinds` are those that
    the reader of the document knows (None: all): records of data flows stay data without theirs.
    The same files always give the same document, and rendering it gives the same files. Raises
    DocumentError where the manifest can't be read.
    """
    draft = Draft(name, tree, _manifest(tree), languages)
    draft.module["name"] = name
    for path in _in_order(draft):
        _split(path, draft)
    finish_models(draft)
    finish_flows(draft, kinds)
    document, report = assembled(draft)
    left_out = tree.left_out if isinstance(tree, ModuleFiles) else {}
    lost = [
        Entry(sort_of(path), path, 1, path, Kept.UNSUPPORTED, reason)
        for path, reason in left_out.items()
    ]
    return Extracted(document, Report([*report.entries, *lost]))


def _manifest(tree: Mapping[str, bytes]) -> dict[str, Any]:
    source = text_of(tree.get(MANIFEST, b""))
    try:
        values = ast.literal_eval((source or "").strip())
    except (ValueError, SyntaxError) as error:
        message = text("it is no Python dictionary: %(cause)s.", cause=error)
        raise DocumentError([Problem(MANIFEST, message)]) from error
    if not isinstance(values, dict):
        raise DocumentError([Problem(MANIFEST, text("it is no Python dictionary."))])
    return values


def _in_order(draft: Draft) -> Iterator[str]:
    """Yield the paths: the manifest, code, data as Odoo loads it, and all else."""
    code = [path for path in draft.tree if path.endswith(".py") and path != MANIFEST]
    yield from dict.fromkeys([MANIFEST, *code, *draft.loaded, *draft.tree])


def _split(path: str, draft: Draft) -> None:
    source = draft.text(path)
    if source is None:
        reason = text("It is no text in UTF-8.")
        draft.found(sort_of(path), path, 1, path, reason=reason)
        return
    reader = next((one for one in READERS if one.claims(path, draft)), None)
    noted = len(draft.findings)
    try:
        if reader is None:
            raise NotReadError(text("Files of this sort are carried as they are."))
        draft.cuts[path] = reader.split(path, source, draft)
    except NotReadError as error:
        draft.cuts[path] = [Cut(source)]
        del draft.findings[noted:]
        draft.found(sort_of(path), path, 1, path, reason=error.args[0])
