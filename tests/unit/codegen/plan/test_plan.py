"""Plans: frozen, explained and carried out in the same order, refused when they don't hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from itx_codegen.diff import Add, Change, Remove, Rename, diff
from itx_codegen.ir import Document, all_kinds, normalized
from itx_codegen.messages import Message
from itx_codegen.plan import Plan, PlanRefusedError, UnplacedOperationError, build, stages
from tests.unit.codegen.strategies import pairs, quick

from .shop import Known, lives, plan, shop


def remove_note(data: Any) -> None:
    del data["models"][1]["fields"][1]


NOTES = {("rows_with", "shop.line", "note"): 3}


def version_two(data: Any) -> None:
    """Rename, add, tighten, remove: one of each."""
    remove_note(data)
    fields = data["models"][0]["fields"]
    fields[0].update(name="title", required=True)
    fields.insert(0, {"uid": "z_first", "name": "code", "type": "char"})
    fields.append({"uid": "a_last", "name": "extra", "type": "char"})
    data["models"][0]["constraints"][0]["definition"] = "UNIQUE (title)"
    data["views"][0]["arch"] = "<list><field name='title'/></list>"
    data["menus"] = [{"uid": "menu", "xml_id": "menu", "name": "Shop"}]


@quick
@given(pairs())
def test_every_operation_has_its_place(pair: tuple[Document, Document]) -> None:
    base, head = pair
    operations = diff(normalized(base), normalized(head))

    placed = [o for stage in stages(operations) for batch in stage.batches for o in batch]

    assert sorted(map(id, placed)) == sorted(map(id, operations))


def test_every_verb_on_every_kind_has_its_place() -> None:
    parts = {"uid": "x", "path": "x", "parent": "p", "collection": "c", "position": 0, "own": {}}
    for kind in all_kinds():
        for operation in (
            Add(kind=kind, **parts),
            Remove(kind=kind, **parts),
            Rename(kind=kind, uid="x", path="x", attribute="a", old="a", new="b"),
            Change(kind=kind, uid="x", path="x", attribute="a", old="a", new="b"),
        ):
            [stage] = stages([operation])
            assert stage.batches == ((operation,),)


def test_operation_without_a_place_is_never_dropped() -> None:
    class Unknown(Change):
        """An operation that no stage knows."""

    operation = Unknown(kind="field", uid="x", path="x", attribute="a", old="a", new="b")
    with pytest.raises(UnplacedOperationError):
        stages([operation])


def kinds_and_verbs(found: Plan) -> list[tuple[str, str]]:
    return [(batch[0].op, batch[0].kind) for stage in found.stages() for batch in stage.batches]


def test_what_others_refer_to_goes_last_and_parts_go_first() -> None:
    def edit(data: Any) -> None:
        remove_note(data)
        del data["models"][1]["fields"]
        del data["models"][0]["fields"][4]
        data["groups"] = [{"uid": "other", "xml_id": "group_other", "name": "Other"}]
        data["access"][0]["group"] = "group_other"
        data["access"][0]["xml_id"] = "access_shop_product_group_seller"

    order = kinds_and_verbs(plan(edit))

    assert order.index(("remove", "field")) < order.index(("add", "group"))
    assert order.index(("add", "group")) < order.index(("change", "access"))
    assert order.index(("change", "access")) < order.index(("remove", "group"))


def test_field_may_take_the_name_of_one_that_goes() -> None:
    def edit(data: Any) -> None:
        data["models"][0]["fields"][1].update(uid="another", type="char")

    order = kinds_and_verbs(plan(edit))
    assert order.index(("remove", "field")) < order.index(("add", "field"))


def test_operations_stand_in_the_order_of_the_documents() -> None:
    def edit(data: Any) -> None:
        version_two(data)
        del data["models"][0]["fields"][2:4]

    found = plan(edit)
    added = [o.operation.path for o in found.operations if o.operation.op == "add"]

    assert added == [
        "models[shop.product].fields[code]",
        "models[shop.product].fields[extra]",
        "menus[menu]",
    ]
    removed = [o.operation.uid for o in found.operations if o.operation.op == "remove"]
    base = [uid for uid in lives().by_uid() if uid in removed]
    assert removed == base


def renamed(*pairs: tuple[str, str]) -> Any:
    def edit(data: Any) -> None:
        del data["models"][0]["methods"], data["models"][0]["constraints"], data["views"]
        fields = data["models"][0]["fields"] = data["models"][0]["fields"][:3]
        for uid, new in pairs:
            next(field for field in fields if field["uid"] == uid)["name"] = new

    return edit


def renames(found: Plan) -> list[tuple[str, str]]:
    planned = [one.operation for one in found.operations]
    return [(one.old, one.new) for one in planned if isinstance(one, Rename)]


def test_name_is_taken_when_it_is_free() -> None:
    found = plan(renamed(("name", "price"), ("price", "state"), ("state", "phase")))

    assert renames(found) == [("state", "phase"), ("price", "state"), ("name", "price")]
    assert not any(one.blocked for one in found.operations)


def test_names_can_not_be_exchanged() -> None:
    found = plan(renamed(("name", "price"), ("price", "name"), ("state", "phase")))

    blocked = [one for one in found.operations if one.blocked]
    assert sorted(one.operation.uid for one in blocked) == ["name", "price"]
    assert blocked[0].remark is not None
    assert "one at a time" in blocked[0].remark.message()
    assert len(renames(found)) == 3


def test_explanation_follows_the_stages() -> None:
    text = plan(version_two, NOTES).explain()

    assert "→ Field models[shop.product].fields[title]: renamed from name to title" in text
    assert "+ Field models[shop.product].fields[code]" in text
    assert "- Field models[shop.line].fields[note]  [destroys data]" in text
    assert "      3 rows lose what they hold in it." in text
    assert text.index("- Field") < text.index("→ Field") < text.index("+ Field")
    assert text.index("+ Field") < text.index("+ Menu")


def test_explanation_counts_what_it_lists() -> None:
    found = plan(version_two, NOTES)
    first, *rest = found.explain().splitlines()

    listed = [line for line in rest if line.startswith("  ") and line[2] in "+-~→"]
    assert first.startswith(f"{len(found.operations)} operations (")
    assert len(listed) == len(found.operations)


def test_explanation_can_be_shown_in_another_language() -> None:
    def shout(message: Message) -> str:
        return str(message).upper()

    assert plan(lambda data: None).explain(shout) == "NOTHING TO DO: THE DATABASE IS AS DESCRIBED."
    assert "ROWS LOSE WHAT THEY HOLD" in plan(version_two, NOTES).explain(shout)


def test_loss_must_be_accepted() -> None:
    base = lives()
    refused = plan(remove_note, NOTES)
    accepted = plan(remove_note, NOTES, accepted=["note"])

    assert [one.operation.uid for one in refused.unanswered()] == ["note"]
    with pytest.raises(PlanRefusedError, match=r"fields\[note\] destroys data: accept the loss"):
        refused.check(base, shop(remove_note))
    assert accepted.unanswered() == ()
    accepted.check(base, shop(remove_note))


def test_blocked_plan_is_refused_with_the_cause() -> None:
    def edit(data: Any) -> None:
        data["models"][0]["fields"][1]["required"] = True

    found = plan(edit, {("rows", "shop.product"): 4})

    with pytest.raises(PlanRefusedError, match="can't be done: 4 rows have no value"):
        found.check(lives(), shop(edit))


def test_stale_plan_is_refused() -> None:
    found = plan(version_two, accepted=["note"])
    base, head = lives(), shop(version_two)

    found.check(base, head)
    for other_base, other_head in ((base, shop()), (None, head), (normalized(head), head)):
        with pytest.raises(PlanRefusedError, match="out of date"):
            found.check(other_base, other_head)


def test_plan_of_a_first_apply_is_refused_where_something_lives() -> None:
    found = build(None, shop(), Known())

    found.check(None, shop())
    with pytest.raises(PlanRefusedError, match="out of date"):
        found.check(lives(), shop())


@quick
@given(pairs())
def test_plan_survives_its_json(pair: tuple[Document, Document]) -> None:
    base, head = pair
    found = build(normalized(base), head, Known({("rows", "a"): 1}))
    again = Plan.model_validate_json(found.model_dump_json())

    assert again == found
    assert again.explain() == found.explain()


def test_order_of_siblings_is_an_operation() -> None:
    def edit(data: Any) -> None:
        data["models"][0]["fields"][2]["selection"].reverse()

    [planned] = plan(edit).operations
    assert isinstance(planned.operation, Change)
    assert planned.operation.order
    assert "another order" in planned.operation.describe()


def test_limits_are_told_with_path_and_reason() -> None:
    def edit(data: Any) -> None:
        data["models"][0]["fields"][0]["arguments"] = {"group_operator": "None"}

    found = plan(edit)

    [limit] = [one for one in found.limits if one.attribute == "arguments"]
    assert limit.path == "models[shop.product].fields[name]"
    assert f"{limit.path}.arguments: {limit.reason.message()}" in found.explain()
    assert found.empty


def test_names_that_can_not_be_followed_are_told() -> None:
    def edit(data: Any) -> None:
        method = data["models"][0]["methods"][0]
        method["code"] += "\n    thing(product).price"

    [limit] = [one for one in plan(edit).limits if one.attribute == "code"]

    assert limit.path == "models[shop.product].methods[_compute_double]"
    assert "Line 3: what thing(product).price is about can't be told" in limit.reason.message()


def test_the_fingerprint_stands_for_what_is_done_and_not_for_answers_or_rows() -> None:
    seen = plan(remove_note, NOTES)
    answered = plan(remove_note, {("rows_with", "shop.line", "note"): 4}, accepted=["note"])

    assert answered != seen
    assert answered.fingerprint == seen.fingerprint
    assert plan(version_two).fingerprint != seen.fingerprint
