"""Steps of flows that read and write the module's own models, in the names of a database."""

from __future__ import annotations

from typing import Any, cast

import pytest

from itx_codegen.ir import Document, load, normalized
from itx_codegen.ir.kinds.field import Field
from itx_codegen.ir.kinds.flow import Flow
from itx_codegen.names import from_live, renamed, to_live
from itx_codegen.validate import check

_READ = {
    "model": "shop.part",
    "fields": [".id", "name", "shelf_id/id", "shelf_id/code", "write_date"],
    "domain": ["|", ["name", "=", "name"], ["shelf_id", "any", [["shelf_id.code", "!=", None]]]],
    "context": {"default_name": "name", "lang": "th_TH"},
    "archived": True,
}


def _shop(**options: Any) -> Document:
    shelf = {"name": "shelf_id", "type": "many2one", "comodel_name": "shop.shelf"}
    code = {"name": "code", "type": "char"}
    near = {"name": "shelf_id", "type": "many2one", "comodel_name": "shop.shelf"}
    return load(
        {
            "module": {"name": "shop"},
            "models": [
                {"name": "shop.part", "fields": [{"name": "name", "type": "char"}, shelf]},
                {"name": "shop.shelf", "fields": [code, near]},
            ],
            "flows": [
                {
                    "name": "load",
                    "steps": [
                        {
                            "name": "read",
                            "type": "read",
                            "format": "odoo",
                            "key": "name",
                            "options": {**_READ, **options},
                        },
                        {
                            "name": "write",
                            "type": "write",
                            "model": "shop.part",
                            "key": "name",
                            "mapping": {"name": "name"},
                            "options": {"context": {"default_shelf_id": 1}},
                        },
                    ],
                }
            ],
        }
    )


def _options(document: Document, step: int) -> dict[str, Any]:
    return cast(dict[str, Any], document.of(Flow)[0].steps[step].options)


def test_what_is_read_has_other_names_and_its_columns_the_same() -> None:
    live = _options(to_live(_shop()), 0)
    assert live == {
        "model": "x_shop_part",
        "fields": [".id", "x_name", "x_shelf_id/id", "x_shelf_id/x_code", "write_date"],
        "names": {
            "x_name": "name",
            "x_shelf_id/id": "shelf_id/id",
            "x_shelf_id/x_code": "shelf_id/code",
        },
        "domain": [
            "|",
            ["x_name", "=", "name"],
            ["x_shelf_id", "any", [["x_shelf_id.x_code", "!=", None]]],
        ],
        "context": {"default_x_name": "name", "lang": "th_TH"},
        "archived": True,
    }
    assert to_live(_shop()).of(Flow)[0].steps[0].key == "name"


def test_what_is_written_has_the_context_of_its_model() -> None:
    assert _options(to_live(_shop()), 1) == {"context": {"default_x_shelf_id": 1}}


@pytest.mark.parametrize("names", [{}, {"name": "title"}, {"name": "x_name"}])
def test_the_names_of_columns_come_back(names: dict[str, str]) -> None:
    document = _shop(names=names) if names else _shop()
    back = from_live(to_live(document), document)
    assert back.of(Flow) == normalized(document).of(Flow)
    columns = _options(to_live(document), 0)["names"]
    assert columns.get("x_name", "x_name") == names.get("name", "name")


def test_scripts_and_mappings_go_on_when_a_field_is_renamed() -> None:
    document = _shop()
    field = document.of(Field)[0]
    options = _options(renamed(document, field.uid, "title"), 0)
    assert "title" in options["fields"]
    assert options["names"] == {"title": "name"}


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ({"fields": ["nothing"]}, "nothing"),
        ({"fields": ["shelf_id/nothing"]}, "nothing"),
        ({"domain": [["nothing", "=", 1]]}, "nothing"),
        ({"domain": [["shelf_id.nothing", "=", 1]]}, "nothing"),
    ],
)
def test_what_is_read_must_be_there(options: dict[str, Any], missing: str) -> None:
    (problem,) = check(_shop(**options))
    assert problem.path == "flows[load].steps[read].options"
    assert f"has no field {missing}" in problem.message


def test_ids_are_no_fields_that_could_be_missing() -> None:
    assert check(_shop(fields=["id", ".id", "shelf_id/.id", "shelf_id/id"])) == []
