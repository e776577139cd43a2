"""After the move: what is left is listed, and removed when somebody says so; or one goes back."""

import json
from collections.abc import Callable

from . import sides
from .place import Place

_WIZARD = """
import json
module = env["itx.moduler.module"].search([("name", "=", "kitchen_sink")])
wizard = env["itx.moduler.graduation.wizard"].browse(module.action_open_leftovers()["res_id"])
"""


def test_leftovers_are_listed_and_go_when_somebody_says_so(
    graduated: Place, copy_of: Callable[[Place], Place]
) -> None:
    place = copy_of(graduated)
    before = sides.rows(place, "kitchen_part", live=False)

    told = json.loads(
        place.shell(
            _WIZARD
            + """
said = {"state": module.graduation_state, "counts": wizard.counts,
        "lines": wizard.line_ids.mapped("what"),
        "by hand": wizard.line_ids.filtered("by_hand").mapped("what")}
try:
    wizard.action_remove()
except Exception as error:
    said["refused"] = str(error)
    env.cr.rollback()

wizard = env["itx.moduler.graduation.wizard"].browse(module.action_open_leftovers()["res_id"])
wizard.also_by_hand = True
wizard.action_remove()
env.cr.commit()
said["after"] = [module.graduation_state, module.is_live]
print(json.dumps(said))
"""
        )
    )

    assert told["state"] == "done"
    assert "x_kitchen_part -> kitchen_part: 100000 = 100000" in told["counts"]
    assert "Model x_kitchen_part (moved to kitchen.part)" in told["lines"]
    assert "Field x_sink_count of res.partner (moved to sink_count)" in told["lines"]
    assert [what for what in told["by hand"] if "By hand" in what] == told["by hand"] != []
    assert "By hand" in told["refused"]
    assert told["after"] == ["removed", False]
    left = place.ask(
        "SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'x\\_%'),"
        " (SELECT count(*) FROM ir_model WHERE model LIKE 'x\\_%'),"
        " (SELECT count(*) FROM ir_model_fields WHERE name LIKE 'x\\_%'),"
        " (SELECT count(*) FROM ir_model_data WHERE module = 'x_kitchen_sink'),"
        " (SELECT count(*) FROM pg_proc WHERE proname LIKE 'moduler$%'),"
        " (SELECT count(*) FROM itx_moduler_binding)"
    )
    assert left == "0|0|0|0|0|0"
    assert sides.rows(place, "kitchen_part", live=False) == before
    assert sides.beside(place, "kitchen.part") == sides.beside(graduated, "kitchen.part")
    done = place.odoo("-d", place.database, "-u", "kitchen_sink", "--stop-after-init")
    assert done.returncode == 0, done.stderr
    assert " ERROR " not in done.stderr


def test_uninstalling_the_module_brings_the_live_app_back(
    live: Place, graduated: Place, copy_of: Callable[[Place], Place]
) -> None:
    place = copy_of(graduated)
    place.shell(
        """
brand = env.ref("kitchen_sink.brand_steel")
sink = env["kitchen.sink"].create({"name": "later", "brand_id": brand.id})
part = env["kitchen.part"].browse(4)
part.write({"stock": 4321, "sink_ids": [(6, 0, sink.ids)]})
part.message_post(body="later")
env["kitchen.part"].browse(6).with_context(active_test=False).child_ids.parent_id = False
env["kitchen.part"].browse(6).unlink()
env.cr.commit()
env["ir.module.module"].search([("name", "=", "kitchen_sink")]).button_immediate_uninstall()
"""
    )

    told = place.shell(
        """
part = env["x_kitchen_part"].browse(4)
later = "later" in str(part.message_ids.mapped("body"))
print(part.x_stock, part.x_sink_ids.mapped("x_name"), later)
print(env["x_kitchen_part"].browse(6).exists(), env.ref("__import__.part_9"))
print(env["ir.filters"].search([("name", "=", "mine")]).domain)
print(env["res.users"].search([("login", "=", "paula")]).has_group("x_kitchen_sink.group_plumber"))
print(env.ref("x_kitchen_sink.action_sink").path)
part.x_stock = 1
env.flush_all()
"""
    )

    assert told.split("\n") == [
        "4321 ['later'] True",
        "x_kitchen_part() x_kitchen_part(18,)",
        "[('x_parent_id.x_name', 'ilike', 'x_name'), ('x_stock', '>', 3)]",
        "True",
        "kitchen-sinks",
    ]
    assert place.ask("SELECT count(*) FROM pg_class WHERE relname LIKE 'kitchen\\_%'") == "0"
    assert sides.contacts(place, live=True) == sides.contacts(live, live=True)
