"""Whatever becomes of the server, a run ends as if nothing had happened; two are never at once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path

import pytest

from dev import databases
from tests.integration.flows.servers import Place, locked

#: Makes a flow of partners, some of whose parents come after their children.
_FLOW = """
def flow(namespace):
    return env["odf.flow"].from_document({
        "name": "load_partners",
        "steps": [
            {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"},
            {"name": "write_rows", "type": "write", "model": "res.partner", "key": "key",
             "mapping": {"name": "name", "ref": "ref", "parent_id": "parent"}},
        ],
    }, namespace)
"""


@pytest.fixture
def place(new_name: Callable[[str], str], tmp_path: Path) -> Iterator[Place]:
    """A fresh database without a server."""
    database = new_name("flows")
    databases.clone(database)
    place = Place(database, tmp_path)
    yield place
    place.kill()


def _put_rows(place: Place, rows: int) -> None:
    lines = ["key,name,ref,parent"]
    for number in range(rows):
        # Every tenth row of the first half is a child of one that comes later.
        parent = f"k{number + rows // 2}" if number % 10 == 0 and number < rows // 2 else ""
        lines.append(f"k{number},Partner {number},R{number},{parent}")
    # Two rows that can't be written.
    lines += ["twice,One,1,", "twice,Two,1,"]
    (place.data / "rows.csv").write_text("\n".join(lines) + "\n")


def _loaded(place: Place, namespace: str) -> list[tuple[object, ...]]:
    return place.ask(
        """
        SELECT data.name, record.name, record.ref, parent.name
          FROM ir_model_data AS data
          JOIN res_partner AS record ON record.id = data.res_id
          LEFT JOIN ir_model_data AS parent
            ON parent.module = data.module AND parent.res_id = record.parent_id
         WHERE data.module = %s AND data.model = 'res.partner'
         ORDER BY data.name
        """,
        namespace,
    )


def _held(place: Place, namespace: str, name: str) -> AbstractContextManager[None]:
    """Nobody gets past the row of that name: somebody else is about to take its external ID."""
    return locked(
        place.database,
        "INSERT INTO ir_model_data (module, name, model, res_id) "
        f"VALUES ('{namespace}', '{name}', 'res.partner', 1) RETURNING id",
    )


def _kill_when_written(place: Place, rows: int) -> None:
    """Kill the server when so many rows of the newest run are there for good."""
    place.wait(
        "SELECT state = 'running' AND progress_step = 'write_rows' AND progress_rows >= %s "
        "FROM odf_run ORDER BY id DESC LIMIT 1",
        rows,
    )
    place.kill()
    assert place.ask("SELECT state FROM odf_run ORDER BY id DESC LIMIT 1") == [("running",)]


def test_run_that_is_killed_in_the_middle_is_found_and_ends_as_if_undisturbed(
    place: Place,
) -> None:
    all_rows = 7_000
    _put_rows(place, all_rows)
    place.start()
    place.shell(f"{_FLOW}\nflow('undisturbed').action_run()")
    place.wait("SELECT count(*) = 1 FROM odf_run WHERE state = 'done'")
    before = place.ask("SELECT count(*) FROM res_partner")[0][0]

    with _held(place, "killed", "k2501"):
        place.shell(f"{_FLOW}\nflow('killed').action_run()")
        _kill_when_written(place, 2_000)
    assert 0 < len(_loaded(place, "killed")) < all_rows
    with _held(place, "killed", "k4501"):
        place.start()
        _kill_when_written(place, 4_000)
    assert 0 < len(_loaded(place, "killed")) < all_rows
    place.start()
    place.wait("SELECT bool_and(state = 'done') FROM odf_run")

    assert _loaded(place, "killed") == _loaded(place, "undisturbed")
    assert len(_loaded(place, "killed")) == all_rows
    after = place.ask("SELECT count(*) FROM res_partner")[0][0]
    assert after - before == all_rows
    undisturbed, killed = place.ask(
        "SELECT read_count, created_count, updated_count, unchanged_count, quarantined_count, "
        "excluded_count, log FROM odf_run ORDER BY id"
    )
    assert killed[:6] == undisturbed[:6] == (all_rows + 2, all_rows, 0, 0, 2, 0)
    assert str(killed[6]).count("The server ended in the middle of the run.") == 2


def test_short_run_ends_while_a_long_one_goes_on(place: Place) -> None:
    """The long one waits for a record that somebody else holds, for as long as that pleases us."""
    _put_rows(place, 10)
    place.shell(f"{_FLOW}\nflow('long').run()")
    (place.data / "rows.csv").write_text("key,name,ref,parent\nk1,Renamed,R1,\n")
    long = "SELECT state = 'running' AND progress_step = 'write_rows' FROM odf_run WHERE id = 2"
    mine = "SELECT record.id FROM res_partner AS record WHERE ref = 'R1' FOR UPDATE"

    with locked(place.database, mine):
        place.start(cron_workers=2)
        place.shell(f"{_FLOW}\nflow('long').action_run()")
        place.wait(long)
        place.shell(f"{_FLOW}\nfor _number in range(2):\n    flow('short').action_run()")
        place.wait("SELECT count(*) = 2 FROM odf_run WHERE id > 2 AND state = 'done'")
        assert place.ask(long) == [(True,)]
    place.wait("SELECT bool_and(state = 'done') FROM odf_run")

    assert place.ask("SELECT updated_count FROM odf_run WHERE id = 2") == [(1,)]


def test_two_servers_never_run_the_same_pipeline_at_once(place: Place) -> None:
    _put_rows(place, 2_000)
    place.start()
    place.start()

    # Each server takes one lane, so that only the pipeline's lock is left.
    place.shell(f"{_FLOW}\none = flow('one')\nfor _number in range(4):\n    one.action_run()")
    place.wait("SELECT bool_and(state = 'done') FROM odf_run")

    times = place.ask("SELECT started, ended FROM odf_run ORDER BY started, ended")
    assert len(times) == 4
    for (_started, ended), (started, _ended) in pairwise(times):
        assert ended <= started, times
    assert place.ask("SELECT sum(created_count), count(DISTINCT pipeline_id) FROM odf_run") == [
        (2_000, 1)
    ]
    assert len(_loaded(place, "one")) == 2_000
    assert all("Data Flows: carry out queued runs" in log for log in place.logs)
