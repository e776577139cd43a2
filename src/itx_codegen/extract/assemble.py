"""From what was read to a document that can be rendered, and the report on it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

from ..errors import DocumentError, Problem
from ..ir.canonical import digest_of
from ..ir.document import Document
from ..ir.kinds.source_file import SourceFile
from ..ir.load import give_uids, load
from ..ir.naming import underscored
from ..ir.registry import collections
from ..messages import Message, text
from ..validate import check
from .draft import Cut, Draft, Raw, joined
from .report import Report


def assembled(draft: Draft) -> tuple[Document, Report]:
    """Return the document and the report.

    What the validation refuses is carried as text instead, with its reason. Raises DocumentError
    where that is not possible: for what the module itself says.
    """
    while True:
        try:
            document = _document(draft)
            problems = check(document)
        except DocumentError as error:
            problems = list(error.problems)
        if not problems:
            return document, Report(finding.entry() for finding in draft.findings)
        if not _carry_instead(draft, problems):
            raise DocumentError(problems)


def _document(draft: Draft) -> Document:
    data: dict[str, Any] = {"module": draft.module, **draft.collections}
    data["source_files"] = [{"path": path} for path in draft.tree]
    give_uids(data)
    document = load(data)
    elements = document.by_uid()

    def row(cut: Cut) -> tuple[str, ...]:
        if cut.of is None:
            return (cut.text,)
        uid = cut.of["uid"]
        part = [cut.part] if cut.part else []
        return (cut.text, uid, digest_of(uid, elements, cut.part), *part)

    files = [
        (
            SourceFile(uid=file.uid, path=file.path, pieces=tuple(map(row, joined(cuts))))
            if (cuts := draft.cuts.get(file.path)) is not None
            else SourceFile(
                uid=file.uid,
                path=file.path,
                binary=base64.b64encode(draft.tree[file.path]).decode("ascii"),
            )
        )
        for file in document.of(SourceFile)
    ]
    return document.model_copy(update={"source_files": tuple(files)})


def _carry_instead(draft: Draft, problems: list[Problem]) -> bool:
    """Take the elements that problems are about out of the draft; tell whether there were any.

    Those that can be data records are these again.
    """
    places = dict(_places(draft))
    gone: dict[int, str] = {}
    back: dict[Callable[[Message], None], Message] = {}
    for problem in problems:
        path = problem.path
        while path and path not in places:
            path = path.rpartition(".")[0]
        for raw in places.get(path, ()):
            reason = text("It can't be modelled: %(problem)s", problem=str(problem.message))
            if id(raw) in draft.take_back:
                back.setdefault(draft.take_back[id(raw)], reason)
            else:
                gone.setdefault(id(raw), reason)
    for take_back, reason in back.items():
        take_back(reason)
    for known in [one for one, held in draft.take_back.items() if held in back]:
        del draft.take_back[known]
    for model in draft.collections.get("models", ()):
        if id(model) in gone:
            # Others may still refer to it.
            known = draft.module.setdefault("model_xml_ids", {})
            known.setdefault(model["name"], f"model_{underscored(model['name'])}")
    _remove(draft, gone)
    for finding in draft.findings:
        if finding.of is not None and id(finding.of) in gone:
            finding.reason = gone[id(finding.of)]
            finding.of = None
    for path, cuts in draft.cuts.items():
        draft.cuts[path] = [
            Cut(cut.text) if cut.of is not None and id(cut.of) in gone else cut for cut in cuts
        ]
    return bool(gone or back)


def _places(draft: Draft) -> Iterator[tuple[str, tuple[Raw, ...]]]:
    """Yield (path, what goes) for each element: the one that has a text, with what stands in it."""
    found = {id(finding.of) for finding in draft.findings if finding.of is not None}
    for name, kinds in collections().items():
        named_by = kinds[0].named_by
        for raw in draft.collections.get(name, ()):
            yield from _below(f"{name}[{raw.get(named_by, '')}]", raw, kinds[0], (), found)


def _below(
    path: str, raw: Raw, kind: Any, above: tuple[Raw, ...], found: set[int]
) -> Iterator[tuple[str, tuple[Raw, ...]]]:
    inner = [
        (name, child, one)
        for name, child in kind.child_kinds().items()
        for one in raw.get(name, ())
        if isinstance(one, dict)
    ]
    whole = (raw, *(one for _name, _kind, one in inner)) if id(raw) in found else above
    yield path, whole
    for name, child, one in inner:
        place = f"{path}.{name}[{one.get(child.named_by, '')}]"
        yield from _below(place, one, child, whole, found)


def _remove(draft: Draft, gone: dict[int, str]) -> None:
    """Take elements out of the lists of the draft, and out of the elements that hold them."""
    for name, kinds in collections().items():
        held = draft.collections.get(name)
        if held is None:
            continue
        held[:] = [raw for raw in held if id(raw) not in gone]
        for raw in held:
            for attribute in kinds[0].child_kinds():
                children = raw.get(attribute)
                if children:
                    children[:] = [one for one in children if id(one) not in gone]
