"""Executes a flow: as a package of steps, each of which can be resumed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..durable import refused, write_whole
from ..errors import Blocked, FlowError, InvalidFlow
from ..flow import (
    Flow,
    ReadStep,
    Step,
    TransformStep,
    WriteStep,
    check_flow,
    digest_of,
    dump_flow,
    parse_flow,
)
from ..messages import text
from ..rows import BATCH
from ..state import State, StepChange
from ..transform.sandbox import Limits
from ..write import JoiningWriter, RunWriter, SharingWriter, WriteReport
from .host import Host
from .package import Package, StepRecord
from .quarantine import publish, publish_rows
from .report import RunReport, StepReport
from .stage import Stage, Work, check_rejects
from .steps import compute
from .workspace import Workspace
from .writing import ModelWrite, write_to_file


@dataclass(frozen=True)
class Progress:
    """Told when a step begins, after each of its batches, and when it ends (`report`).

    `index` counts from 0 to `total` - 1; `rows` are those that it has worked off, `of` all of them
    if that is known. `lasting`: a run that is interrupted now goes on from here; else its step
    begins anew.
    """

    index: int
    total: int
    step: str
    rows: int = 0
    of: int | None = None
    report: StepReport | None = None
    lasting: bool = True


def run_flow(
    flow: Flow,
    host: Host,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits | None = None,
    unsafe: bool = False,
    *,
    workspace: Workspace | None = None,
    dry_run: bool = False,
    restart: bool = False,
    batch: int = BATCH,
    sent: int | None = None,
) -> RunReport:
    """Execute the steps of a flow in order.

    `limits`: what a script may use each time that it is called. `unsafe`: run scripts outside the
    sandbox (recorded in the report). `workspace`: where state and unfinished runs are kept; without
    one the run remembers nothing, and what earlier steps wrote is the host's to keep or to undo
    when a later one fails. A run that was interrupted is finished instead of beginning a new one,
    with the flow as it was then; `restart` drops it. `dry_run`: write nothing, remember nothing.
    `batch`: rows that are worked on at a time; `sent`: that a writer gets, if not as many.
    `progress` may raise Interrupted or any other FlowError to end the run where it is.

    Raises InvalidFlow if the checks find problems, and FlowError or ScriptError where a step fails;
    if the error is `passing`, the next call resumes the run.
    """
    problems = check_flow(flow)
    if problems:
        raise InvalidFlow(problems)
    work = partial(
        Work,
        host=host,
        limits=limits or Limits(),
        unsafe=unsafe,
        dry_run=dry_run,
        batch=batch,
        sent=sent or batch,
    )
    try:
        return _run(flow, work, progress or (lambda _progress: None), workspace, dry_run, restart)
    except OSError as error:
        # Of the folder of the run; what a step refuses has its name by now.
        raise refused(error) from error


def _run(
    flow: Flow,
    work: Callable[..., Work],
    told: Callable[[Progress], None],
    workspace: Workspace | None,
    dry_run: bool,
    restart: bool,
) -> RunReport:
    if workspace is None:
        with _temporary(flow) as package:
            return _Run(work(flow=flow, package=package), told, None).execute()
    if dry_run:
        with _temporary(flow) as package:
            return _Run(_knowing(work, flow, package, workspace.state), told, None).execute()
    with workspace.locked():
        package, resumed = _package(flow, workspace, restart)
        flow = parse_flow(package.manifest.flow)
        run = _knowing(work, flow, package, workspace.state)
        return _Run(run, told, workspace, resumed).execute()


def _knowing(work: Callable[..., Work], flow: Flow, package: Package, state: State) -> Work:
    return work(flow=flow, package=package, state=state, edited=state.flow() != digest_of(flow))


@contextmanager
def _temporary(flow: Flow) -> Iterator[Package]:
    with tempfile.TemporaryDirectory(prefix="odf-") as folder:
        yield _begin(flow, Path(folder), "", durable=False)


def _begin(flow: Flow, folder: Path, pipeline: str, durable: bool) -> Package:
    steps = [(step.name, step.type) for step in flow.steps]
    return Package.begin(folder, dump_flow(flow), steps, pipeline, durable)


def _package(flow: Flow, workspace: Workspace, restart: bool) -> tuple[Package, bool]:
    """The package to work on, and whether it is a pending one."""
    workspace.packages.mkdir(parents=True, exist_ok=True)
    if restart:
        Package.drop_all(workspace.packages)
    pending = Package.pending(workspace.packages)
    if pending is None:
        # What is left over from packages that never began, or that were being deleted.
        Package.drop_all(workspace.packages)
        begun = _begin(flow, workspace.packages, workspace.state.pipeline, workspace.durable)
        return begun, False
    if pending.manifest.pipeline != workspace.state.pipeline:
        raise Blocked(
            "",
            text(
                "the run %(run)s, which was interrupted, read or wrote other places than the flow "
                "does now. Let the flow lead there again to finish it, or drop it with --restart.",
                run=pending.manifest.run,
            ),
        )
    pending.take_note(workspace.state)
    pending.verify()
    return pending, True


class _Run:
    """One package on its way from the sources to the destinations."""

    def __init__(
        self,
        work: Work,
        progress: Callable[[Progress], None],
        workspace: Workspace | None,
        resumed: bool = False,
    ) -> None:
        self._work = replace(work, tell=self._tell)
        self._progress = progress
        self._workspace = workspace
        self._resumed = resumed
        self._package = work.package
        self._writers: dict[str | None, RunWriter] = {}
        self._writes: dict[str | None, list[tuple[int, ModelWrite]]] = {}
        # Whether rows are written, but will last only together with the state.
        self._shares = False

    def execute(self) -> RunReport:
        """Do what is left to do. Raises FlowError; the package stays if the run can be resumed."""
        manifest = self._package.manifest
        manifest.unsafe |= self._work.unsafe
        try:
            if not manifest.loaded:
                self._load()
            report = self._report()
            self._finish(report)
        except FlowError as error:
            if self._workspace and not error.passing:
                self._abandon(error)
            raise
        finally:
            for writer in self._writers.values():
                writer.close()
        return report

    def _load(self) -> None:
        manifest = self._package.manifest
        for number, step in enumerate(self._work.flow.steps):
            is_model = isinstance(step, WriteStep) and step.model
            if manifest.steps[number].done and not is_model:
                continue
            self._tell(number, begins=True)
            with _within(step):
                self._execute(number, step)
            if not is_model:
                self._tell(number, ends=True)
        self._settle()
        if not self._shares:
            manifest.loaded = True
            self._package.commit()

    def _execute(self, number: int, step: Step) -> None:
        if not isinstance(step, WriteStep):
            compute(Stage(self._work, number, step))
        elif step.model:
            if step.connection not in self._writers:
                self._writers[step.connection] = self._writer(step.connection)
            writes = self._writes.setdefault(step.connection, [])
            stage = Stage(self._work, number, step)
            earlier = [write for _number, write in writes]
            write = ModelWrite(stage, self._writers[step.connection], earlier)
            writes.append((number, write))
            write.send()
        else:
            write_to_file(Stage(self._work, number, step))

    def _writer(self, connection: str | None) -> RunWriter:
        writer = self._work.host.writer(connection, self._work.dry_run)
        if self._workspace and isinstance(writer, SharingWriter):
            self._shares |= writer.share(self._workspace.state)
        if self._workspace and isinstance(writer, JoiningWriter):
            state = self._workspace.state
            if writer.join(state):
                self._package.join(state)
        return writer

    def _settle(self) -> None:
        """Let the writers finish: rows whose parents came later in the run, and cycles."""
        for connection, writes in self._writes.items():
            # What goes wrong now can be any step's; the first one stands for all.
            with _within(self._work.flow.steps[writes[0][0]]):
                reports = self._writers[connection].finish()
            for (number, write), report in zip(writes, reports, strict=True):
                with _within(self._work.flow.steps[number]):
                    write.settle(report)
            # Only now: rows of one step may have been written with those of another.
            self._package.commit()
            for number, _write in writes:
                self._tell(number, ends=True)
            check_rejects(self._work)

    def _finish(self, report: RunReport) -> None:
        """Remember what was seen, now that it has arrived; then the package has done its work."""
        if self._workspace is None:
            return
        changes = [self._change(record) for record in self._package.manifest.steps]
        self._workspace.state.finish(
            report.run, [change for change in changes if change], digest_of(self._work.flow)
        )
        self._publish(report.model_dump_json(indent=2))
        self._package.remove()

    def _change(self, record: StepRecord) -> StepChange | None:
        if record.type != "read":
            return None
        step = next(step for step in self._work.flow.steps if step.name == record.name)
        gone = record.frames.get(step.deleted or "", []) if isinstance(step, ReadStep) else []
        key = step.key if isinstance(step, ReadStep) else None
        dataset = self._package.dataset
        return StepChange(
            record.name,
            record.watermark,
            seen=dataset(record.seen).frames(),
            rows=dataset(record.pairs).frames(),
            gone=[
                *(part.rename({key or "": "key"}) for part in dataset(gone).frames()),
                *dataset(record.repeated).frames(),
            ],
        )

    def _abandon(self, error: FlowError) -> None:
        """Flow or data are to blame: the next run begins anew. What was refused is kept."""
        self._publish(f"{error}\n", "error.txt")
        self._package.remove()

    def _publish(self, text: str, name: str = "report.json") -> None:
        folder = self._reports
        folder.mkdir(parents=True, exist_ok=True)
        for record in self._package.manifest.steps:
            if record.rejects:
                rejects = self._package.dataset(record.rejects).frames()
                publish(rejects, folder / _rejects_of(record))
            if record.rejects and record.type == "write":
                rows = self._package.dataset(record.rejects, record.name)
                publish_rows(rows.lazy(), folder / f"{record.name}.rejects.parquet")
        write_whole(folder / name, text.encode())

    @property
    def _reports(self) -> Path:
        folder = self._workspace.reports if self._workspace else self._package.folder
        return folder / self._package.manifest.run

    def _report(self) -> RunReport:
        manifest, flow = self._package.manifest, self._work.flow
        steps = tuple(self._step_report(number) for number in range(len(flow.steps)))
        rejected = [record for record in manifest.steps if record.rejects]
        return RunReport(
            flow=flow.name,
            run=manifest.run,
            seconds=round(sum(step.seconds for step in steps), 3),
            steps=steps,
            unsandboxed=manifest.unsafe
            and any(isinstance(step, TransformStep) for step in flow.steps),
            dry_run=self._work.dry_run,
            resumed=self._resumed,
            rejects=(
                {record.name: str(self._reports / _rejects_of(record)) for record in rejected}
                if self._workspace
                else {}
            ),
        )

    def _step_report(self, number: int) -> StepReport:
        record, step = self._package.manifest.steps[number], self._work.flow.steps[number]
        frames = {name: sum(part.rows for part in parts) for name, parts in record.frames.items()}
        tally = record.tally
        write = None
        out = sum(frames.values())
        if isinstance(step, ReadStep):
            out = frames[step.output]
        if isinstance(step, WriteStep):
            out = record.rows_in
            write = WriteReport(
                model=step.model or Path(step.path or "").name,
                read=record.rows_in,
                **tally.model_dump(),
                rejects=tuple(record.named),
            )
        return StepReport(
            name=step.name,
            type=step.type,
            rows_in=record.rows_in,
            rows_out=out,
            quarantined=tally.quarantined,
            excluded=tally.excluded,
            behind=record.behind,
            nameless=record.nameless,
            found=record.found,
            discarded_values=record.discarded_values,
            seconds=round(record.seconds, 3),
            frames=frames,
            write=write,
            log=record.log,
        )

    def _tell(
        self, number: int, lasting: bool = True, *, begins: bool = False, ends: bool = False
    ) -> None:
        record = self._package.manifest.steps[number]
        self._progress(
            Progress(
                number,
                len(self._work.flow.steps),
                record.name,
                0 if begins else record.rows_in,
                self._expected(number),
                self._step_report(number) if ends else None,
                lasting,
            )
        )

    def _expected(self, number: int) -> int | None:
        step = self._work.flow.steps[number]
        if isinstance(step, ReadStep):
            return None
        frames = self._package.frames(number)
        return frames[step.input].rows if step.input in frames else None


def _rejects_of(record: StepRecord) -> str:
    return f"{record.name}.rejects.csv"


@contextmanager
def _within(step: Step) -> Iterator[None]:
    """Errors are told with the step that they come from."""
    try:
        yield
    except FlowError as error:
        # A script's error is told by the script's own path already, a limit of the flow by its
        # name.
        if error.path.startswith("scripts.") or error.path == "max_rejects":
            raise
        raise error.within(f"steps.{step.name}") from error
    except OSError as error:
        raise refused(error).within(f"steps.{step.name}") from error
