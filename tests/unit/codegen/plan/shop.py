"""A small module to plan changes of, and a database of which all is known."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from itx_codegen.ir import Document, load, normalized
from itx_codegen.plan import Plan, build, live_projection

DATA: dict[str, Any] = {
    "module": {"uid": "module", "name": "shop", "depends": ["base"]},
    "groups": [{"uid": "group", "xml_id": "group_seller", "name": "Seller"}],
    "models": [
        {
            "uid": "product",
            "name": "shop.product",
            "fields": [
                {"uid": "name", "name": "name", "type": "char"},
                {"uid": "price", "name": "price", "type": "float"},
                {
                    "uid": "state",
                    "name": "state",
                    "type": "selection",
                    "selection": [
                        {"uid": "new", "value": "new", "name": "New"},
                        {"uid": "old", "value": "old", "name": "Old"},
                    ],
                },
                {"uid": "double", "name": "double", "type": "float", "compute": "_compute_double"},
                {"uid": "line_ids", "name": "line_ids", "type": "one2many"}
                | {"comodel_name": "shop.line", "inverse_name": "product_id"},
            ],
            "methods": [
                {
                    "uid": "compute",
                    "name": "_compute_double",
                    "depends": ["price"],
                    "code": "for product in self:\n    product.double = product.price * 2",
                }
            ],
            "constraints": [{"uid": "unique", "name": "unique", "definition": "UNIQUE (name)"}],
        },
        {
            "uid": "line",
            "name": "shop.line",
            "fields": [
                {"uid": "product_id", "name": "product_id", "type": "many2one"}
                | {"comodel_name": "shop.product"},
                {"uid": "note", "name": "note", "type": "char", "translate": True},
            ],
        },
    ],
    "access": [{"uid": "access", "model": "shop.product", "group": "group_seller"}],
    "views": [
        {
            "uid": "view",
            "model": "shop.product",
            "type": "list",
            "arch": "<list><field name='name'/></list>",
        }
    ],
}

Edit = Callable[[dict[str, Any]], object]


def shop(edit: Edit = lambda data: None) -> Document:
    """Return the document of the shop after an edit of its data."""
    data = copy.deepcopy(DATA)
    edit(data)
    return load(data)


def lives(edit: Edit = lambda data: None) -> Document:
    """Return the shop as it is found in a database where it was applied."""
    return normalized(live_projection(shop(edit))[0])


class Known:
    """`itx_codegen.plan.Facts` from answers: ("rows", model), … → count; what is not said is 0."""

    def __init__(self, answers: dict[tuple[object, ...], object] | None = None) -> None:
        self.answers = answers or {}

    def refused(self, code: str) -> str | None:
        return next(
            (str(a) for key, a in self.answers.items() if key[0] == "refused" and key[1] in code),
            None,
        )

    def _count(self, *key: object) -> Any:
        return self.answers.get(key, 0)

    def rows(self, model: str) -> int | None:
        return self._count("rows", model)

    def rows_put_aside(self, uid: str, field_type: str) -> int | None:
        return self.answers.get(("rows_put_aside", uid))

    def was_dropped(self, uid: str) -> bool:
        return bool(self.answers.get(("was_dropped", uid)))

    def rows_with(self, model: str, field: str) -> int | None:
        return self._count("rows_with", model, field)

    def rows_equal(self, model: str, field: str, value: str) -> int | None:
        return self._count("rows_equal", model, field, value)

    def rows_repeated(self, model: str, fields: tuple[str, ...]) -> int | None:
        return self._count("rows_repeated", model, fields)


def plan(
    edit: Edit, answers: dict[tuple[object, ...], object] | None = None, **options: Any
) -> Plan:
    """Return the plan from the shop as it lives to the shop after an edit."""
    return build(lives(), shop(edit), Known(answers), **options)
