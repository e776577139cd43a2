"""Installed, filled with 100,000 rows, upgraded: version by version, past one, after a kill."""

import json
import os
import re
import secrets
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev import databases
from dev.paths import ROOT
from dev.ports import free_port
from itx_codegen.publish import write_folder
from itx_codegen.render import render
from tests.integration.upgrades import rows
from tests.integration.upgrades.versions import MODULE, documents

_LOOK = """
import json
book = env["library.volume"].search([], limit=1, order="id")
data = env["ir.model.data"].search([("module", "=", "upgrade_case")])
print("TOLD" + json.dumps({
    "cover": book.picture.decode(),
    "messages": [m.body for m in book.message_ids if "Hello" in (m.body or "")],
    "followers": len(book.message_follower_ids),
    "tracked": book.message_ids.tracking_value_ids.field_id.mapped("name"),
    "activities": env["mail.activity"].search(
        [("res_model", "=", "library.volume")]).mapped("summary"),
    "filter": env["ir.filters"].search([("name", "=", "Mine")]).read(
        ["model_id", "domain", "context", "sort"])[0],
    "export": env["ir.exports"].search([("name", "=", "List")]).export_fields.mapped("name"),
    "default": env["ir.default"]._get("library.volume", "state"),
    "rule": env["ir.rule"].search([("name", "=", "Own")]).domain_force,
    "attachments": env["ir.attachment"].search_count([("res_model", "=", "library.writer")]),
    "about": book.about._name,
    "kept_shelf": env.ref("upgrade_case.shelf_old").active,
    "ids": {d.name: d.res_id for d in data if d.name in RENAMED},
    "isbn": env["library.volume"].search([("isbn", "=", "100% unknown")], limit=1).name,
}, default=str))
"""
#: XML id in the first version → in the third.
_RENAMED = {
    "action_book": "action_volume",
    "menu_book": "menu_volume",
    "access_book": "access_volume",
    "shelf_main": "shelf_central",
    "group_reader": "group_visitor",
    "model_library_book": "model_library_volume",
    "field_library_book__title": "field_library_volume__name",
}


@pytest.fixture(scope="module")
def addons(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A folder for each version, as it was exported."""
    found = []
    for number, document in enumerate(documents()):
        folder = tmp_path_factory.mktemp(f"version_{number + 1}")
        write_folder(render(document, bases=documents()[:number]), folder / MODULE)
        found.append(folder)
    return found


@pytest.fixture(scope="module")
def new_database() -> Iterator[Callable[[str | None], str]]:
    """Make a database: a copy of another, or of the template of the addons."""
    made: list[str] = []

    def new(source: str | None = None) -> str:
        name = f"scenario_upgrade_{os.getpid()}_{secrets.token_hex(3)}"
        made.append(name)
        if source is None:
            databases.clone(name)
        else:
            databases.copy(source, name)
        return name

    yield new
    for name in made:
        databases.drop(name)


@pytest.fixture(scope="module")
def filled(new_database: Callable[..., str], addons: list[Path]) -> str:
    """A database with the first version and its rows."""
    name = new_database()
    _checked(_odoo(addons[0], "-d", name, "-i", MODULE, "--stop-after-init"))
    fill = rows.FILL.replace("BOOKS", str(rows.BOOKS))
    _checked(_odoo(addons[0], "shell", "-d", name, stdin=fill))
    return name


@pytest.fixture(scope="module")
def expected(filled: str) -> str:
    """How many books there are, and the hash of all as the third version must have them."""
    return _sql(filled, rows.EXPECTED)


@pytest.fixture(scope="module")
def chained(filled: str, new_database: Callable[..., str], addons: list[Path]) -> str:
    """A database that went from the first version to the second, and on to the third."""
    name = new_database(filled)
    for folder in addons[1:]:
        _checked(_upgrade(folder, name))
    return name


@pytest.fixture(scope="module")
def skipped(
    filled: str, expected: str, new_database: Callable[..., str], addons: list[Path]
) -> str:
    """A database that went past the second version, after an attempt that was killed."""
    name = new_database(filled)
    before = _sql(name, rows.SCHEMA)
    _kill_while_it_runs(addons[2], name, "pre-60_selections")
    assert _sql(name, rows.EXPECTED) == expected
    assert _sql(name, rows.SCHEMA) == before
    _checked(_upgrade(addons[2], name))
    return name


def test_each_row_is_as_it_was_after_one_version_and_another(chained: str, expected: str) -> None:
    assert expected.startswith(f"{rows.BOOKS}|")
    assert _sql(chained, rows.FOUND) == expected


def test_each_row_is_as_it_was_past_a_version_and_after_a_kill(skipped: str, expected: str) -> None:
    assert _sql(skipped, rows.FOUND) == expected


def test_the_schema_is_that_of_a_fresh_installation(
    chained: str, skipped: str, new_database: Callable[..., str], addons: list[Path]
) -> None:
    fresh = new_database()
    _checked(_odoo(addons[2], "-d", fresh, "-i", MODULE, "--stop-after-init"))

    wanted = _sql(fresh, rows.SCHEMA)

    for database in (chained, skipped):
        assert _difference(wanted, _sql(database, rows.SCHEMA)) == []


def test_what_was_put_aside_is_all_that_is_left_over(
    chained: str, skipped: str, filled: str
) -> None:
    kept = """
        SELECT table_name || '.' || column_name FROM information_schema.columns
         WHERE column_name LIKE 'moduler\\_kept\\_%' OR
               table_name LIKE 'moduler\\_kept\\_%' AND column_name = 'id' ORDER BY 1
    """

    for database in (chained, skipped):
        assert _sql(database, kept).splitlines() == [
            "library_volume.moduler_kept_1_1_0_blurb",
            "library_volume.moduler_kept_1_1_0_bought",
            "library_volume.moduler_kept_1_1_0_pages",
            "library_volume.moduler_kept_1_1_0_subtitle",
            "library_volume.moduler_kept_1_2_0_shelf_id",
            "library_volume.moduler_kept_1_2_0_state",
            "moduler_kept_1_1_0_library_loan.id",
        ]
        old = (
            "SELECT md5(string_agg(subtitle || pages || bought, ',' ORDER BY id)) FROM library_book"
        )
        new = re.sub(r"(subtitle|pages|bought)", r"moduler_kept_1_1_0_\1", old)
        assert _sql(database, new.replace("_book", "_volume")) == _sql(filled, old)
        loans = "SELECT count(*), sum(book_id), max(day) FROM {}"
        assert _sql(database, loans.format("moduler_kept_1_1_0_library_loan")) == _sql(
            filled, loans.format("library_loan")
        )


@pytest.mark.parametrize("way", ["chained", "skipped"])
def test_what_people_made_of_the_rows_follows(
    way: str, request: pytest.FixtureRequest, filled: str, addons: list[Path]
) -> None:
    database = request.getfixturevalue(way)

    found = _told(addons[2], database, _LOOK.replace("RENAMED", repr(set(_RENAMED.values()))))

    assert found["cover"] == "aGVsbG8="
    assert found["messages"] == ["<p>Hello</p>"]
    assert found["followers"] == 1
    assert found["tracked"] == ["name"]
    assert found["activities"] == ["Look"] * 5
    assert found["filter"] | {"id": 0} == {
        "id": 0,
        "model_id": "library.volume",
        "domain": "[('name', 'ilike', 'x'), ('writer_id.name', '!=', 'title')]",
        "context": "{'group_by': ['writer_id', 'bought:month']}",
        "sort": '["name desc"]',
    }
    assert found["export"] == ["name", "writer_id/name"]
    assert found["default"] == "out"
    assert found["rule"] == "[('writer_id.name', '=', 'Author 1')]"
    assert found["attachments"] == 1
    assert found["about"] == "library.writer"
    assert found["kept_shelf"] is False
    assert found["isbn"]
    before = dict(
        line.split("|")
        for line in _sql(
            filled, f"SELECT name, res_id FROM ir_model_data WHERE module = '{MODULE}'"
        ).splitlines()
    )
    assert {new: int(before[old]) for old, new in _RENAMED.items()} == found["ids"]


def test_a_script_that_a_person_described_runs_beside_the_others(chained: str) -> None:
    names = "SELECT count(*) FROM library_writer WHERE name ~ '^Author [0-9]+[.]$'"

    assert _sql(chained, names).strip() == "100"


def _odoo(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "bin" / "odoo"), *arguments, "--no-http"],
        input=stdin,
        env=_environment(folder),
        text=True,
        capture_output=True,
        check=False,
    )


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "ODOO_EXTRA_ADDONS": str(folder),
        "ODOO_HTTP_PORT": str(free_port()),
    }


def _upgrade(folder: Path, database: str) -> subprocess.CompletedProcess[str]:
    return _odoo(folder, "-d", database, "-u", MODULE, "--stop-after-init")


def _kill_while_it_runs(folder: Path, database: str, script: str) -> None:
    """Start an upgrade, and kill it with all of its processes when a script has begun."""
    process = subprocess.Popen(
        [str(ROOT / "bin" / "odoo"), "-d", database, "-u", MODULE, "--stop-after-init"],
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Running migration" in line and script in line:
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.stderr.read()
    assert process.wait() == -signal.SIGKILL
    # The server ends what the client left only when it next looks.
    _sql(
        "postgres",
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
        f" WHERE datname = '{database}'",
    )


def _checked(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    assert not re.search(r" (ERROR|CRITICAL) ", done.stderr), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def _sql(database: str, query: str) -> str:
    done = subprocess.run(
        [str(ROOT / "bin" / "psql"), "-d", database, "-XAt", "-v", "ON_ERROR_STOP=1", "-c", query],
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _told(folder: Path, database: str, code: str) -> dict:
    told = _checked(_odoo(folder, "shell", "-d", database, "--log-level=error", stdin=code))
    line = next(line for line in told.splitlines() if line.startswith("TOLD"))
    return json.loads(line.removeprefix("TOLD"))


def _difference(wanted: str, found: str) -> list[str]:
    one, other = set(wanted.splitlines()), set(found.splitlines())
    return [f"- {line}" for line in sorted(one - other)] + [
        f"+ {line}" for line in sorted(other - one)
    ]
