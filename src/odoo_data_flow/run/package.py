"""A run as a folder: what is done, and the rows between the steps.

`package.json` says what is done. It is replaced as a whole after what it names is on the disk, so
that a run that was killed at any moment goes on from the last such moment. What it does not name is
left over from an unfinished piece of work and is written again.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ..durable import parquet, sha256, sync, told_if_full, write_whole
from ..errors import Blocked
from ..messages import text
from ..state import State
from ..write import Counts, Reject
from .dataset import Dataset, Part

MANIFEST = "package.json"


class Tally(BaseModel):
    """Rows of a step by what became of them so far."""

    model_config = ConfigDict(extra="forbid")

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    excluded: int = 0

    def plus(self, counts: Counts) -> Tally:
        """This and the counts of more rows."""
        own = self.model_dump()
        return Tally(**{name: own[name] + getattr(counts, name) for name in own})


class StepRecord(BaseModel):
    """How far a step is.

    `after`: the position of a reader, or the number of parts that were worked off. `frames`: what
    the step made. `rejects`: the quarantine, `named`: the first of them for the report.
    `behind`: how many of the excluded rows are marked to stay at the source. `nameless`: column →
    records that it leaves out for want of an external id. `found`: options of the source that were
    found out. `source`: the fingerprint of what is read. `watermark`: where
    the next delta begins. `pairs`: key and hash of the source's rows, `repeated`: keys of several
    rows, `seen`: key and time of those after the watermark, all for the state. `open`: places of
    the rows that were sent to a writer and still wait there.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    type: str
    done: bool = False
    after: JsonValue = None
    rows_in: int = 0
    seconds: float = 0.0
    log: str = ""
    frames: dict[str, list[Part]] = Field(default_factory=dict)
    rejects: list[Part] = Field(default_factory=list)
    named: list[Reject] = Field(default_factory=list)
    discarded_values: int = 0
    behind: int = 0
    nameless: dict[str, int] = Field(default_factory=dict)
    found: dict[str, str] = Field(default_factory=dict)
    source: str | None = None
    watermark: datetime | None = None
    pairs: list[Part] = Field(default_factory=list)
    repeated: list[Part] = Field(default_factory=list)
    seen: list[Part] = Field(default_factory=list)
    open: list[Part] = Field(default_factory=list)
    tally: Tally = Field(default_factory=Tally)


class Manifest(BaseModel):
    """What `package.json` holds. `flow`: the document that the run was started with; `pipeline`:
    whose state the run continues and will change.
    """

    model_config = ConfigDict(extra="forbid")

    run: str
    flow: dict[str, Any]
    pipeline: str
    unsafe: bool = False
    started: datetime
    steps: list[StepRecord]
    loaded: bool = False


class Package:
    """The folder of one run. `durable`: everything must survive a power failure."""

    def __init__(self, folder: Path, manifest: Manifest, durable: bool) -> None:
        self.folder = folder
        self.manifest = manifest
        self._durable = durable
        self._state: State | None = None

    @classmethod
    def begin(
        cls,
        runs: Path,
        flow: Mapping[str, Any],
        steps: Iterable[tuple[str, str]],
        pipeline: str,
        durable: bool,
    ) -> Package:
        """A new package in the folder of packages. `steps`: name and type of each; `pipeline`:
        empty if the run remembers nothing.
        """
        started = datetime.now(timezone.utc)
        run = f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        manifest = Manifest(
            run=run,
            flow=dict(flow),
            pipeline=pipeline,
            started=started,
            steps=[StepRecord(name=name, type=kind) for name, kind in steps],
        )
        package = cls(runs / run, manifest, durable)
        package.folder.mkdir(parents=True)
        package.commit()
        if durable:
            sync(runs)
        return package

    @classmethod
    def pending(cls, runs: Path) -> Package | None:
        """The unfinished package, if there is one; a folder without a manifest never began, or has
        ended.
        """
        for folder in sorted(runs.glob("*/")):
            path = folder / MANIFEST
            if not path.is_file():
                continue
            try:
                manifest = Manifest.model_validate_json(path.read_bytes())
            except ValueError as error:
                raise Blocked(
                    "",
                    text(
                        "%(path)s can't be read: %(error)s. Run the flow with --restart to begin "
                        "anew.",
                        path=path,
                        error=error,
                    ),
                ) from error
            return cls(folder, manifest, durable=True)
        return None

    @staticmethod
    def drop_all(runs: Path) -> None:
        """Delete all packages of a folder."""
        for folder in runs.glob("*/"):
            shutil.rmtree(folder)

    def join(self, state: State) -> None:
        """Rows are written in the transaction of the state: from now on that is where it lasts how
        far the run is, and what was written with it.
        """
        self._state = state

    def take_note(self, state: State) -> None:
        """Go on from what lasted together with the rows, if that is more than the folder tells."""
        note = state.noted(self.manifest.run)
        if note:
            self.manifest = Manifest.model_validate_json(note)

    def commit(self) -> None:
        """Make what the records say last."""
        content = self.manifest.model_dump_json()
        if self._state:
            self._state.note(self.manifest.run, content)
        if self._durable:
            write_whole(self.folder / MANIFEST, content.encode())

    def remove(self) -> None:
        """Delete the folder; its manifest first, so that half of it is no package."""
        (self.folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def keep(self, name: str, number: int, frame: pl.DataFrame) -> Part:
        """Write a part. It counts once a record names it and is committed."""
        content = parquet(frame)
        file = f"{name}-{number:06}.parquet"
        path = self.folder / file
        if self._durable:
            write_whole(path, content)
        else:
            with told_if_full(path):
                path.write_bytes(content)
        return Part(file=file, rows=frame.height, sha256=sha256(content))

    def dataset(self, parts: Iterable[Part], name: str = "") -> Dataset:
        """Parts as one frame."""
        return Dataset(self.folder, tuple(parts), name)

    def frames(self, before: int) -> dict[str, Dataset]:
        """The frames that a step (by its number) finds: the last of each name before it."""
        parts: dict[str, list[Part]] = {}
        for record in self.manifest.steps[:before]:
            parts.update(record.frames)
        return {name: Dataset(self.folder, own, name) for name, own in parts.items()}

    def verify(self) -> None:
        """Raises Blocked if a part that a record names is damaged."""
        for record in self.manifest.steps:
            for parts in (
                *record.frames.values(),
                record.rejects,
                record.pairs,
                record.repeated,
                record.seen,
                record.open,
            ):
                Dataset(self.folder, parts, record.name).verify()
