"""Where state and rows are in one database of PostgreSQL, they last together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2
import pytest

from dev import cluster, databases
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import Interrupted
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import FolderHost, RunReport, Workspace, run_flow
from odoo_data_flow.state.postgres import Postgres
from odoo_data_flow.write import Counts, RunWriter
from odoo_data_flow.write.postgres import PostgresWriter

_FLOW = {
    "name": "letters",
    "steps": [
        {"name": "read_letters", "type": "read", "format": "csv", "path": "letters.csv"},
        {
            "name": "write_letters",
            "type": "write",
            "connection": "db",
            "model": "letter",
            "key": "code",
            "mapping": {"name": "name"},
        },
    ],
}
#: Of four batches, one row that the table does not take.
_ROWS = [(f"c{number}", "x" * 9 if number == 25 else f"n{number}") for number in range(40)]


class Host(FolderHost):
    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
        self._url = url

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        return PostgresWriter(Database(Secret(self._url)), dry_run=dry_run)


@pytest.fixture
def url(new_name: Callable[[str], str]) -> Iterator[str]:
    where = cluster.ensure_running()
    login = {"host": where["PGHOST"], "port": where["PGPORT"], "user": where["PGUSER"]}
    name = new_name("shared")
    maker = psycopg2.connect(dbname="postgres", **login)
    maker.autocommit = True
    with maker.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    maker.close()
    url = f"postgresql:///{name}?{urlencode(login)}"
    _ask(url, "CREATE TABLE letter (code text PRIMARY KEY, name varchar(8))")
    yield url
    databases.drop(name)


def _ask(url: str, sql: str) -> list[Any]:
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def _run(folder: Path, url: str, state: str) -> RunReport:
    rows = "".join(f"{code},{name}\n" for code, name in _ROWS)
    (folder / "letters.csv").write_text(f"code,name\n{rows}")
    workspace = Workspace(folder / ".odf", "letters", state)
    try:
        return run_flow(parse_flow(_FLOW), Host(folder, url), workspace=workspace, batch=10)
    finally:
        workspace.close()


@pytest.mark.parametrize("together", [True, False])
def test_what_is_interrupted_before_the_state_is_kept(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, together: bool
) -> None:
    state = url if together else "sqlite:///state.sqlite"

    def broken(*_arguments: object) -> None:
        raise Interrupted("state", "the power is gone.")

    with monkeypatch.context() as patched:
        patched.setattr("odoo_data_flow.state.store.State._apply", broken)
        with pytest.raises(Interrupted):
            _run(tmp_path, url, state)

    assert _ask(url, "SELECT count(*) FROM letter") == [(0 if together else 39,)]
    report = _run(tmp_path, url, state)
    assert report.resumed
    assert report.counts == Counts(read=40, created=39, quarantined=1)
    assert _ask(url, "SELECT count(*), min(name) FROM letter") == [(39, "n0")]


def test_nothing_is_committed_before_all_is(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    commit = Postgres.commit

    def watched(self: Postgres) -> None:
        commit(self)
        known = "SELECT count(*) FROM letter"
        seen.append((_ask(url, known), _ask(url, f"{known}, odf_state_run")))

    monkeypatch.setattr(Postgres, "commit", watched)
    _run(tmp_path, url, url)
    again = _run(tmp_path, url, url)

    both = ([(39,)], [(39,)])
    assert next(pair for pair in seen if pair[0] != [(0,)]) == both
    assert again.counts == Counts(read=40, unchanged=39, quarantined=1)
