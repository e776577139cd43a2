"""A flow that reads the module's own models: live, under other names, as in the exported module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dev import databases
from itx_codegen.ir import load
from itx_codegen.publish import write_folder
from itx_codegen.render import render

from ..conftest import runner

STOCK: dict[str, Any] = {
    "module": {"name": "depot", "depends": ["base"]},
    "models": [
        {
            "name": "depot.shelf",
            "rec_name": "code",
            "fields": [{"name": "code", "type": "char", "required": True}],
        },
        {
            "name": "depot.part",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {"name": "stock", "type": "integer"},
                {"name": "shelf_id", "type": "many2one", "comodel_name": "depot.shelf"},
            ],
        },
        {
            "name": "depot.shortage",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {"name": "missing", "type": "integer"},
                {"name": "shelf", "type": "char"},
            ],
        },
    ],
    "access": [
        {
            "model": model,
            "group": "base.group_user",
            **dict.fromkeys(("perm_read", "perm_write", "perm_create", "perm_unlink"), True),
        }
        for model in ("depot.shelf", "depot.part", "depot.shortage")
    ],
    "scripts": [
        {
            "name": "count",
            "code": [
                "def transform(df, ctx):",
                "    df = df.with_columns(key='short_' + pl.col('name'))",
                "    return df.with_columns(missing=10 - pl.col('stock'))",
            ],
        }
    ],
    "flows": [
        {
            "name": "find_shortages",
            "steps": [
                {
                    "name": "read",
                    "type": "read",
                    "format": "odoo",
                    "columns": {"name": "str", "stock": "int", "shelf_id/code": "str"},
                    "options": {
                        "model": "depot.part",
                        "fields": ["name", "stock", "shelf_id/code"],
                        "domain": [
                            "|",
                            ["stock", "<", 5],
                            ["shelf_id", "any", [["code", "=", "stock"]]],
                        ],
                    },
                },
                {"name": "count", "type": "transform", "script": "count"},
                {
                    "name": "write",
                    "type": "write",
                    "model": "depot.shortage",
                    "key": "key",
                    "mapping": {
                        "name": "name",
                        "missing": "missing",
                        "shelf": "shelf_id/code",
                    },
                },
            ],
        }
    ],
    "actions": [
        {
            "type": "server",
            "xml_id": "action_find",
            "name": "Find these",
            "flow": "find_shortages",
            "binding_model": "depot.part",
        }
    ],
}
_APPLY = """
module = env["itx.moduler.module"].from_document({document})
module.action_validate()
assert module.state == "validated", module.error_message
module.action_plan()
print("TOLD" + json.dumps(module.plan_text))
module.action_apply_to_odoo()
env.cr.commit()
"""
#: The same work in both: rows, a run of the action for one of them, and then a whole run.
_WORK = """
def named(name):
    return f"x_{{name.replace('.', '_')}}" if {live} else name
def field(name):
    return f"x_{{name}}" if {live} else name
def create(model, **values):
    return env[named(model)].create({{field(name): value for name, value in values.items()}})
def shortages():
    rows = env[named("depot.shortage")].search([], order=field("name"))
    return [[row[field(name)] for name in ("name", "missing", "shelf")] for row in rows]
first, other = create("depot.shelf", code="A"), create("depot.shelf", code="stock")
bolt = create("depot.part", name="bolt", stock=3, shelf_id=first.id)
create("depot.part", name="nut", stock=7, shelf_id=first.id)
create("depot.part", name="cog", stock=9, shelf_id=other.id)
create("depot.part", name="pin", stock=0)
action = env.ref(f"{{'x_depot' if {live} else 'depot'}}.action_find")
chosen = {{"active_model": bolt._name, "active_ids": bolt.ids, "active_id": bolt.id}}
action.with_context(**chosen).run()
seen = [shortages()]
env["odf.flow"].search([("namespace", "=", {namespace!r})]).run()
last = env["odf.run"].search([], limit=1)
assert last.state == "done", last.error
seen.append(shortages())
print("TOLD" + json.dumps(seen))
env.cr.commit()
"""


@pytest.fixture
def stock(tmp_path: Path, database: str) -> dict[str, Any]:
    """What the flow gave, live and installed beside it in one database."""
    odoo = runner("odoo")

    def shell(code: str) -> Any:
        done = odoo(
            *("shell", "-d", database, "--log-level=error", "--no-http"),
            stdin=f"import json\n{code}",
            env={"ODOO_EXTRA_ADDONS": str(tmp_path)},
        )
        told = [line[4:] for line in done.stdout.splitlines() if line.startswith("TOLD")]
        assert told, done.stderr
        return json.loads(told[-1])

    seen = {"plan": shell(_APPLY.format(document=repr(STOCK)))}
    seen["live"] = shell(_WORK.format(live=True, namespace="x_depot"))
    write_folder(render(load(STOCK)), tmp_path / "depot")
    databases.install(database, ["depot"], tmp_path)
    seen["installed"] = shell(_WORK.format(live=False, namespace="depot"))
    return seen


def test_what_is_read_live_is_what_the_exported_module_reads(stock: dict[str, Any]) -> None:
    selected, whole = stock["live"]
    assert selected == [["bolt", 7, "A"]]
    assert whole == [["bolt", 7, "A"], ["cog", 1, "stock"], ["pin", 10, False]]
    assert stock["installed"] == stock["live"]
    assert "find_shortages" in stock["plan"]
    assert ".steps[read].options" not in stock["plan"], "All of the step works live."
