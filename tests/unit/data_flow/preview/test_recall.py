"""What a preview asks of its sources, counted, and what it takes from the one before."""

import polars as pl
import pytest

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect import ServerVersion
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preview import Memory, Recall, preview_flow
from odoo_data_flow.preview import recall as recalling
from odoo_data_flow.run import FolderHost

READ = {
    "name": "read",
    "type": "read",
    "format": "odoo",
    "connection": "old",
    "options": {"model": "res.partner", "fields": ["name"]},
}
WRITE = {
    "name": "write",
    "type": "write",
    "model": "res.partner",
    "key": "name",
    "mapping": {"name": "name"},
}


class _Server:
    """An Odoo with two partners, that counts its calls."""

    url, database, readers = "https://old.example.com", "old", 1
    version = ServerVersion.of((19, 0, 0, "final", 0), "19.0")

    def __init__(self):
        self.calls = 0
        self.names = ["Anna", "Bo"]

    def call(self, model, method, ids, arguments, context=None, repeatable=None):
        self.calls += 1
        if method == "fields_get":
            found = {"name": {"type": "char", "store": True}, "id": {"type": "integer"}}
            wanted = arguments.get("allfields")
            return {name: found[name] for name in found if not wanted or name in wanted}
        if method == "search":
            return [1, 2]
        rows = [{"id": row, "name": name} for row, name in enumerate(self.names, 1)]
        return rows[: arguments.get("limit") or None]


class _Host(FolderHost):
    def __init__(self, folder, server):
        super().__init__(folder)
        self.server = server

    def connection(self, name):
        return Odoo.on(self.server)


class _Desk:
    """Somebody who looks at previews again and again."""

    def __init__(self, folder):
        self.server = _Server()
        self.host = _Host(folder, self.server)
        self.memory = Memory()
        self.stamps = {"old": "1"}
        self.owner = "anna"

    def look(self, *steps, first=10, scripts=(), **options):
        document = {"name": "flow", "steps": list(steps), "scripts": list(scripts)}
        recall = Recall(self.memory, self.owner, self.stamps.get)
        return preview_flow(parse_flow(document), self.host, first, recall=recall, **options)

    def asked(self, *steps, **options):
        """How many calls another look costs."""
        before = self.server.calls
        self.look(*steps, **options)
        return self.server.calls - before


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "rows.csv").write_text("id,name\n1,Anna\n2,Bo\n")
    return _Desk(tmp_path)


def _names(preview, step=0):
    return [row[0] for row in preview.steps[step].frames[0].cells]


def test_a_change_behind_the_source_asks_it_nothing(desk):
    assert desk.asked(READ) > 0

    assert desk.asked(READ, WRITE) == 0
    assert desk.asked(READ, {**WRITE, "mapping": {"city": "name"}}) == 0
    assert desk.asked({**READ, "columns": {"name": "str"}, "key": "name"}) == 0
    assert desk.asked({**READ, "name": "again", "output": "other"}) == 0


def test_what_is_shown_of_rows_that_were_kept_is_the_same_but_for_their_age(desk):
    asked = desk.look(READ, WRITE)
    kept = desk.look(READ, WRITE)

    assert asked.steps[0].age is None
    assert kept.steps[0].age >= 0
    assert kept.steps[0].frames == asked.steps[0].frames
    assert kept.steps[1].frames == asked.steps[1].frames


@pytest.mark.parametrize(
    "change",
    [
        {"options": {**READ["options"], "domain": [["name", "=", "Anna"]]}},
        {"options": {**READ["options"], "fields": [".id", "name"]}},
        {"options": {**READ["options"], "model": "res.users"}},
        {"connection": "other"},
    ],
)
def test_a_change_of_what_is_read_asks_the_source(desk, change):
    desk.stamps["other"] = "1"
    desk.look(READ)

    assert desk.asked({**READ, **change}) > 0


def test_more_rows_are_asked_for(desk):
    desk.look(READ, first=1)

    assert desk.asked(READ, first=2) > 0


def test_a_connection_that_was_changed_is_asked(desk):
    desk.look(READ)
    desk.stamps["old"] = "2"

    assert desk.asked(READ) > 0


def test_rows_of_a_place_without_a_stamp_are_not_kept(desk):
    desk.stamps.clear()
    desk.look(READ)

    assert desk.asked(READ) > 0


def test_nobody_gets_rows_that_another_one_has_read(desk):
    desk.look(READ)
    desk.owner = "bo"

    assert desk.asked(READ) > 0


def test_who_forgets_sees_the_rows_as_they_are_now(desk):
    desk.look(READ)
    desk.server.names = ["Cy"]
    assert _names(desk.look(READ)) == ["Anna", "Bo"]

    desk.memory.forget("anna")

    assert _names(desk.look(READ)) == ["Cy"]


def test_a_source_that_failed_is_asked_again(desk):
    wrong = {**READ, "options": {**READ["options"], "fields": ["nome"]}}
    assert desk.look(wrong).steps[0].problem

    assert desk.asked(wrong) > 0


def test_a_file_that_was_changed_is_read_again(desk):
    reading = {"name": "read", "type": "read", "format": "csv", "path": "rows.csv"}
    assert desk.look(reading).steps[0].age is None
    assert desk.look(reading).steps[0].age is not None

    (desk.host.folder / "rows.csv").write_text("id,name\n3,Cy Twombly\n")

    assert _names(desk.look(reading)) == ["3"]


def test_without_a_memory_nothing_is_kept(desk):
    document = parse_flow({"name": "flow", "steps": [READ]})
    preview_flow(document, desk.host)
    before = desk.server.calls

    preview_flow(document, desk.host)

    assert desk.server.calls > before


def test_no_key_tells_what_it_is_for(desk):
    desk.look({**READ, "options": {**READ["options"], "domain": [["name", "=", "s3cret"]]}})

    assert desk.memory._entries
    assert not any("s3cret" in key or "partner" in key for key in desk.memory._entries)


# ---- scripts ------------------------------------------------------------------------------------

CHANGE = {"name": "change", "type": "transform", "script": "tidy"}


@pytest.fixture
def runs(monkeypatch):
    """The steps that were computed; a script appends its own code to each name."""
    made = []

    def compute(stage):
        if stage.step.type == "read":
            recalling_compute(stage)
            return
        made.append(stage.step.name)
        code = stage.work.flow.script(stage.step.script).code
        frame = stage.input(stage.step.input).lazy().with_columns(pl.col("name") + code).collect()
        stage.record.rows_in, stage.record.log = frame.height, "said"
        stage.keep(stage.step.output, frame)
        stage.commit(done=True)

    recalling_compute = recalling.compute
    monkeypatch.setattr(recalling, "compute", compute)
    return made


def _script(code):
    return [{"name": "tidy", "code": code}]


def test_a_script_is_run_again_only_for_other_rows_or_other_code(desk, runs):
    desk.look(READ, CHANGE, scripts=_script("a"))
    kept = desk.look(READ, CHANGE, WRITE, scripts=_script("a"))
    assert runs == ["change"]
    assert _names(kept, 1) == ["Annaa", "Boa"]
    assert (kept.steps[1].rows_in, kept.steps[1].log) == (2, "said")

    desk.look(READ, CHANGE, scripts=_script("b"))
    desk.look(READ, CHANGE, first=1, scripts=_script("b"))
    desk.look(READ, {**CHANGE, "columns": {"name": "str"}}, scripts=_script("b"))
    assert runs == ["change"] * 4


def test_the_same_rows_read_again_run_no_script(desk, runs):
    desk.look(READ, CHANGE, scripts=_script("a"))
    desk.stamps["old"] = "2"

    assert desk.asked(READ, CHANGE, scripts=_script("a")) > 0

    assert runs == ["change"]


def test_another_table_beside_runs_scripts_that_see_all_tables(desk, runs):
    other = {**READ, "name": "other", "output": "other"}
    wise = {**CHANGE, "row_wise": True}
    for step in (CHANGE, wise):
        desk.look(READ, step, scripts=_script("a"))
    runs.clear()

    desk.look(other, READ, wise, scripts=_script("a"))
    assert runs == []

    desk.look(other, READ, CHANGE, scripts=_script("a"))
    assert runs == ["change"]


# ---- time ---------------------------------------------------------------------------------------


def test_when_the_time_is_up_nothing_more_is_begun_and_the_next_look_goes_on(desk, runs):
    # When it begins, before the source, before the script.
    ticks = iter([0, 0, 100])
    late = desk.look(READ, CHANGE, WRITE, scripts=_script("a"), clock=lambda: next(ticks))

    read, change, write = late.steps
    assert (len(read.frames), read.problem) == (1, None)
    assert change.problem.path == "steps.change"
    assert "the preview has taken 45 seconds" in change.problem.message
    assert write.waits_for == "change"
    assert runs == []

    before = desk.server.calls
    assert _names(desk.look(READ, CHANGE, scripts=_script("a")), 1) == ["Annaa", "Boa"]
    assert desk.server.calls == before
