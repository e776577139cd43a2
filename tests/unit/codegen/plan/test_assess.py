"""What operations do to the rows that exist."""

from __future__ import annotations

from typing import Any

import pytest

from itx_codegen.ir import Impact
from itx_codegen.plan import PlannedOperation, build

from .shop import DATA, Edit, Known, lives, plan, shop

ADDITIVE, COSMETIC = Impact.ADDITIVE, Impact.COSMETIC
DEPENDENT, DESTRUCTIVE = Impact.DATA_DEPENDENT, Impact.DESTRUCTIVE


def field(data: Any, name: str) -> Any:
    return next(f for m in data["models"] for f in m["fields"] if f["name"] == name)


def set_field(name: str, **values: Any) -> Edit:
    return lambda data: field(data, name).update(values)


def add_field(**values: Any) -> Edit:
    return lambda data: data["models"][0]["fields"].append({"uid": "added", **values})


def remove_field(name: str) -> Edit:
    def edit(data: Any) -> None:
        for model in data["models"]:
            model["fields"] = [f for f in model["fields"] if f["name"] != name]

    return edit


def assessed(edit: Edit, uid: str, answers: Any = None, attribute: str = "") -> PlannedOperation:
    """Return the one planned operation on an element (and attribute)."""
    [found] = [
        planned
        for planned in plan(edit, answers).operations
        if planned.operation.uid == uid
        and (not attribute or getattr(planned.operation, "attribute", "") == attribute)
    ]
    return found


def remark(planned: PlannedOperation) -> str:
    return str(planned.remark.message()) if planned.remark else ""


REQUIRED: dict[str, Any] = {"name": "code", "type": "char", "required": True}


@pytest.mark.parametrize(
    ("edit", "answers", "impact", "rows", "blocked"),
    [
        (add_field(name="code", type="char"), {}, ADDITIVE, None, False),
        (add_field(**REQUIRED), {("rows", "shop.product"): 0}, ADDITIVE, 0, False),
        (add_field(**REQUIRED), {("rows", "shop.product"): 3}, DEPENDENT, 3, True),
        (add_field(**REQUIRED), {("rows", "shop.product"): None}, DEPENDENT, None, False),
        (add_field(**REQUIRED, default="x"), {("rows", "shop.product"): 3}, ADDITIVE, 3, False),
        (
            add_field(**REQUIRED, default_expression="self.env.user.name"),
            {("rows", "shop.product"): 3},
            ADDITIVE,
            3,
            False,
        ),
    ],
)
def test_added_field(edit: Edit, answers: Any, impact: Impact, rows: Any, blocked: bool) -> None:
    found = assessed(edit, "added", answers)

    assert (found.impact, found.rows, found.blocked) == (impact, rows, blocked)
    assert bool(remark(found)) == blocked


@pytest.mark.parametrize(
    ("total", "filled", "rows", "blocked", "says"),
    [
        (5, 5, 0, False, "Every row has a value."),
        (5, 3, 2, True, "2 rows have no value: fill them first."),
        (0, 0, 0, False, "Every row has a value."),
        (None, 3, None, False, ""),
    ],
)
def test_field_that_becomes_required(
    total: Any, filled: Any, rows: Any, blocked: bool, says: str
) -> None:
    answers = {("rows", "shop.product"): total, ("rows_with", "shop.product", "price"): filled}

    found = assessed(set_field("price", required=True), "price", answers)

    assert (found.impact, found.rows, found.blocked) == (DEPENDENT, rows, blocked)
    assert remark(found) == says


def test_rows_are_counted_by_the_name_that_lives_now() -> None:
    def edit(data: Any) -> None:
        field(data, "price").update(name="cost", required=True)
        data["models"][0]["methods"][0].update(depends=["cost"])

    answers = {("rows", "shop.product"): 5, ("rows_with", "shop.product", "price"): 4}

    assert assessed(edit, "price", answers, "required").rows == 1


@pytest.mark.parametrize(
    ("edit", "uid", "attribute", "says"),
    [
        (set_field("price", type="integer"), "price", "type", "The column is made anew"),
        (
            set_field("product_id", comodel_name="res.partner"),
            "product_id",
            "comodel_name",
            "The column is made anew",
        ),
        (
            set_field("price", compute="_compute_double", store=True),
            "price",
            "compute",
            "It is computed from now on",
        ),
        (set_field("price", related="double", store=True), "price", "related", "It is computed"),
        (set_field("note", translate=False), "note", "translate", "translations are lost"),
    ],
)
def test_change_that_loses_values(edit: Edit, uid: str, attribute: str, says: str) -> None:
    model = "shop.line" if uid in ("product_id", "note") else "shop.product"

    lost = assessed(edit, uid, {("rows_with", model, uid): 7}, attribute)
    empty = assessed(edit, uid, {}, attribute)
    unknown = assessed(edit, uid, {("rows_with", model, uid): None}, attribute)

    assert (lost.impact, lost.rows) == (DESTRUCTIVE, 7)
    assert says in remark(lost)
    assert (empty.impact, empty.rows) == (COSMETIC, 0)
    assert (unknown.impact, unknown.rows) == (DESTRUCTIVE, None)


@pytest.mark.parametrize(
    ("edit", "uid", "attribute"),
    [
        (set_field("double", type="integer"), "double", "type"),
        (set_field("line_ids", comodel_name="shop.product"), "line_ids", "comodel_name"),
        (remove_field("double"), "double", ""),
        (remove_field("line_ids"), "line_ids", ""),
        (set_field("price", string="Cost"), "price", "string"),
    ],
)
def test_what_holds_no_values_loses_none(edit: Edit, uid: str, attribute: str) -> None:
    assert assessed(edit, uid, attribute=attribute).impact is COSMETIC


def test_removed_field_loses_its_values() -> None:
    found = assessed(remove_field("note"), "note", {("rows_with", "shop.line", "note"): 4})

    assert (found.impact, found.rows) == (DESTRUCTIVE, 4)
    assert remark(found) == "4 rows lose what they hold in it."


def test_removed_model_loses_its_rows_and_asks_once() -> None:
    def edit(data: Any) -> None:
        del data["models"][1]

    planned = plan(edit, {("rows", "shop.line"): 9})
    found = {one.operation.uid: one for one in planned.operations}

    assert (found["line"].impact, found["line"].rows) == (DESTRUCTIVE, 9)
    assert found["note"].impact is COSMETIC
    assert remark(found["note"]) == "It goes with models[shop.line]."
    assert [one.operation.uid for one in planned.unanswered()] == ["line"]


def test_loss_that_can_not_be_counted_is_still_a_loss() -> None:
    def edit(data: Any) -> None:
        del data["models"][1]

    found = assessed(edit, "line", {("rows", "shop.line"): None})
    assert (found.impact, remark(found)) == (DESTRUCTIVE, "What is in it is lost.")


@pytest.mark.parametrize(
    ("rows", "impact", "says"),
    [
        (0, COSMETIC, ""),
        (2, DESTRUCTIVE, "2 rows hold it and are emptied."),
        (None, DEPENDENT, "Rows that hold it are emptied."),
    ],
)
def test_removed_option(rows: Any, impact: Impact, says: str) -> None:
    def edit(data: Any) -> None:
        del field(data, "state")["selection"][1]

    found = assessed(edit, "old", {("rows_equal", "shop.product", "state", "old"): rows})
    assert (found.impact, found.rows, remark(found)) == (impact, rows, says)


def test_option_of_a_removed_field_goes_with_it() -> None:
    assert assessed(remove_field("state"), "old").impact is COSMETIC


@pytest.mark.parametrize(
    ("definition", "answers", "rows", "blocked"),
    [
        ("UNIQUE (price)", {("rows_repeated", "shop.product", ("price",)): 4}, 4, True),
        (
            "unique(name , price)",
            {("rows_repeated", "shop.product", ("name", "price")): 2},
            2,
            True,
        ),
        ("UNIQUE (price)", {}, 0, False),
        ("UNIQUE (price, code)", {}, None, False),
        ("CHECK (price > 0)", {}, None, False),
    ],
)
def test_constraint_on_rows_that_exist(
    definition: str, answers: Any, rows: Any, blocked: bool
) -> None:
    def add(data: Any) -> None:
        data["models"][0]["constraints"].append({"uid": "c", "name": "c", "definition": definition})

    def change(data: Any) -> None:
        data["models"][0]["constraints"][0]["definition"] = definition

    for found in (assessed(add, "c", answers), assessed(change, "unique", answers)):
        assert (found.impact, found.rows, found.blocked) == (DEPENDENT, rows, blocked)


def test_constraint_is_counted_by_the_name_that_a_field_has_now() -> None:
    def edit(data: Any) -> None:
        field(data, "price")["name"] = "cost"
        data["models"][0]["methods"][0].update(depends=["cost"])
        data["models"][0]["constraints"][0]["definition"] = "UNIQUE (cost)"

    answers = {("rows_repeated", "shop.product", ("price",)): 6}
    assert assessed(edit, "unique", answers).rows == 6


def test_constraint_on_a_new_model_breaks_no_row() -> None:
    def edit(data: Any) -> None:
        constraint = {"uid": "c", "name": "c", "definition": "UNIQUE (a)"}
        data["models"].append({"uid": "m", "name": "shop.new", "constraints": [constraint]})

    assert assessed(edit, "c").impact is ADDITIVE


def test_model_can_not_be_renamed() -> None:
    def edit(data: Any) -> None:
        data["models"][1]["name"] = "shop.row"
        field(data, "line_ids")["comodel_name"] = "shop.row"

    found = assessed(edit, "line", attribute="name")
    assert found.blocked
    assert "keep the name shop.line" in remark(found)


def test_module_can_not_be_renamed() -> None:
    found = assessed(lambda data: data["module"].update(name="store"), "module", attribute="name")
    assert found.blocked
    assert "keep the name shop here" in remark(found)


def test_new_model_can_not_take_the_name_of_one_that_goes() -> None:
    def edit(data: Any) -> None:
        data["models"][1]["uid"] = "another"

    assert assessed(edit, "another").blocked


def code_of(code: str) -> Edit:
    return lambda data: data["models"][0]["methods"][0].update(code=code)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import os", "Odoo does not run this code in a running database: no import."),
        ("self._compute_double()", "It calls _compute_double"),
        (
            "for product in self:\n    product.line_ids._compute_double()",
            "It calls _compute_double",
        ),
    ],
)
def test_code_that_a_database_can_not_run_is_blocked(code: str, says: str) -> None:
    found = assessed(code_of(code), "compute", {("refused", "import"): "no import"})
    assert found.blocked
    assert says in remark(found)


def test_code_that_calls_methods_of_odoo_is_not_blocked() -> None:
    found = assessed(code_of("self.write({'price': self.search_count([])})"), "compute")
    assert not found.blocked


def test_first_apply_knows_no_rows() -> None:
    planned = build(None, shop(), Known({("rows", "shop.product"): 5}))

    assert {one.impact for one in planned.operations} <= {ADDITIVE}
    assert not any(one.blocked for one in planned.operations)
    assert len(planned.operations) == len(lives().by_uid()) - 1


def test_the_same_state_needs_nothing() -> None:
    planned = build(lives(), shop(), Known())
    assert planned.empty
    assert DATA["module"]["name"] in planned.module


def test_a_column_can_be_put_aside_instead_of_lost() -> None:
    head = shop(remove_field("note"))

    planned = build(lives(), head, Known({("rows_with", "shop.line", "note"): 2}), kept=["note"])

    [removal] = [p for p in planned.operations if p.operation.uid == "note"]
    assert (removal.can_be_kept, removal.kept, removal.accepted) == (True, True, False)
    assert not planned.unanswered()
    assert "its values are put aside" in planned.explain()


def test_what_is_no_column_can_not_be_put_aside() -> None:
    head = shop(lambda data: data["models"].pop())

    planned = build(lives(), head, kept=[operation["uid"] for operation in DATA["models"]])

    assert not any(p.kept for p in planned.operations)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({("rows_put_aside", "added"): 3}, "3 rows get back"),
        ({("was_dropped", "added"): True}, "can't come back"),
    ],
)
def test_a_field_that_comes_again(answers: Any, says: str) -> None:
    found = assessed(add_field(name="colour", type="char"), "added", answers)

    assert found.remark is not None
    assert says in found.remark.message()
