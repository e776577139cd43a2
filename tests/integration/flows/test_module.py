"""A generated module in a database that has only ``odf_core``: installed, upgraded, uninstalled."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from dev import databases
from itx_codegen.publish import write_folder
from itx_codegen.render import render

from ..conftest import runner
from .versions import MODULE, first, second

LINES = "key,partner,name,town\na,p_a, Anna ,Umeå\nb,p_b,Björn,Lund\n"

#: Shared by the scripts below: what a flow counted, and telling facts to the test.
_HEAD = """
import json
def tell(**facts):
    print("TOLD" + json.dumps(facts, default=str))
def run(name):
    env.ref(f"register.{name}").run()
    last = env["odf.run"].search([], limit=1)
    assert last.state == "done", last.error
    return [last.created_count, last.updated_count, last.unchanged_count]
def all_of(model, *fields):
    return env[model].with_context(active_test=False).search_read([], fields)
"""
_FIRST_RUN = """
counts = run("flow_load_lines")
action = env.ref("register.action_load")
menu = env.ref("register.menu_flow_run")
cron = env.ref("register.cron_load")
tell(
    counts=counts,
    action=action.with_context(active_model=None).run()["res_model"],
    groups=[action.group_ids.get_external_id(), menu.group_ids.get_external_id()],
    menu=[menu.parent_id.get_external_id()[menu.parent_id.id]],
    runs=env["odf.run"].search_count(eval(menu.action.domain)),
    depends=sorted(env.ref("base.module_register").dependencies_id.mapped("name")),
    script=env.ref("register.script_tidy").code,
)
cron.write({"interval_number": 7, "interval_type": "hours", "active": False})
depot = env.ref("register.connection_depot").with_user(env.ref("base.user_admin"))
depot.url = "postgresql://reader@db.example.com/depot"
env.cr.commit()
"""
_AFTER_UPGRADE = """
cron, weekly = env.ref("register.cron_load"), env.ref("register.cron_weekly")
tell(
    cron=[cron.interval_number, cron.interval_type, cron.active, cron.code],
    weekly=[weekly.interval_number, weekly.interval_type, weekly.active, weekly.code],
    flows=env["odf.flow"].search([]).mapped("name"),
    max_rejects=env["odf.flow"].search([]).mapped("max_rejects"),
    runs_kept=env["odf.run"].search_count([]),
    depot=env.ref("register.connection_depot").url,
    counts=run("flow_load_register"),
)
env.cr.commit()
"""
_UNINSTALL = """
env["ir.module.module"].search([("name", "=", "{}")]).button_immediate_uninstall()
"""
_AFTERWARDS = """
models = [name for name, model in env.registry.items()
          if name.startswith("odf.") and not model._abstract and not model._transient]
tell(
    rows={name: env[name].with_context(active_test=False).search_count([]) for name in models},
    connections=sorted(env["odf.connection"].search([]).mapped("name")),
    crons=env["ir.cron"].with_context(active_test=False).search_count(
        [("code", "ilike", "register.")]),
    actions=env["ir.actions.server"].search_count([("code", "ilike", "register.")]),
    menus=env["ir.ui.menu"].search_count([("name", "=", "Data Flow Runs")]),
    ids=sorted(
        (data.model, data.name)
        for data in env["ir.model.data"].search([("module", "=", "register")])
    ),
    partners=env["res.partner"].search([("name", "in", ("Anna", "Björn"))]).mapped("name"),
    tables=[table for (table,) in env.execute_query(odoo.tools.SQL(
        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'register%%'"))],
)
"""
_WITHOUT_THE_RUNTIME = """
tell(
    modules=env["ir.module.module"].search_count(
        [("name", "in", ("odf_core", "register")), ("state", "!=", "uninstalled")]),
    tables=[table for (table,) in env.execute_query(odoo.tools.SQL(
        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'odf%%'"))],
    crons=env["ir.cron"].with_context(active_test=False).search_count([("code", "like", ".run()")]),
    ids=sorted(
        (data.model, data.name)
        for data in env["ir.model.data"].search([("module", "like", "register")])
    ),
)
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen at each stage of the module's life."""
    odoo = runner("odoo")
    folder = tmp_path_factory.mktemp("flows")
    data, addons, database = folder / "data", folder / "addons", f"flows_{folder.name}"
    data.mkdir()
    (data / "lines.csv").write_text(LINES, encoding="utf-8")
    env = {"ODOO_EXTRA_ADDONS": str(addons), "ODF_DATA_DIR": str(data)}

    def install(document: Any, bases: Any, *arguments: str) -> None:
        target = addons / MODULE
        shutil.rmtree(target, ignore_errors=True)
        write_folder(render(document, bases=bases), target)
        done = odoo("-d", database, *arguments, "--no-http", "--stop-after-init", env=env)
        assert done.returncode == 0, done.stderr
        assert databases.first_error(done.stderr) is None, done.stderr

    def shell(code: str) -> dict[str, Any]:
        done = odoo(
            *("shell", "-d", database, "--log-level=error", "--no-http"),
            stdin=f"{_HEAD}{code}",
            env=env,
        )
        assert done.returncode == 0, done.stderr
        found = [line[4:] for line in done.stdout.splitlines() if line.startswith("TOLD")]
        return dict(json.loads(found[-1])) if found else {}

    databases.fresh(database, ["odf_core"])
    try:
        seen = {}
        install(first(), [], "-i", MODULE, "--test-tags", f"/{MODULE}")
        seen["first"] = shell(_FIRST_RUN)
        install(second(), [first()], "-u", MODULE)
        seen["second"] = shell(_AFTER_UPGRADE)
        shell(_UNINSTALL.format(MODULE))
        seen["afterwards"] = shell(_AFTERWARDS)
        install(second(), [first()], "-i", MODULE)
        seen["again"] = shell("tell(counts=run('flow_load_register'))\nenv.cr.commit()")
        shell(_UNINSTALL.format("odf_core"))
        seen["without"] = shell(_WITHOUT_THE_RUNTIME)
    finally:
        databases.drop(database)
    return seen


def test_it_needs_the_runtime_alone_and_its_scripts_come_from_its_files(story):
    assert story["first"]["depends"] == ["odf_core"]
    assert "strip_chars" in story["first"]["script"]


def test_the_flow_runs_and_its_action_and_menu_are_for_who_may_run_flows(story):
    first = story["first"]
    assert first["counts"] == [4, 0, 0]
    assert first["action"] == "odf.run"
    assert [list(groups.values()) for groups in first["groups"]] == [
        ["odf_core.group_flow_user"],
        ["odf_core.group_flow_user"],
    ]
    assert first["menu"] == ["odf_core.menu_root"]
    assert first["runs"] == 2


def test_an_upgrade_keeps_what_people_have_set_and_starts_the_flow_by_its_new_name(story):
    second = story["second"]
    code = 'env.ref("register.flow_load_register").run()'
    assert second["cron"] == [7, "hours", False, code]
    assert second["depot"] == "postgresql://reader@db.example.com/depot"


def test_an_upgrade_brings_new_schedules_and_the_changed_flow(story):
    second = story["second"]
    code = 'env.ref("register.flow_load_register").run()'
    assert second["weekly"] == [1, "weeks", True, code]
    assert second["flows"] == ["load_register"]
    # What this version says nothing of any more.
    assert second["max_rejects"] == [-1]
    assert second["runs_kept"] == 2
    assert second["counts"] == [0, 2, 2]


def test_uninstalling_leaves_nothing_but_data_and_what_people_have_filled_in(story):
    after = story["afterwards"]
    assert {name: count for name, count in after["rows"].items() if count} == {"odf.connection": 1}
    assert after["connections"] == ["depot"]
    assert [after[name] for name in ("crons", "actions", "menus", "tables")] == [0, 0, 0, []]
    assert sorted(after["partners"]) == ["Anna", "Björn"]
    assert after["ids"] == [["res.partner", "p_a"], ["res.partner", "p_b"]]


def test_installed_again_the_flow_finds_what_it_has_loaded(story):
    # Two lines of its own model, which went with it; the partners are as they were.
    assert story["again"]["counts"] == [2, 0, 2]


def test_the_runtime_itself_goes_without_a_trace_and_leaves_what_was_loaded(story):
    assert story["without"] == {
        "modules": 0,
        "tables": [],
        "crons": 0,
        "ids": [["res.partner", "p_a"], ["res.partner", "p_b"]],
    }
