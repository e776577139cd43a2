"""Modules without Python, for Odoo's own Import Module."""

from __future__ import annotations

import ast
import csv
import io
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.publish import zip_bytes
from itx_codegen.render_data import DataModule, render_data
from tests.golden.cases import CASES, KITCHEN_SINK

_METHODS = {
    "level": {
        "name": "_compute_level",
        "depends": ["parent_id.level"],
        "code": "for record in self:\n    record.level = record.parent_id.level + 1\n",
    },
    "double": {
        "name": "_compute_double",
        "depends": ["level"],
        "code": "for record in self:\n    record.double = record.level * 2\n",
    },
}


def _library(**fields: dict[str, Any]) -> dict[str, Any]:
    """A library whose books have some more fields: name → attributes."""
    return {
        "module": {"name": "library", "depends": ["base"]},
        "models": [
            {
                "name": "library.book",
                "order": "name desc",
                "fields": [
                    {"name": "name", "type": "char", "required": True},
                    {"name": "parent_id", "type": "many2one", "comodel_name": "library.book"},
                    *({"name": name, **attributes} for name, attributes in fields.items()),
                ],
                "methods": [_METHODS[name] for name in ("level", "double") if name in fields],
            }
        ],
    }


def _rendered(data: dict[str, Any]) -> DataModule:
    return render_data(load(data))


def _rows(module: DataModule, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(module.tree.text(path))))


def _limits(module: DataModule) -> dict[str, str]:
    return {limit.place: str(limit.reason) for limit in module.limits}


@pytest.mark.parametrize("case", [*CASES, KITCHEN_SINK], ids=lambda case: case.name)
def test_there_is_no_python_but_the_manifest_which_lists_every_data_file(case: Any) -> None:
    module = render_data(case.document())
    python = [path for path in module.tree if path.endswith(".py")]
    assert python == ["__manifest__.py"]
    listed = ast.literal_eval(module.tree.text("__manifest__.py"))
    data = {path for path in module.tree if path.endswith((".xml", ".csv", ".sql"))}
    assert {*listed["data"], *listed.get("demo", [])} == {
        path for path in data if not path.startswith("static/")
    }


@pytest.mark.parametrize("case", [*CASES, KITCHEN_SINK], ids=lambda case: case.name)
def test_the_same_document_gives_the_same_bytes(case: Any) -> None:
    first, second = (render_data(case.document()).tree for _ in range(2))
    assert zip_bytes(first, "m") == zip_bytes(second, "m")


def test_models_and_fields_have_their_live_names_and_odoos_own_xml_ids() -> None:
    module = _rendered(_library())
    (model,) = _rows(module, "models/ir.model.csv")
    assert (model["id"], model["model"]) == ("model_x_library_book", "x_library_book")
    fields = _rows(module, "models/1/ir.model.fields.csv")
    assert [row["id"] for row in fields] == [
        "field_x_library_book__x_name",
        "field_x_library_book__x_parent_id",
    ]
    assert fields[1]["relation"] == "x_library_book"
    assert "'order': 'x_name desc'" in module.tree.text("models/order.xml")


def test_what_is_computed_follows_what_it_is_computed_from() -> None:
    level = {"type": "integer", "compute": "_compute_level", "store": True}
    double = {"type": "integer", "compute": "_compute_double", "store": True}
    module = _rendered(_library(double=double, level=level))
    assert [row["name"] for row in _rows(module, "models/2/ir.model.fields.csv")] == ["x_level"]
    assert [row["name"] for row in _rows(module, "models/3/ir.model.fields.csv")] == ["x_double"]
    # Odoo can't make a field that is computed from itself in one go.
    assert _rows(module, "models/2/ir.model.fields.csv")[0]["compute"] == ""
    assert "parent_id.x_level" in module.tree.text("models/rings.xml")


def test_arguments_without_a_place_are_left_out_and_named() -> None:
    module = _rendered(_library(price={"type": "float", "digits": [6, 2]}))
    assert "no place" in _limits(module)["models[library.book].fields[price].digits"]
    assert "x_price" in module.tree.text("models/1/ir.model.fields.csv")


def test_a_field_for_some_groups_is_left_out_rather_than_shown_to_all() -> None:
    module = _rendered(_library(secret={"type": "char", "groups": ["base.group_system"]}))
    assert "models[library.book].fields[secret]" in _limits(module)
    assert not any("secret" in module.tree.text(path) for path in module.tree if "png" not in path)


def test_constraints_hold_without_their_message() -> None:
    data = _library()
    data["models"][0]["constraints"] = [
        {"name": "name_unique", "definition": "UNIQUE (name)", "message": "Names differ."}
    ]
    module = _rendered(data)
    sql = module.tree.text("models/constraints.sql")
    assert 'ADD CONSTRAINT "x_library_book_name_unique" UNIQUE (x_name);' in sql
    assert "models[library.book].constraints[name_unique].message" in _limits(module)


def test_there_is_no_data_module_where_something_left_out_is_needed() -> None:
    data = _library(secret={"type": "char", "groups": ["base.group_system"]})
    data["views"] = [
        {"model": "library.book", "type": "list", "arch": "<list><field name='secret'/></list>"}
    ]
    with pytest.raises(DocumentError, match="export the module with its code"):
        _rendered(data)


def test_patterns_of_own_assets_become_the_files_that_they_mean() -> None:
    data = _library()
    data["module"]["depends"] = ["web"]
    data["assets"] = [
        {"path": "static/src/b.js", "content": "1;"},
        {"path": "static/src/deep/a.js", "content": "2;"},
        {"path": "static/src/a.scss", "content": "a {}"},
    ]
    data["assets_bundles"] = [{"path": "static/src/**/*.js"}, {"path": "web/static/src/**/*.x"}]
    module = _rendered(data)
    manifest = ast.literal_eval(module.tree.text("__manifest__.py"))
    assert manifest["assets"] == {
        "web.assets_backend": ["library/static/src/b.js", "library/static/src/deep/a.js"]
    }
    assert any("patterns" in reason for reason in _limits(module).values())
