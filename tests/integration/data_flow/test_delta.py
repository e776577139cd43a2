"""What a flow remembers: what has changed, what has gone, and rows that were committed late."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import psycopg2
import pytest

from dev import cluster
from odoo_data_flow.connect.open_transactions import OPEN_TRANSACTIONS
from odoo_data_flow.errors import Blocked, FlowError, Interrupted
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.read import READERS, Batch, Reader, Request, SourceTimes
from odoo_data_flow.run import Progress, RunReport, Workspace, run_flow
from odoo_data_flow.state import State
from odoo_data_flow.write import Counts
from tests.integration.data_flow.sink import SinkHost

COLUMNS = ("id", "name", "tags", "write_date")


@READERS.register("test_table")
class TableReader(Reader):
    """The table `thing` of a PostgreSQL database, whose relation `tags` leaves no write_date."""

    reads_files: ClassVar[bool] = False
    knows_changes: ClassVar[bool] = True

    def read(self, request: Request) -> Iterator[Batch]:
        columns = request.columns or COLUMNS
        with request.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(columns)} FROM thing WHERE (%(since)s IS NULL OR write_date >= "
                "%(since)s OR write_date IS NULL) AND (%(keys)s IS NULL OR id = ANY(%(keys)s)) "
                "ORDER BY id",
                {"since": request.since, "keys": list(request.keys) if request.keys else None},
            )
            rows = cursor.fetchall()
        request.connection.rollback()
        schema = {
            "id": pl.Int64, "name": pl.String, "tags": pl.List(pl.String),
            "write_date": pl.Datetime("us"),
        }  # fmt: skip
        wanted = {name: schema[name] for name in columns}
        yield Batch(pl.DataFrame(rows, schema=wanted, orient="row"), 1)

    def fingerprint(self, request: Request) -> None:
        return None

    def times(self, request: Request) -> SourceTimes:
        with request.connection.cursor() as cursor:
            cursor.execute(OPEN_TRANSACTIONS)
            hidden, oldest = cursor.fetchone()
            assert not hidden
            cursor.execute("SELECT max(write_date) FROM thing")
            (newest,) = cursor.fetchone()
        request.connection.rollback()
        return SourceTimes(newest, oldest, timedelta(0))


class Host(SinkHost):
    def __init__(self, folder: Path, connection: Any = None) -> None:
        super().__init__(folder)
        self._connection = connection

    def connection(self, name: str) -> Any:
        return self._connection


@pytest.fixture
def connect(new_name: Callable[[str], str]) -> Iterator[Callable[[], Any]]:
    """Connections to one new database, with an empty table `thing`."""
    where = cluster.ensure_running()
    name = new_name("delta")
    connections: list[Any] = []

    def new(database: str = name) -> Any:
        connections.append(
            psycopg2.connect(
                host=where["PGHOST"], port=where["PGPORT"], user=where["PGUSER"],
                passfile=where["PGPASSFILE"], dbname=database,
            )
        )  # fmt: skip
        return connections[-1]

    maker = new("postgres")
    maker.autocommit = True
    with maker.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    first = new()
    with first, first.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE thing (id int PRIMARY KEY, name text, tags text[], write_date timestamp)"
        )
    first.close()
    yield new
    for connection in connections:
        connection.close()


def put(connection: Any, *rows: tuple[int, str]) -> None:
    """Write as Odoo does: `write_date` is the time at which the transaction began."""
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(
                "INSERT INTO thing VALUES (%s, %s, '{}', now() AT TIME ZONE 'UTC') ON CONFLICT (id)"
                " DO UPDATE SET name = excluded.name, write_date = excluded.write_date",
                row,
            )


def run(host: Host, mode: str = "delta", **read: Any) -> tuple[RunReport, Workspace]:
    source: dict[str, Any] = {"format": "test_table", "connection": "db", "key": "id", **read}
    steps: list[dict[str, Any]] = [
        {"name": "read_things", "type": "read", **source},
        {
            "name": "write_things",
            "type": "write",
            "model": "thing",
            "key": "id",
            "mapping": {"name": "name"},
        },
    ]
    if "deleted" in read:
        steps.append(
            {"name": "gone", "type": "write", "input": "gone", "format": "csv", "path": "gone.csv"}
        )
    flow = parse_flow({"name": "things", "mode": mode, "steps": steps})
    workspace = Workspace(host.folder / ".odf", "things")
    try:
        return run_flow(flow, host, workspace=workspace), workspace
    finally:
        workspace.close()


def names(host: Host) -> list[object]:
    return [name for _key, name in host.rows("thing")]


def test_row_that_is_committed_late_is_not_missed(
    tmp_path: Path, connect: Callable[[], Any]
) -> None:
    slow, quick, host = connect(), connect(), Host(tmp_path, connect())
    put(slow, (1, "late"))  # its transaction has begun, and goes on while …
    with quick:
        put(quick, (2, "quick"))  # … a younger one is committed, with a later write_date
    run(host)
    assert names(host) == ["quick"]

    slow.commit()
    with quick:
        put(quick, (3, "third"))
    report, _workspace = run(host)

    assert names(host) == ["late", "quick", "third"]
    # The row of before stands after the watermark too, and is known: nothing is sent twice.
    assert (report.steps[0].rows_in, report.steps[0].excluded) == (3, 1)
    assert report.counts == Counts(read=2, created=2)


def test_only_what_has_changed_since_is_read(tmp_path: Path, connect: Callable[[], Any]) -> None:
    source, host = connect(), Host(tmp_path, connect())
    for number in range(20):
        with source:
            put(source, (number, f"name {number}"))
    run(host)
    with source:
        put(source, (7, "seven"))

    report, _workspace = run(host)

    # The newest row of the last run stands at the watermark itself.
    assert (report.steps[0].rows_in, report.steps[0].excluded) == (2, 1)
    assert report.counts == Counts(read=1, updated=1)
    assert run(host)[0].counts == Counts()
    assert run(host, mode="full")[0].counts == Counts(read=20, unchanged=20)


def test_row_without_a_time_is_passed_on_when_its_values_change(
    tmp_path: Path, connect: Callable[[], Any]
) -> None:
    source, host = connect(), Host(tmp_path, connect())
    with source, source.cursor() as cursor:
        put(source, (1, "timed"))
        cursor.execute("INSERT INTO thing VALUES (2, 'timeless', '{}', NULL)")
    run(host)
    assert run(host)[0].counts == Counts()

    with source, source.cursor() as cursor:
        cursor.execute("UPDATE thing SET name = 'changed' WHERE id = 2")

    assert run(host)[0].counts == Counts(read=1, updated=1)
    assert run(host)[0].counts == Counts()


def test_flow_that_was_edited_reads_everything_once(
    tmp_path: Path, connect: Callable[[], Any]
) -> None:
    source, host = connect(), Host(tmp_path, connect())
    for number in range(3):
        with source:
            put(source, (number, f"name {number}"))
    run(host)

    edited: dict[str, Any] = {"columns": {"name": "str"}}

    assert run(host, **edited)[0].counts == Counts(read=3, unchanged=3)
    assert run(host, **edited)[0].counts == Counts()
    assert run(host)[0].counts == Counts(read=3, unchanged=3)


def test_interrupted_run_is_not_finished_where_the_flow_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("key,name\na,Anna\n")
    flow, host = parse_flow(rows_flow()), SinkHost(tmp_path)

    def interrupt(_progress: Progress) -> None:
        raise Interrupted("", "now")

    one, other = (Workspace(tmp_path / ".odf", name) for name in ("one", "other"))
    with pytest.raises(Interrupted, match="now"):
        run_flow(flow, host, interrupt, workspace=one)

    with pytest.raises(Blocked, match="other places"):
        run_flow(flow, host, workspace=other)
    assert run_flow(flow, host, workspace=one).resumed


def test_deleted_rows_and_changes_of_relations_are_found_by_passes_of_their_own(
    tmp_path: Path, connect: Callable[[], Any]
) -> None:
    source, host = connect(), Host(tmp_path, connect())
    with source:
        put(source, *((number, f"name {number}") for number in range(10)))
    more: dict[str, Any] = {"deleted": "gone", "relations": ["tags"]}
    run(host, **more)
    with source, source.cursor() as cursor:
        cursor.execute("DELETE FROM thing WHERE id IN (2, 5)")
        cursor.execute("UPDATE thing SET tags = '{new}', name = 'tagged' WHERE id = 8")

    report, _workspace = run(host, **more)

    assert (tmp_path / "gone.csv").read_text() == "id\n2\n5\n"
    assert report.counts == Counts(read=3, updated=1, created=2)
    assert dict(host.rows("thing"))["8"] == "tagged"
    assert run(host, **more)[0].counts == Counts()


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(
    request: pytest.FixtureRequest, tmp_path: Path, connect: Callable[[], Any]
) -> Callable[[], Workspace]:
    """New workspaces with one state, in either kind of database."""
    state = None
    if request.param == "postgresql":
        given = connect().get_dsn_parameters()
        state = (
            f"postgresql://{given['user']}@/{given['dbname']}?host={given['host']}"
            f"&port={given['port']}&passfile={given['passfile']}"
        )
    return lambda: Workspace(tmp_path / ".odf", "pipeline", state)


def rows_flow(**read: Any) -> dict[str, Any]:
    return {
        "name": "rows",
        "mode": "delta",
        "steps": [
            {
                "name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv",
                "key": "key", "deleted": "gone", **read,
            },
            {"name": "out", "type": "write", "format": "csv", "path": "out.csv"},
            {"name": "gone", "type": "write", "input": "gone", "format": "csv", "path": "gone.csv"},
        ],
    }  # fmt: skip


def test_changed_and_deleted_rows_of_a_file_are_found_by_their_content(
    tmp_path: Path, workspace: Callable[[], Workspace]
) -> None:
    source = tmp_path / "rows.csv"
    flow = parse_flow(rows_flow())

    def once(text: str) -> tuple[list[str], list[str]]:
        source.write_text("key,name\n" + text)
        opened = workspace()
        run_flow(flow, SinkHost(tmp_path), workspace=opened)
        opened.close()
        out, gone = ((tmp_path / f"{name}.csv").read_text() for name in ("out", "gone"))
        return out.split()[1:], gone.split()[1:]

    assert once("a,Anna\nb,Björn\n") == (["a,Anna", "b,Björn"], [])
    assert once("a,Anna\nb,Bjorn\nc,Cecilia\n") == (["b,Bjorn", "c,Cecilia"], [])
    assert once("c,Cecilia\nb,Bjorn\n") == ([], ["a"])


@pytest.mark.parametrize("batch", [1, 50])
def test_rows_of_one_key_are_never_taken_for_unchanged(tmp_path: Path, batch: int) -> None:
    source, host = tmp_path / "rows.csv", SinkHost(tmp_path)

    def once(text: str) -> list[str]:
        source.write_text("key,name\n" + text)
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        run_flow(parse_flow(rows_flow()), host, workspace=workspace, batch=batch)
        workspace.close()
        return sorted((tmp_path / "out.csv").read_text().split()[1:])

    assert once("c,Cecilia\nd,Dora\n") == ["c,Cecilia", "d,Dora"]
    for _time in range(2):
        assert once("c,Cecilia\nd,Dora\nc,Cilla\n") == ["c,Cecilia", "c,Cilla"]
    assert once("c,Cecilia\nd,Dora\n") == ["c,Cecilia"]


def test_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "[2024] *?"
    folder.mkdir()
    (folder / "rows.csv").write_text("key,name\na,Anna\n")

    workspace = Workspace(folder / ".odf", "pipeline")
    run_flow(parse_flow(rows_flow()), SinkHost(folder), workspace=workspace)
    workspace.close()

    assert (folder / "out.csv").read_text() == "key,name\na,Anna\n"


def test_file_is_passed_on_whole_once_when_the_flow_was_edited(tmp_path: Path) -> None:
    source, out, gone = (tmp_path / f"{name}.csv" for name in ("rows", "out", "gone"))

    def once(text: str, **read: Any) -> tuple[int, int]:
        source.write_text("key,name\n" + text)
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        run_flow(parse_flow(rows_flow(**read)), SinkHost(tmp_path), workspace=workspace)
        workspace.close()
        return len(out.read_text().split()) - 1, len(gone.read_text().split()) - 1

    assert once("a,Anna\nb,Björn\nc,Cecilia\n") == (3, 0)
    # What has gone meanwhile is known all the same.
    assert once("a,Anna\nb,Björn\n", columns={"name": "str"}) == (2, 1)
    assert once("a,Anna\nb,Björn\n", columns={"name": "str"}) == (0, 0)


def test_two_runs_of_a_pipeline_never_overlap(workspace: Callable[[], Workspace]) -> None:
    first, second = workspace(), workspace()
    with first.locked():
        with pytest.raises(FlowError, match="is running already"), second.locked():
            pass
        with pytest.raises(FlowError, match="is running already"), second.state.lock():
            pass
    with second.locked():
        pass


def test_lock_of_a_process_that_was_killed_is_free(
    tmp_path: Path, workspace: Callable[[], Workspace]
) -> None:
    opened = workspace()
    holder = (
        "import sys, time; from pathlib import Path; from odoo_data_flow.state.file_lock import "
        "file_lock\nwith file_lock(Path(sys.argv[1]), 'x'):\n    print('held', flush=True)\n"
        "    time.sleep(99)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(opened.folder / "lock")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(FlowError, match=f"process {process.pid}"), opened.locked():
        pass

    process.kill()
    process.wait()

    with opened.locked():
        pass


def test_state_of_another_pipeline_is_another_one(tmp_path: Path) -> None:
    one, other = (Workspace(tmp_path, name) for name in ("one", "other"))
    one.state.remember("step", pl.DataFrame({"key": ["a"], "hash": [1]}))

    assert other.state.keys("step").to_list() == []
    other.state.reset()
    assert one.state.keys("step").to_list() == ["a"]


@pytest.mark.parametrize(("compare", "sent"), [("destination", 3), ("state", 1)])
def test_rows_that_were_written_are_known_with_their_ids(
    tmp_path: Path, compare: str, sent: int
) -> None:
    flow = rows_flow()
    write = {
        "name": "write_rows", "type": "write", "model": "rows", "key": "key",
        "mapping": {"name": "name"}, "compare": compare,
    }  # fmt: skip
    flow |= {"mode": "full", "steps": [flow["steps"][0], write]}
    host, source = SinkHost(tmp_path), tmp_path / "rows.csv"

    def once(text: str) -> tuple[Counts, list[tuple[Any, ...]]]:
        source.write_text("key,name\n" + text)
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        report = run_flow(parse_flow(flow), host, workspace=workspace)
        rows = workspace.state.export()["odf_state_row"]
        workspace.close()
        known = [(row["key"], row["target"]) for row in rows if row["step"] == "write_rows"]
        return report.counts, known

    assert once("a,Anna\nb,Björn\nb,Bertil\nc,Cecilia\n") == (
        Counts(read=4, created=2, quarantined=2),
        [("a", "1"), ("c", "2")],
    )
    with sqlite3.connect(host.path) as sink:
        sink.execute("UPDATE rows SET name = 'changed by others' WHERE key = 'a'")
    counts, _known = once("a,Anna\nc,Cecilia\nd,Dora\n")
    # Who compares with the state does not see what others have changed, and asks nobody.
    assert counts.unchanged == (2 if compare == "state" else 1)
    assert host.rows("rows")[0] == ("a", "changed by others" if compare == "state" else "Anna")
    assert counts.read - counts.unchanged <= sent


def test_row_that_an_abandoned_run_has_written_is_not_taken_for_what_the_state_knows(
    tmp_path: Path,
) -> None:
    write = {
        "name": "write_rows", "type": "write", "model": "rows", "key": "key",
        "mapping": {"name": "name"}, "compare": "state",
    }  # fmt: skip
    read, more = (
        {"name": f"read_{name}", "type": "read", "format": "csv", "path": f"{name}.csv"}
        for name in ("rows", "more")
    )
    more |= {"output": "more", "columns": {"number": "int"}}
    flow = parse_flow({"name": "rows", "steps": [read, write, more]})
    host = SinkHost(tmp_path)

    def once(text: str, number: str = "1") -> Counts:
        (tmp_path / "more.csv").write_text(f"number\n{number}\n")
        (tmp_path / "rows.csv").write_text("key,name\n" + text)
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        try:
            return run_flow(flow, host, workspace=workspace).counts
        finally:
            workspace.close()

    once("a,Anna\nb,Björn\n")
    with pytest.raises(FlowError, match="is no whole number"):
        once("a,Anja\nb,Björn\n", number="one")

    assert once("a,Anna\nb,Björn\n") == Counts(read=2, updated=1, unchanged=1)
    assert host.rows("rows") == [("a", "Anna"), ("b", "Björn")]


def test_state_is_not_written_for_rows_that_it_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = rows_flow()
    write = {
        "name": "write_rows", "type": "write", "model": "rows", "key": "key",
        "mapping": {"name": "name"},
    }  # fmt: skip
    flow |= {"mode": "full", "steps": [flow["steps"][0], write]}
    host, source, remembered = SinkHost(tmp_path), tmp_path / "rows.csv", []
    remember = State.remember

    def counted(state: State, step: str, rows: pl.DataFrame) -> None:
        remembered.append(rows["key"].to_list())
        remember(state, step, rows)

    monkeypatch.setattr(State, "remember", counted)

    def once(text: str) -> list[list[str]]:
        remembered.clear()
        source.write_text("key,name\n" + text)
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        run_flow(parse_flow(flow), host, workspace=workspace)
        workspace.close()
        return list(remembered)

    assert once("a,Anna\nb,Björn\n") == [["a", "b"]]
    assert once("a,Anna\nb,Björn\n") == []
    # Another record may stand behind the key of a row that was created again: its id is new.
    with sqlite3.connect(host.path) as sink:
        sink.execute("DELETE FROM rows WHERE key = 'a'")
    assert once("a,Anna\nb,Björn\n") == [["a", "b"]]


def test_password_of_a_state_is_never_told(tmp_path: Path) -> None:
    with pytest.raises(FlowError) as caught:
        Workspace(tmp_path, "x", "postgresql://me:secret@127.0.0.1:1/db")

    assert caught.value.passing
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)
    with pytest.raises(FlowError, match=r"state: the URL") as unknown:
        Workspace(tmp_path, "x", "mysql://me:secret@host/db")
    assert "secret" not in str(unknown.value)
