"""The plan: what applying a document to a database would do. Building one changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from ..diff import Operation, Remove, Rename, diff
from ..errors import CodegenError
from ..ir import Document, Impact, normalized, sha256
from ..ir.kinds.field import Field
from ..messages import Message, text
from .assess import Assessment, Ground, assess
from .doubts import doubtful_names
from .facts import Facts, NoFacts
from .project import live_projection
from .renames import in_free_order
from .stages import Stage, stages


class Sentence(BaseModel):
    """A Message as it is stored: template and values apart, so that any reader can translate it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    template: str
    values: dict[str, Any]

    @classmethod
    def of(cls, message: Message) -> Sentence:
        return cls(template=message.template, values=dict(message.values))

    def message(self) -> Message:
        return text(self.template, **self.values)


class PlannedOperation(BaseModel):
    """An operation with what it does to the rows that exist."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operation: Operation
    impact: Impact
    rows: int | None = None
    remark: Sentence | None = None
    blocked: bool = False
    accepted: bool = False
    kept: bool = False

    @property
    def can_be_kept(self) -> bool:
        """Whether what the operation destroys can be put aside instead: the column of a field."""
        operation = self.operation
        if self.impact is not Impact.DESTRUCTIVE or not isinstance(operation, Remove):
            return False
        node = operation.node_class.model_validate({"uid": operation.uid, **operation.own})
        return isinstance(node, Field) and node.has_column


class PlannedLimit(BaseModel):
    """Something that will not happen live, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    attribute: str
    reason: Sentence


class PlanRefusedError(CodegenError):
    """A plan that can't be carried out as it is. `args[0]` says why."""


class Plan(BaseModel):
    """Frozen: what will be done, to which state, and what was answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    module: str
    base: str
    head: str
    operations: tuple[PlannedOperation, ...]
    limits: tuple[PlannedLimit, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.operations

    @property
    def fingerprint(self) -> str:
        """The hash of what will be done to which state: 64 hexadecimal digits.

        Answers and what is said of the rows don't count: people go on working between the moment
        when a plan is seen and the moment when it is carried out.
        """
        told = {
            "module": self.module,
            "base": self.base,
            "head": self.head,
            "operations": [
                [planned.operation.model_dump(mode="json"), planned.impact.value, planned.blocked]
                for planned in self.operations
            ],
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()

    def stages(self) -> tuple[Stage, ...]:
        """Return the operations in the order in which they are carried out."""
        return stages(planned.operation for planned in self.operations)

    def unanswered(self) -> tuple[PlannedOperation, ...]:
        """Return the operations that destroy data which nobody agreed to lose or had put aside."""
        return tuple(
            planned
            for planned in self.operations
            if planned.impact is Impact.DESTRUCTIVE and not (planned.accepted or planned.kept)
        )

    def check(self, base: Document | None, head: Document) -> None:
        """Raise PlanRefusedError unless the plan may be carried out on this very state."""
        if self.base != _mark(base) or self.head != sha256(head):
            raise PlanRefusedError(
                text("The plan is out of date: the database or the draft has changed. Plan again.")
            )
        for planned in self.operations:
            if planned.blocked:
                remark = planned.remark.message() if planned.remark else ""
                raise PlanRefusedError(
                    text(
                        "%(operation)s can't be done: %(cause)s",
                        operation=planned.operation.describe(),
                        cause=remark,
                    )
                )
        for planned in self.unanswered():
            raise PlanRefusedError(
                text(
                    "%(operation)s destroys data: accept the loss in the plan first.",
                    operation=planned.operation.describe(),
                )
            )

    def explain(self, show: Callable[[Message], str] = str) -> str:
        """Return the plan as text, a line an operation; `show` puts a sentence into a language."""
        return "\n".join(self._lines(show))

    def _lines(self, show: Callable[[Message], str]) -> Iterator[str]:
        planned = {id(item.operation): item for item in self.operations}
        if self.empty:
            yield show(text("Nothing to do: the database is as described."))
        else:
            yield self._summary(show)
        for stage in self.stages():
            yield ""
            yield show(stage.title)
            for batch in stage.batches:
                for operation in batch:
                    yield from _explained(planned[id(operation)], show)
        if self.limits:
            yield ""
            yield show(text("What will not happen live"))
            for limit in self.limits:
                place = f"{limit.path}.{limit.attribute}" if limit.attribute else limit.path
                yield f"  {place}: {show(limit.reason.message())}"

    def _summary(self, show: Callable[[Message], str]) -> str:
        counts = {
            impact: sum(1 for planned in self.operations if planned.impact is impact)
            for impact in IMPACT_LABELS
        }
        parts = [f"{show(IMPACT_LABELS[i])}: {n}" for i, n in counts.items() if n]
        total = show(text("%(count)s operations", count=len(self.operations)))
        return f"{total} ({', '.join(parts)})"


IMPACT_LABELS = {
    Impact.ADDITIVE: text("adds"),
    Impact.COSMETIC: text("changes no data"),
    Impact.DATA_DEPENDENT: text("depends on the data"),
    Impact.DESTRUCTIVE: text("destroys data"),
}


def _explained(planned: PlannedOperation, show: Callable[[Message], str]) -> Iterator[str]:
    loud = planned.impact in (Impact.DATA_DEPENDENT, Impact.DESTRUCTIVE)
    label = text("its values are put aside") if planned.kept else IMPACT_LABELS[planned.impact]
    note = f"  [{show(label)}]" if loud else ""
    yield f"  {show(planned.operation.describe())}{note}"
    if planned.remark is not None:
        yield f"      {show(planned.remark.message())}"


def _mark(base: Document | None) -> str:
    """Return the fingerprint of the state that a plan was made from."""
    return sha256(base) if base is not None else ""


_EXCHANGED = Assessment(
    Impact.ADDITIVE,
    None,
    text(
        "It exchanges its name with another, and names are given one at a time: give it a third "
        "name in a version of its own."
    ),
    blocked=True,
)


def _in_reading_order(
    operations: Iterable[Operation], base: Document | None, head: Document
) -> list[Operation]:
    """Sort operations as people read the documents: what goes by the one, the rest by the other.

    In normal form, elements stand in no order that means anything to people.
    """
    before = {uid: at for at, uid in enumerate(base.by_uid() if base is not None else {})}
    after = {uid: at for at, uid in enumerate(head.by_uid())}

    def place(operation: Operation) -> tuple[bool, int]:
        goes = isinstance(operation, Remove)
        order = before if goes else after
        # What follows from other elements stands in neither document: it comes behind.
        return not goes, order.get(operation.uid, len(order))

    return sorted(operations, key=place)


def build(
    base: Document | None,
    head: Document,
    facts: Facts | None = None,
    accepted: Iterable[str] = (),
    kept: Iterable[str] = (),
) -> Plan:
    """Return the plan that brings what lives (`base`) to what is described (`head`).

    Both are in the names of the code; `base` is in normal form, as read from the database, or None
    where nothing lives yet. `accepted` holds the uids of elements whose loss a person has accepted,
    `kept` those of fields whose column is to be put aside instead.
    """
    target, limits = live_projection(head)
    ground = Ground(base, head, facts or NoFacts())
    answers, put_aside = frozenset(accepted), frozenset(kept)
    planned = []
    readable = _in_reading_order(diff(base, normalized(target)), base, head)
    operations, exchanging = in_free_order(readable, ground.before)
    for operation in operations:
        assessment = assess(operation, ground)
        if isinstance(operation, Rename) and operation.uid in exchanging:
            assessment = _EXCHANGED._replace(impact=assessment.impact)
        item = PlannedOperation(
            operation=operation,
            impact=assessment.impact,
            rows=assessment.rows,
            remark=Sentence.of(assessment.remark) if assessment.remark else None,
            blocked=assessment.blocked,
        )
        stays = item.can_be_kept and operation.uid in put_aside
        lost = operation.uid in answers and not stays
        planned.append(item.model_copy(update={"kept": stays, "accepted": lost}))
    return Plan(
        module=head.module.name,
        base=_mark(base),
        head=sha256(head),
        operations=tuple(planned),
        limits=tuple(
            PlannedLimit(path=i.path, attribute=i.attribute, reason=Sentence.of(i.reason))
            for i in (*limits, *doubtful_names(target))
        ),
    )
