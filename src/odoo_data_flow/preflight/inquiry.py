"""A flow with all that the checks want to know of the places that it touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..client import Odoo
from ..errors import FlowError
from ..flow import Flow, ReadStep, TransformStep, WriteStep
from ..messages import text
from ..options import made
from ..read import READERS
from ..read.odoo.options import ModelReader
from ..run import Host
from ..write import UpsertOptions
from ..write.odoo_rpc.mapping import Target, parse_mapping
from .remote import RemoteSide
from .side import Described, Side


@dataclass(frozen=True)
class Origin:
    """Where a column comes from: a read step, and the `path` of a field if that reads a model.

    `described`: that field. `type`: of the column's values, if that is known.
    """

    step: ReadStep
    column: str
    type: str | None = None
    path: str = ""
    described: Described | None = None


@dataclass(frozen=True)
class Destination:
    """A model that a step writes to. `fields`: of the model, None if it is not there."""

    step: WriteStep
    side: Side
    model: str
    targets: list[Target]
    options: UpsertOptions
    fields: dict[str, Described] | None

    @property
    def path(self) -> str:
        """How findings name the step."""
        return f"steps.{self.step.name}"


@dataclass(frozen=True)
class Source:
    """A model that a step reads."""

    step: ReadStep
    side: Side
    reader: ModelReader
    fields: dict[str, Described] | None

    @property
    def path(self) -> str:
        """How findings name the step."""
        return f"steps.{self.step.name}"


@dataclass
class Inquiry:
    """`here`: the Odoo where the flow runs, None on the command line. `host`: as of a run."""

    flow: Flow
    host: Host
    here: Side | None = None
    unsafe: bool = False
    _reached: dict[str, Any] = field(default_factory=dict)

    def reach(self, name: str) -> Any:
        """What a connection leads to, or the FlowError that it is not to be had."""
        if name not in self._reached:
            try:
                self._reached[name] = self.host.connection(name)
            except FlowError as error:
                self._reached[name] = error
        return self._reached[name]

    def lost(self, name: str, error: FlowError) -> None:
        """Ask no more of a connection that does not work."""
        self._reached[name] = error

    def side(self, name: str | None) -> Side | None:
        """The Odoo behind a connection (None: where the flow runs), if it is one that answers."""
        if name is None:
            return self.here
        found = self.reach(name)
        if not isinstance(found, Odoo):
            return None
        return self._sides.setdefault(name, RemoteSide(name, found))

    @cached_property
    def _sides(self) -> dict[str, Side]:
        return {}

    @cached_property
    def destinations(self) -> list[Destination]:
        """The models that are written, of sides that answer."""
        return list(self._destinations())

    @cached_property
    def sources(self) -> list[Source]:
        """The models that are read, of sides that answer."""
        return list(self._sources())

    def straight(self, step: WriteStep) -> ReadStep | None:
        """The read step that the frame of a step comes from, if no script has its hands between."""
        makers = [
            one
            for one in self.flow.steps[: self.flow.steps.index(step)]
            if isinstance(one, TransformStep)
            or (isinstance(one, ReadStep) and step.input in (one.output, one.deleted))
        ]
        return makers[-1] if makers and isinstance(makers[-1], ReadStep) else None

    def origins(self, step: WriteStep) -> dict[str, Origin]:
        """Column → origin, for a frame that comes straight from a read step; else nothing."""
        read = self.straight(step)
        if read is None:
            return {}
        declared = {column: Origin(read, column, kind) for column, kind in read.columns.items()}
        source = next((one for one in self.sources if one.step == read), None)
        if source is None or source.fields is None:
            return declared
        found = {}
        for path in source.reader.fields:
            name, _slash, by = path.partition("/")
            described = source.fields.get(name)
            kind = str(described["type"]) if described and not by else None
            column = source.reader.column(path)
            found[column] = Origin(read, column, kind, path, described)
        return {**found, **declared}

    def _destinations(self) -> Iterator[Destination]:
        for step in self.flow.steps:
            side = self.side(step.connection) if isinstance(step, WriteStep) else None
            if not (isinstance(step, WriteStep) and step.model and side):
                continue
            fields = side.fields(step.model)
            yield Destination(
                step,
                side,
                step.model,
                parse_mapping(step.mapping),
                made(UpsertOptions, text("a model"), step.options),
                None if fields is None else dict(fields),
            )

    def _sources(self) -> Iterator[Source]:
        for step in self.flow.steps:
            if not isinstance(step, ReadStep):
                continue
            reader = READERS.make(step.format, step.options)
            side = self.side(step.connection)
            if side and isinstance(reader, ModelReader):
                fields = side.fields(reader.model)
                yield Source(step, side, reader, None if fields is None else dict(fields))
