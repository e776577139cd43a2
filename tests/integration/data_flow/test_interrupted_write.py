"""A run that is interrupted between two batches of a write sends only the rest when it goes on."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from odoo_data_flow.errors import Interrupted
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import FolderHost, Progress, RunReport, Workspace, package, run_flow
from odoo_data_flow.state import State
from odoo_data_flow.state.sqlite import Sqlite
from odoo_data_flow.write import RunWriter
from tests.integration.data_flow.sink import JoiningSinkWriter, ResumableSinkInlet, SinkHost

FLOW = parse_flow(
    {
        "name": "flow",
        "steps": [
            {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"},
            {
                "name": "write_rows",
                "type": "write",
                "model": "rows",
                "key": "key",
                "mapping": {"amount": "amount"},
            },
        ],
    }
)


_COUNTS = {
    "read": 22, "created": 19, "updated": 0, "unchanged": 0, "quarantined": 3, "excluded": 0,
}  # fmt: skip


def _put_rows(folder: Path) -> list[str]:
    """A file with a key that stands twice, and a row without one. Returns the keys."""
    keys = [*(f"k{number}" for number in range(20)), "k3", ""]
    lines = [f"{key},{number}" for number, key in enumerate(keys)]
    (folder / "rows.csv").write_text("\n".join(["key,amount", *lines, ""]))
    return keys


def test_counts_of_a_write_in_slices_are_those_of_one_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = _put_rows(tmp_path)
    host = SinkHost(tmp_path, resumable=True)
    sent: list[int] = []
    write = ResumableSinkInlet.write
    monkeypatch.setattr(
        ResumableSinkInlet,
        "write",
        lambda self, frame: (sent.append(frame.height), write(self, frame)),
    )

    def one_batch_at_a_time(progress: Progress) -> None:
        if progress.step == "write_rows" and progress.rows and not progress.report:
            raise Interrupted("", "the time is over")

    slices = 0
    report = None
    while report is None:
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        slices += 1
        try:
            report = run_flow(FLOW, host, one_batch_at_a_time, workspace=workspace, sent=4)
        except Interrupted:
            assert slices < 20

    assert slices == 8
    assert sum(sent) == len(keys)
    assert report.counts.model_dump() == _COUNTS
    (writing,) = report.writes
    assert [reject.row for reject in writing.rejects] == [3, 20, 21]
    assert len(host.rows("rows")) == 19


class _Killed(BaseException):
    """In place of a signal: nothing in the process may take notice of it."""


class _JoinedHost(FolderHost):
    """Writes to the models in the file of the state, by its connection."""

    def __init__(self, folder: Path, database: Sqlite) -> None:
        super().__init__(folder)
        self._database = database

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        return JoiningSinkWriter(self._database._connection)


def _joined(folder: Path) -> RunReport:
    """Run the flow, or finish the run that was killed."""
    database = Sqlite(folder / "state.sqlite")
    try:
        workspace = Workspace(folder / ".odf", "pipeline", State(database, "pipeline"))
        return run_flow(FLOW, _JoinedHost(folder, database), workspace=workspace, sent=8)
    finally:
        # What was not committed is lost.
        database.close()


def _killing(number: int, work: Callable[..., object], after: bool) -> Callable[..., object]:
    """The function, which dies with its call of that number: before its work is done, or after."""
    calls = count()

    def killed(*arguments: object) -> object:
        is_it = next(calls) == number
        if is_it and not after:
            raise _Killed
        result = work(*arguments)
        if is_it:
            raise _Killed
        return result

    return killed


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("what", ["commit", "manifest"])
def test_counts_are_exact_wherever_a_run_is_killed_that_writes_beside_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, after: bool
) -> None:
    """At every commit of rows and state, and every time that the package is written."""
    whose, name = (Sqlite, "commit") if what == "commit" else (package, "write_whole")
    for number in range(100):
        folder = tmp_path / str(number)
        folder.mkdir()
        _put_rows(folder)
        with monkeypatch.context() as patched:
            patched.setattr(whose, name, _killing(number, getattr(whose, name), after))
            try:
                _joined(folder)
                break
            except _Killed:
                pass

        report = _joined(folder)

        assert report.counts.model_dump() == _COUNTS, number
    assert number >= 8
