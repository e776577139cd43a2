"""Every check: what it finds, and that it keeps quiet where nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from odoo_data_flow.connect import ServerUnreachable
from odoo_data_flow.errors import ScriptError
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preflight import (
    Finding,
    access,
    columns,
    connections,
    fields,
    files,
    languages,
    modules,
    preflight,
    required,
    sandbox,
    selections,
    types,
)
from odoo_data_flow.transform.process import ScriptProcess

from .place import TIDY, Host, Place, described, inquiry, read, read_file, write

NAME = {"name": described("char", required=True)}


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(one.path, one.severity) for one in found]


def partners(**more: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"res.partner": {"id": described("integer"), **NAME, **more}}


def test_connection_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    asked = inquiry(tmp_path, [read("name"), write({"name": "name"}, connection="old")])

    found = list(connections.check(asked))

    assert told(found) == [("steps.read.connection", "error")]
    assert (found[0].subject, "no connection" in found[0].message) == ("old", True)
    assert asked.sources == []


def test_connection_that_does_not_answer_is_told_and_asked_no_more(tmp_path: Path) -> None:
    away = ServerUnreachable("old.example.com", "nobody answers.", "Start it.")
    asked = inquiry(tmp_path, [read("name")], connections={"old": away})

    assert "nobody answers" in next(connections.check(asked)).message


def test_connection_that_works_is_no_finding(tmp_path: Path) -> None:
    assert not list(connections.check(inquiry(tmp_path, [read("name")], connections={"old": 1})))
    assert not list(connections.check(inquiry(tmp_path, [read_file()])))


def test_missing_file_is_told_and_one_that_is_there_or_comes_is_not(tmp_path: Path) -> None:
    def found() -> list[tuple[str, str]]:
        return told(files.check(inquiry(tmp_path, [read_file()])))

    assert found() == [("steps.read.path", "error")]
    (tmp_path / "a.csv").touch()
    assert found() == []
    out = {"name": "out", "type": "write", "format": "csv", "path": "b/c.csv"}
    again = {**read_file(), "name": "again", "path": "b/c.csv"}
    assert not list(files.check(inquiry(tmp_path, [read_file(), out, again])))


def test_columns_that_a_file_has_not_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Anna\n")
    steps = [read_file(), write({"name": "name", "city": "town", "zip": "code"})]

    assert told(columns.check(inquiry(tmp_path, steps))) == [
        ("steps.write.mapping.city", "error"),
        ("steps.write.mapping.zip", "error"),
    ]
    declared = [read_file(town="str"), write({"name": "name"})]
    assert told(columns.check(inquiry(tmp_path, declared))) == [("steps.read.columns", "error")]


def test_columns_that_a_script_may_make_or_a_file_that_comes_has_are_not_asked_for(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Anna\n")
    wanting = write({"city": "town"})
    assert not list(columns.check(inquiry(tmp_path, [read_file(), TIDY, wanting])))
    out = {"name": "out", "type": "write", "format": "csv", "path": "b.csv"}
    again = {**read_file(), "name": "again", "path": "b.csv"}
    assert not list(columns.check(inquiry(tmp_path, [read_file(), out, again, wanting])))
    (tmp_path / "a.csv").unlink()
    assert not list(columns.check(inquiry(tmp_path, [read_file(), wanting])))


def test_file_that_is_not_what_it_is_said_to_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Anna\n")
    steps = [{**read_file(), "format": "parquet"}]

    assert told(columns.check(inquiry(tmp_path, steps))) == [("steps.read.path", "error")]


def test_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    out = {"name": "out", "type": "write", "format": "csv", "path": "b/c.csv"}
    (tmp_path / "a.csv").touch()

    assert told(files.check(inquiry(tmp_path, [read_file(), out]))) == [("steps.out.path", "error")]


def test_sandbox_that_is_missing_or_off_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [read_file(), TIDY]
    assert not list(sandbox.check(inquiry(tmp_path, [read_file()])))
    assert told(sandbox.check(inquiry(tmp_path, steps, unsafe=True))) == [
        ("steps.tidy.script", "warning")
    ]

    def refused(*_arguments: object) -> None:
        raise ScriptError("probe", None, "the kernel has no Landlock.")

    monkeypatch.setattr(ScriptProcess, "run", refused)
    (found,) = sandbox.check(inquiry(tmp_path, steps))
    assert (found.severity, "no Landlock" in found.message) == ("error", True)


def test_models_and_fields_that_are_not_there_are_told_with_what_is_near(tmp_path: Path) -> None:
    here = Place("here", partners(email=described("char")))
    steps = [read("name", "emial"), write({"name": "name", "emial": "emial", "id": "name"})]
    asked = inquiry(tmp_path, steps, here, Place("old", partners(email=described("char"))))

    found = list(fields.check(asked))

    assert told(found) == [
        ("steps.read.options.fields", "error"),
        ("steps.write.mapping.emial", "error"),
        ("steps.write.mapping.id", "error"),
    ]
    assert "did you mean email?" in found[0].message
    assert "did you mean email?" in found[1].message
    nothing = inquiry(tmp_path, steps, Place("here"), Place("old"))
    assert told(fields.check(nothing)) == [
        ("steps.read.options.model", "error"),
        ("steps.write.model", "error"),
    ]
    right = [read("name", "id", ".id"), write({"name": "name"})]
    assert not list(fields.check(inquiry(tmp_path, right, here, here)))


def test_models_of_the_place_where_the_flow_runs_are_looked_at_too(tmp_path: Path) -> None:
    here = {**read("no_field"), "connection": None}

    found = fields.check(inquiry(tmp_path, [here], Place("here", partners())))

    assert told(found) == [("steps.read.options.fields", "error")]


def test_missing_rights_are_told(tmp_path: Path) -> None:
    steps = [read("name"), write({"name": "name"})]
    here = Place("here", partners(), {("res.partner", "create"), ("res.partner", "write")})
    there = Place("old", partners(), {("res.partner", "read")})

    assert told(access.check(inquiry(tmp_path, steps, here, there))) == [
        ("steps.read.options.model", "error"),
        ("steps.write.model", "error"),
        ("steps.write.model", "error"),
    ]
    only = Place("here", partners(), {("res.partner", "create")})
    updating = [read("name"), write({"name": "name"}, options={"create": False})]
    assert not list(access.check(inquiry(tmp_path, updating, only, Place("old", partners()))))


def test_types_are_compared_from_the_column_to_the_field(tmp_path: Path) -> None:
    there = partners(country_id=described("many2one"), active=described("boolean"))
    here = Place("here", partners(country_id=described("many2one"), day=described("date")))
    steps = [
        read("country_id", "country_id/id", "active", "name"),
        write({"country_id": "country_id", "day": "active", "name": "name"}),
    ]

    assert told(types.check(inquiry(tmp_path, steps, here, Place("old", there)))) == [
        ("steps.write.mapping.country_id", "error"),
        ("steps.write.mapping.day", "error"),
    ]
    right = [read("country_id/id", "name"), write({"country_id": "country_id/id", "name": "name"})]
    assert not list(types.check(inquiry(tmp_path, right, here, Place("old", there))))
    # What a script makes of a column nobody knows.
    assert not list(
        types.check(inquiry(tmp_path, [steps[0], TIDY, steps[1]], here, Place("old", there)))
    )


def test_declared_types_of_a_file_are_compared_too(tmp_path: Path) -> None:
    here = Place("here", partners(day=described("date"), count=described("integer")))
    steps = [read_file(d="float", c="float"), write({"day": "d", "count": "c"})]

    assert told(types.check(inquiry(tmp_path, steps, here))) == [
        ("steps.write.mapping.day", "error"),
        ("steps.write.mapping.count", "warning"),
    ]


@pytest.mark.parametrize(
    ("column", "field", "by", "severity"),
    [
        ("str", "integer", "id", None),
        ("int", "char", "id", None),
        ("datetime", "date", "id", "warning"),
        ("bool", "monetary", "id", "error"),
        ("many2many", "char", "id", "error"),
        ("many2one", "integer", "id", None),
        ("many2many", "many2many", "id", "error"),
        ("many2one", "many2one", ".id", "warning"),
        ("int", "many2one", ".id", None),
        ("str", "many2many", "name", None),
        ("date", "many2one", "id", "error"),
        ("str", "json", "id", None),
    ],
)
def test_what_a_field_takes(column: str, field: str, by: str, severity: str | None) -> None:
    found = types.mismatch(column, field, by)
    assert (found and found[0]) == severity


def test_required_field_that_nothing_fills_is_told(tmp_path: Path) -> None:
    here = Place(
        "here",
        partners(
            code=described("char", required=True),
            kind=described("selection", required=True),
            total=described("float", required=True, depends=["x"]),
        ),
        filled={"kind"},
    )
    steps = [read_file(), write({"name": "n"})]

    found = list(required.check(inquiry(tmp_path, steps, here)))

    assert [(one.subject, one.severity) for one in found] == [("code", "error")]
    for right in ({"name": "n", "code": "c"}, {"name": "n"}):
        options = {} if "code" in right else {"create": False}
        asked = inquiry(tmp_path, [read_file(), write(right, options=options)], here)
        assert not list(required.check(asked))


def test_selection_values_that_the_destination_does_not_know_are_told(tmp_path: Path) -> None:
    def place(*values: str) -> Place:
        choices = [(value, value.title()) for value in values]
        return Place("x", partners(type=described("selection", selection=choices)))

    steps = [read("type"), write({"type": "type"})]

    (found,) = selections.check(inquiry(tmp_path, steps, place("a", "b"), place("a", "c", "d")))

    assert found.severity == "warning"
    assert "does not know c, d," in found.message
    assert not list(selections.check(inquiry(tmp_path, steps, place("a", "b"), place("b"))))


def test_languages_that_are_not_active_are_told(tmp_path: Path) -> None:
    translated = {"res.partner": {"name": described("char", translate=True)}}
    here, there = Place("here", translated), Place("old", translated, active={"en_US", "th_TH"})
    steps = [
        read("name", lang="fr_FR"),
        write({"name": "name"}, options={"context": {"lang": "th_TH"}}),
    ]

    found = list(languages.check(inquiry(tmp_path, steps, here, there)))

    assert [(one.path, one.severity, one.subject) for one in found] == [
        ("steps.read.options.lang", "error", "fr_FR"),
        ("steps.write.options.context.lang", "error", "th_TH"),
        ("steps.write.mapping.name", "info", "th_TH"),
    ]
    here.active, there.active = {"th_TH", "fr_FR"}, {"fr_FR"}
    assert not list(languages.check(inquiry(tmp_path, steps, here, there)))


def test_modules_and_versions_that_differ_are_told(tmp_path: Path) -> None:
    there = Place(
        "old",
        partners(),
        installed={"base": "1.2", "crm": "1.0"},
        makers={"res.partner": ["base", "crm"]},
        series="17.0",
    )
    steps = [read("name"), write({"name": "name"})]

    found = list(modules.check(inquiry(tmp_path, steps, Place("here", partners()), there)))

    assert [(one.severity, one.subject) for one in found] == [
        ("info", "res.partner"),
        ("info", "base"),
        ("warning", "crm"),
    ]
    same = Place("old", partners(), makers={"res.partner": ["base"]})
    assert not list(modules.check(inquiry(tmp_path, steps, Place("here", partners()), same)))
    secret = Place("here", partners(), installed=None)
    assert len(list(modules.check(inquiry(tmp_path, steps, secret, there)))) == 1


def test_all_findings_come_the_worst_first(tmp_path: Path) -> None:
    here = Place("here", partners(day=described("date"), code=described("char", required=True)))
    flow = inquiry(tmp_path, [read_file(d="datetime"), write({"name": "n", "day": "d"})]).flow

    found = preflight(flow, Host(tmp_path, {}), here)

    assert [one.severity for one in found] == ["error", "error", "warning"]
    assert {one.check for one in found} == {"files", "required", "types"}


def test_flow_that_is_wrong_in_itself_is_not_looked_at_further(tmp_path: Path) -> None:
    flow = parse_flow({"name": "x", "steps": [write({"name": "n"})]})

    (found,) = preflight(flow, Host(tmp_path, {}), Place("here"))

    assert (found.check, found.path) == ("flow", "steps.write.input")
