"""The migration scripts that an exported version brings for the versions before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..ir import Document
from ..migrate import RecordId, StepScripts, Upgrade, Version, upgrade
from ..migrate.script import Script
from .literals import literal
from .parts import Part, Record, Row, WholeFile
from .parts.data import DataPart
from .python_source import formatted
from .templates import SERIES, fill

#: Element of a data file → the model of its record; others say it in the attribute `model`.
_MODELS = {"menuitem": "ir.ui.menu", "template": "ir.ui.view"}


def version(document: Document, parts: Iterable[Part]) -> Version:
    """Return a version, of its document in full and the parts that its elements give."""
    uids = {element.path: element.node.uid for element in document.elements()}
    records: dict[str, list[RecordId]] = defaultdict(list)
    for part in parts:
        if isinstance(part, DataPart) and part.xml_id and "." not in part.xml_id:
            records[uids[part.origin]].append(_record_id(part))
    return Version(document, {uid: tuple(held) for uid, held in records.items()})


def _record_id(part: DataPart) -> RecordId:
    if isinstance(part, Record):
        tag = str(part.element.tag)
        model = _MODELS.get(tag) or str(part.element.get("model"))
        code = part.element.findtext("field[@name='code']") if model == "ir.cron" else None
        return RecordId(part.xml_id, model, part.noupdate, code or "")
    if isinstance(part, Row):
        return RecordId(part.xml_id, "ir.model.access", False)
    raise TypeError(f"{type(part).__name__} is no record")


def scripts(bases: Sequence[Version], head: Version) -> tuple[list[WholeFile], Upgrade]:
    """Return the files of the scripts, and what they were made of. Raises DocumentError."""
    found = upgrade(bases, head)
    files = [_file(step, script, head) for step in found.steps for script in step.scripts]
    return files, found


def _file(step: StepScripts, script: Script, head: Version) -> WholeFile:
    facts = {name: literal(value).source for name, value in script.facts.items()}
    module = literal(head.document.module.name).source
    source = fill(
        f"migrations/{script.template}.py.jinja",
        base=step.base,
        head=step.head,
        module=module,
        **facts,
    )
    path = f"migrations/{SERIES}.{step.head}/{script.phase}-{script.name}.py"
    return WholeFile("module.version", path, formatted(source, "module.version"))
