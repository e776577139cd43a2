"""Data modules on a server where nothing of this product is installed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dev import databases
from itx_codegen.publish import zip_bytes
from itx_codegen.render_data import render_data
from tests.golden.cases import KITCHEN_SINK

_IMPORT = """
modules = env["ir.module.module"]
with open({file!r}, "rb") as file:
    modules._import_zipfile(file)
env.cr.commit()
"""
_LOOK = """
print(env["ir.module.module"].search([("name", "=", "itx_moduler")]).state)
print(env["x_kitchen_brand"]._order, env["x_kitchen_part"]._fields["x_name"].required)
brand = env["x_kitchen_brand"].create({"x_name": "Drip & Sons"})
print(brand.display_name)
print("x_name" in env["x_kitchen_part"].get_view(view_type="form")["arch"])
env.cr.execute("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'x_kitchen%'")
print(env.cr.fetchone()[0] > 0)
"""


@pytest.fixture
def bare(new_name: Callable[[str], str]) -> str:
    """A database with Odoo's own modules alone, and the runtime of flows."""
    name = new_name("bare")
    databases.fresh(name, ["base_import_module", "base_automation", "odf_core"])
    return name


def test_the_example_with_every_kind_imports_twice_and_works(
    bare: str, odoo_shell: Callable[[str, str], str], tmp_path: Path
) -> None:
    file = tmp_path / "kitchen_sink.zip"
    file.write_bytes(zip_bytes(render_data(KITCHEN_SINK.document()).tree, "kitchen_sink"))
    code = _IMPORT.format(file=str(file))
    odoo_shell(bare, code)
    # A newer ZIP is imported over the older one.
    odoo_shell(bare, code)
    state, model, brand, shown, constrained = odoo_shell(bare, _LOOK).splitlines()
    assert state == "uninstalled"
    assert model.endswith("True")
    assert brand == "Drip & Sons"
    assert (shown, constrained) == ("True", "True")
