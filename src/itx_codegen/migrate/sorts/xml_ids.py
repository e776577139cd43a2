"""Records of data files that get another XML id, or go."""

from __future__ import annotations

from ...ir.kinds.model import Model
from ...messages import text
from ...plan.project import Limit
from ..free_order import free_order
from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that renames XML ids, and says what becomes of records that go."""
    base, head = step.base.records, step.head.records
    wanted = {record.xml_id for records in head.values() for record in records}
    own = {model.name for model in step.base.document.of(Model) if not model.extends}
    renamed: list[tuple[str, str]] = []
    deleted, kept, code = [], [], []
    limits = []
    for uid, records in base.items():
        now = head.get(uid, ())
        if step.stays(uid) and len(now) == len(records):
            pairs = list(zip(records, now, strict=True))
            renamed += [(old.xml_id, new.xml_id) for old, new in pairs]
            code += [
                (b.xml_id, a.code, b.code) for a, b in pairs if a.code.strip() != b.code.strip()
            ]
            continue
        for record in records:
            if record.xml_id in wanted:
                continue
            if record.model in own:
                kept.append(record.xml_id)
                limits.append(_stays(step, uid))
            elif record.noupdate:
                deleted.append(record.xml_id)
    facts = {"renamed": free_order(renamed), "deleted": deleted, "kept": kept, "code": code}
    script = Script("pre", "90_xml_ids", "xml_ids", facts)
    return Found((script,), tuple(limits))


def _stays(step: Step, uid: str) -> Limit:
    reason = text(
        "The upgrade to %(version)s leaves the record where it is, archived if its model has a "
        "field `active`: rows may link to it.",
        version=step.head.number,
    )
    return Limit(step.before[uid].path, "", reason)
