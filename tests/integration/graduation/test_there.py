"""A live app with 100,000 rows becomes the coded module, and nothing is lost."""

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from . import sides
from .conftest import ROWS
from .place import Place

_PARTS = "kitchen_part"


@pytest.mark.parametrize("table", sides.MODELS)
def test_rows_are_the_same_with_their_ids(live: Place, graduated: Place, table: str) -> None:
    before = sides.rows(live, table, live=True)

    assert sides.rows(graduated, table, live=False) == before
    if table == _PARTS:
        assert before.startswith(f"{ROWS}|")


def test_links_are_the_same(live: Place, graduated: Place) -> None:
    fits = sides.links(live, "x_kitchen_part_fits", "part_id", "sink_id")
    tags = sides.links(live, "x_kitchen_part_x_tag_ids_rel", "record_id", "target_id")
    table = "kitchen_part_res_partner_category_rel"

    assert sides.links(graduated, "kitchen_part_fits", "part_id", "sink_id") == fits
    assert sides.links(graduated, table, "kitchen_part_id", "res_partner_category_id") == tags


def test_columns_of_other_modules_models_come_over(live: Place, graduated: Place) -> None:
    assert sides.contacts(graduated, live=False) == sides.contacts(live, live=True)


def test_files_messages_followers_and_xml_ids_belong_to_the_module(
    live: Place, graduated: Place
) -> None:
    before = sides.beside(live, "x_kitchen_part")

    assert sides.beside(graduated, "kitchen.part") == before
    assert all(not told.startswith("0") for told in before), before
    left = sides.beside(graduated, "x_kitchen_part")
    assert all(told.startswith("0") for told in left), left


def test_settings_of_people_are_rewritten(graduated: Place) -> None:
    told = json.loads(
        graduated.shell(
            """
import json
mine = env["ir.filters"].search([("name", "=", "mine")])
contacts = env["ir.filters"].search([("name", "=", "contacts")])
paula = env["res.users"].search([("login", "=", "paula")])
action = env.ref("kitchen_sink.action_sink")
default = env["ir.default"].search([("user_id", "=", paula.id)])
print(json.dumps({
    "mine": [mine.model_id, mine.domain, mine.context, mine.sort, mine.action_id.id == action.id],
    "contacts": contacts.domain,
    "home": paula.action_id.id == action.id,
    "export": env["ir.exports"].search([]).export_fields.mapped("name"),
    "default": [default.field_id.model, default.field_id.name, default.json_value],
    "group": paula.has_group("kitchen_sink.group_plumber"),
    "brand": env.ref("kitchen_sink.brand_steel").name,
    "sequence": [env.ref("kitchen_sink.sequence_sink").prefix,
                 env.ref("kitchen_sink.sequence_sink").number_next_actual],
    "cron": [env.ref("kitchen_sink.cron_count_parts").active,
             env.ref("kitchen_sink.cron_count_parts").interval_number],
    "property": env["kitchen.part"].with_context(active_test=False).browse(2).traits[0]["comodel"],
    "new id": env["kitchen.part"].create({"name": "new"}).id,
}))
"""
        )
    )

    assert told == {
        "mine": [
            "kitchen.part",
            "[('parent_id.name', 'ilike', 'x_name'), ('stock', '>', 3)]",
            "{'group_by': ['quality', 'bought_on:month']}",
            '["stock desc"]',
            True,
        ],
        "contacts": "[('favourite_sink_id.brand_id.name', '=', 'x')]",
        "home": True,
        "export": ["parent_id/name"],
        "default": ["kitchen.part", "stock", "9"],
        "group": True,
        "brand": "Renamed by people",
        "sequence": ["OURS/", 77],
        "cron": [True, 9],
        "property": "kitchen.sink",
        "new id": told["new id"],
    }
    assert told["new id"] > 3 * ROWS


def test_live_app_is_off_and_takes_no_changes(graduated: Place) -> None:
    for table in ("ir_ui_menu", "ir_cron", "base_automation", "ir_ui_view", "ir_rule"):
        model = table.replace("_", ".") if table != "base_automation" else "base.automation"
        on = graduated.ask(
            f"SELECT count(*) FROM {table} WHERE active AND id IN (SELECT res_id FROM ir_model_data"
            f" WHERE module = 'x_kitchen_sink' AND model = '{model}')"
        )
        assert on == "0", table
    refused = graduated.shell(
        "from odoo.tools import mute_logger\n"
        "try:\n"
        "    env['x_kitchen_sink'].search([], limit=1).write({'x_name': 'lost'})\n"
        "    env.flush_all()\n"
        "except Exception as error:\n"
        "    print(error)\n"
        "\n"
    )
    assert "Records of x_kitchen_sink move to the module kitchen_sink" in refused


def test_deleting_elsewhere_is_not_refused_by_the_old_rows(
    graduated: Place, copy_of: Callable[[Place], Place]
) -> None:
    place = copy_of(graduated)

    place.ask("DELETE FROM res_partner_category WHERE name->>'en_US' = 'tag 1'")

    assert place.ask("SELECT count(*) FROM x_kitchen_part_x_tag_ids_rel") == str(2 * ROWS // 10)


def test_interrupted_by_kill_it_goes_on_where_it_was(
    live: Place, copy_of: Callable[[Place], Place]
) -> None:
    place = copy_of(live)
    steps = "SELECT details->>'to' FROM moduler_graduation WHERE step = 'rows x_kitchen_part'"
    running = subprocess.Popen(
        place.installing(),
        env=place.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(lambda: place.ask("SELECT to_regclass('moduler_graduation') IS NOT NULL") == "t")
        _wait_for(lambda: int(place.ask(steps) or 0) > 0)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    reached = int(place.ask(steps))
    assert 0 < reached < 2 * ROWS
    assert int(place.ask("SELECT count(*) FROM kitchen_part")) == reached // 2
    edited = place.shell(
        "try:\n"
        "    env['x_kitchen_part'].browse(2).write({'x_stock': 5})\n"
        "    env.flush_all()\n"
        "except Exception as error:\n"
        "    print(error)\n"
        "\n"
    )
    assert "move to the module kitchen_sink" in edited

    done = place.install()

    assert done.returncode == 0, done.stderr
    ends = [int(end) for end in re.findall(r"x_kitchen_part: rows up to (\d+)", done.stderr)]
    assert ends
    assert min(ends) > reached
    for table in sides.MODELS:
        assert sides.rows(place, table, live=False) == sides.rows(live, table, live=True)
    assert sides.beside(place, "kitchen.part") == sides.beside(live, "x_kitchen_part")


def test_installation_that_fails_leaves_everything_as_it_was(
    live: Place, copy_of: Callable[[Place], Place]
) -> None:
    place = copy_of(live)
    # While the module is loaded, a row gets lost.
    place.ask(
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN DELETE FROM kitchen_sink WHERE id = 20; RETURN NEW; END $$;"
        " CREATE TRIGGER lose AFTER INSERT ON ir_ui_menu FOR EACH ROW EXECUTE FUNCTION lose()"
    )

    done = place.install()

    assert "kitchen_sink: of" in done.stderr
    assert place.ask("SELECT to_regclass('kitchen_part') IS NULL") == "t"
    assert place.ask("SELECT state FROM ir_module_module WHERE name = 'kitchen_sink'") == (
        "uninstalled"
    )
    assert sides.rows(place, _PARTS, live=True) == sides.rows(live, _PARTS, live=True)
    assert sides.beside(place, "x_kitchen_part") == sides.beside(live, "x_kitchen_part")
    assert place.shell("print(env.ref('x_kitchen_sink.action_sink').path)") == "kitchen-sinks"
    place.ask("UPDATE x_kitchen_sink SET x_name = 'may be edited' WHERE id = 11")


def _wait_for(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)
