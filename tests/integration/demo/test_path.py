"""What the demo says it did is what stands in its files and its databases."""

import csv
import hashlib
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from dev.demo.place import DOCUMENT, Place
from dev.paths import ROOT

from .conftest import Played, play

Shell = Callable[[str, str], str]
Ask = Callable[[str, str], str]


@pytest.fixture
def ask(psql: Callable[..., subprocess.CompletedProcess[str]]) -> Ask:
    """Return what a query gives in a database, as psql prints it without ornament."""

    def answer(database: str, query: str) -> str:
        done = psql("-AtXc", query, database)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return answer


def test_every_row_of_the_table_is_an_airfield_on_both_sides(played: Played, ask: Ask) -> None:
    with Place().airports.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    codes = sorted(row["iata"] for row in rows)

    assert played.summary["rows_read"] == played.summary["rows_loaded"] == len(rows)
    live = ask(played.author, "SELECT x_iata FROM x_airfield_airfield").split("\n")
    assert sorted(live) == codes
    assert sorted(ask(played.runner, "SELECT iata FROM airfield_airfield").split("\n")) == codes
    one_by_one = {row["iata"]: row for row in rows}
    kept = json.loads(
        ask(played.author, "SELECT json_object_agg(x_iata, x_latitude) FROM x_airfield_airfield")
    )
    assert kept == {code: pytest.approx(float(one_by_one[code]["latitude"])) for code in codes}


def test_flow_ran_by_the_schedule_and_a_second_run_wrote_nothing(played: Played, ask: Ask) -> None:
    runs = ask(
        played.runner,
        "SELECT trigger, state, created_count > 0, updated_count, unchanged_count > 0 "
        "FROM odf_run ORDER BY id",
    )
    assert runs.split("\n") == ["schedule|done|t|0|f", "manual|done|f|0|t"]
    written_later = ask(
        played.runner,
        "SELECT count(*) FROM airfield_airfield WHERE write_date > "
        "(SELECT min(ended) + interval '1 second' FROM odf_run)",
    )
    assert written_later == "0"
    assert "0 created, 0 updated" in played.summary["generated"]["second_run"]["message"]


def test_flow_ran_with_the_rights_of_a_plain_user(played: Played, ask: Ask) -> None:
    query = "SELECT DISTINCT login FROM odf_run JOIN res_users u ON u.id = user_id"

    assert ask(played.author, query) == "registrar"
    # A schedule of a module that came from a ZIP runs as the system itself.
    assert sorted(ask(played.runner, query).split("\n")) == ["__system__", "registrar"]


def test_production_has_no_authoring_addon(played: Played, ask: Ask) -> None:
    query = "SELECT name FROM ir_module_module WHERE state != 'uninstalled'"
    installed = set(ask(played.runner, query).split("\n"))

    assert {"airfield_register", "odf_core"} <= installed
    assert not {"itx_moduler", "odf_ui_builder"} & installed


def test_command_renders_the_same_bytes_as_odoo_exports(played: Played, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    subprocess.run([ROOT / "bin" / "itx", "render", DOCUMENT, "-o", target], check=True)
    exported = Path(played.summary["zip"])

    assert target.read_bytes() == exported.read_bytes()
    assert hashlib.sha256(target.read_bytes()).hexdigest() == played.summary["sha256"]
    with zipfile.ZipFile(exported) as archive:
        assert len(archive.namelist()) == played.summary["files"]


def test_all_tests_of_the_module_ran(played: Played) -> None:
    files = (played.folder / "addons" / "airfield_register" / "tests").glob("test_*.py")
    written = sum(file.read_text().count("    def test_") for file in files)

    assert played.summary["generated"]["tests"] == written > 0


def test_second_version_is_told_as_a_rename_and_keeps_the_column(played: Played, ask: Ask) -> None:
    differences = played.summary["second_version"]["differences"]
    assert any("renamed from city to municipality" in line for line in differences)
    assert not any(line.startswith("-") for line in differences)

    columns = ask(
        played.author,
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_name = 'x_airfield_airfield'",
    ).split("\n")
    assert {"x_municipality", "x_elevation"} <= set(columns)
    assert "x_city" not in columns
    required = "SELECT required FROM ir_model_fields WHERE name = 'x_region_id'"
    assert ask(played.author, required) == "t"


def test_document_round_trips_into_another_database(
    played: Played, database: str, odoo_shell: Shell
) -> None:
    told = odoo_shell(
        played.author,
        "import json\n"
        "module = env['itx.moduler.module'].search([('name', '=', 'airfield_register')])\n"
        "print('TOLD', json.dumps([module.fingerprint, module.to_document()]))\n",
    )
    fingerprint, document = _told(told)
    made = odoo_shell(
        database,
        "import json\n"
        f"module = env['itx.moduler.module'].from_document(json.loads({json.dumps(document)!r}))\n"
        "module.action_validate()\n"
        "print('TOLD', json.dumps([module.fingerprint, module.to_document()]))\n",
    )

    assert fingerprint
    assert _told(made) == [fingerprint, document]


def test_picture_shows_something(played: Played) -> None:
    with Image.open(played.summary["picture"]) as picture:
        assert picture.format == "PNG"
        assert picture.size == (1280, 720)
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 20)
    assert colours is not None
    assert len(colours) > 100


def test_summary_accounts_for_the_time(played: Played) -> None:
    seconds = dict(played.summary["seconds"])

    assert seconds.pop("total") == pytest.approx(sum(seconds.values()), abs=0.05)
    assert all(taken > 0 for taken in seconds.values())
    assert set(seconds) == {"describe", "apply", "export", "change", "picture"}


def test_a_failing_step_stops_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "airports.csv").write_text("something else\n")

    done = play(
        f"--folder={tmp_path / 'played'}",
        "--prefix=scenario_demo_refused",
        ODF_DATA_DIR=str(tmp_path),
    )

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{tmp_path / 'airports.csv'}: ")
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "played" / "summary.json").exists()


def _told(output: str) -> list:
    line = next(line for line in output.splitlines() if line.startswith("TOLD "))
    return json.loads(line.removeprefix("TOLD "))
