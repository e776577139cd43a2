"""What an operation does to the rows that exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from ..diff import Add, Change, Operation, Remove, Rename
from ..ir import Document, Impact
from ..ir.kinds.constraint import Constraint
from ..ir.kinds.data import Data
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from ..ir.kinds.selection import Selection
from ..messages import Message, text
from .facts import Facts


class Assessment(NamedTuple):
    """An operation's impact here and now: `rows` concerned, a remark, whether it can't be done."""

    impact: Impact
    rows: int | None = None
    remark: Message | None = None
    blocked: bool = False


class Ground(NamedTuple):
    """What an assessment stands on: both documents (in the names of the code) and the rows.

    `base` is what lives now, so its names are the ones that the rows can be counted by.
    """

    base: Document | None
    head: Document
    facts: Facts


def assess(operation: Operation, ground: Ground) -> Assessment:
    """Return what an operation does to the rows that exist."""
    rule = _RULES.get((type(operation), operation.kind))
    found = rule(operation, ground) if rule is not None else None
    return found or Assessment(operation.impact)


def _base_names(ground: Ground, uid: str) -> tuple[str, str] | None:
    """Return (model, field) as the database knows them now; None for a field that is new."""
    elements = ground.base.by_uid() if ground.base is not None else {}
    element = elements.get(uid)
    if element is None:
        return None
    parent = elements[element.parent].node
    return parent.ident, element.node.ident


def _model_now(ground: Ground, uid: str) -> str | None:
    elements = ground.base.by_uid() if ground.base is not None else {}
    element = elements.get(uid)
    return element.node.ident if element is not None else None


def _add_field(operation: Any, ground: Ground) -> Assessment | None:
    field = Field.model_validate({"uid": operation.uid, **operation.own})
    model = _model_now(ground, operation.parent)
    if not field.required or not field.has_column or model is None:
        return None
    rows = ground.facts.rows(model)
    if not rows or field.default is not None:
        return Assessment(Impact.ADDITIVE, rows)
    remark = text(
        "%(rows)s rows would have no value in it: give it a default, or add it without `required` "
        "and fill the rows first.",
        rows=rows,
    )
    return Assessment(Impact.DATA_DEPENDENT, rows, remark, blocked=True)


def _change_field(operation: Any, ground: Ground) -> Assessment | None:
    names = _base_names(ground, operation.uid)
    if names is None:
        return None
    if operation.attribute == "required" and operation.new:
        return _require(names, ground)
    if operation.attribute in ("type", "comodel_name"):
        rows = ground.facts.rows_with(*names)
        remark = text("The column is made anew; what is in it is lost.")
        return Assessment(Impact.DESTRUCTIVE, rows, remark)
    return None


def _require(names: tuple[str, str], ground: Ground) -> Assessment | None:
    total, filled = ground.facts.rows(names[0]), ground.facts.rows_with(*names)
    if total is None or filled is None:
        return Assessment(Impact.DATA_DEPENDENT)
    empty = total - filled
    if not empty:
        return Assessment(Impact.DATA_DEPENDENT, 0, text("Every row has a value."))
    remark = text("%(rows)s rows have no value: fill them first.", rows=empty)
    return Assessment(Impact.DATA_DEPENDENT, empty, remark, blocked=True)


def _remove_field(operation: Any, ground: Ground) -> Assessment | None:
    names = _base_names(ground, operation.uid)
    if operation.impact is not Impact.DESTRUCTIVE or names is None:
        return None
    rows = ground.facts.rows_with(*names)
    return Assessment(
        Impact.DESTRUCTIVE, rows, text("The values of %(rows)s rows are lost.", rows=rows)
    )


def _remove_model(operation: Any, ground: Ground) -> Assessment | None:
    if operation.impact is not Impact.DESTRUCTIVE:
        return None
    model = _model_now(ground, operation.uid)
    rows = ground.facts.rows(model) if model is not None else None
    return Assessment(Impact.DESTRUCTIVE, rows, text("%(rows)s rows are lost.", rows=rows))


def _rename_model(operation: Any, ground: Ground) -> Assessment | None:
    remark = text(
        "Odoo can't rename a model in a running database: keep the name %(name)s here, or export "
        "the module.",
        name=operation.old,
    )
    return Assessment(operation.impact, None, remark, blocked=True)


def _remove_selection(operation: Any, ground: Ground) -> Assessment | None:
    names = _base_names(ground, operation.parent)
    if names is None:
        return None
    rows = ground.facts.rows_equal(*names, operation.own["value"])
    if not rows:
        return Assessment(Impact.COSMETIC, rows)
    return Assessment(
        Impact.DESTRUCTIVE, rows, text("%(rows)s rows hold it and are emptied.", rows=rows)
    )


_UNIQUE = re.compile(r"\s*unique\s*\(\s*([\w\s,]+?)\s*\)\s*\Z", re.IGNORECASE)


def _add_constraint(operation: Any, ground: Ground) -> Assessment | None:
    return _constrain(operation.own["definition"], _model_now(ground, operation.parent), ground)


def _change_constraint(operation: Any, ground: Ground) -> Assessment | None:
    if operation.attribute != "definition" or ground.base is None:
        return None
    parent = ground.base.by_uid()[operation.uid].parent
    return _constrain(operation.new, _model_now(ground, parent), ground)


def _constrain(definition: str, model: str | None, ground: Ground) -> Assessment | None:
    match = _UNIQUE.match(definition)
    if model is None:
        return Assessment(Impact.ADDITIVE)
    if match is None:
        return None
    columns = tuple(name.strip() for name in match[1].split(","))
    present = tuple(_field_now(ground, model, name) for name in columns)
    if None in present:
        return None
    rows = ground.facts.rows_repeated(model, tuple(name for name in present if name is not None))
    if not rows:
        return Assessment(Impact.DATA_DEPENDENT, rows)
    remark = text("%(rows)s rows share their values: make them differ first.", rows=rows)
    return Assessment(Impact.DATA_DEPENDENT, rows, remark, blocked=True)


def _field_now(ground: Ground, model: str, name: str) -> str | None:
    """Return what the head's field `name` of the base's `model` is called now; None if new."""
    if ground.base is None:
        return None
    elements = ground.base.by_uid()
    model_uid = next((m.uid for m in ground.base.of(Model) if m.name == model), "")
    for head_model in ground.head.of(Model):
        field = head_model.field(name) if head_model.uid == model_uid else None
        if field is not None and field.uid in elements:
            return elements[field.uid].node.ident
    return None


def _add_code(operation: Any, ground: Ground) -> Assessment | None:
    return _run(operation, operation.own.get("code"), ground)


def _change_code(operation: Any, ground: Ground) -> Assessment | None:
    return _run(operation, operation.new if operation.attribute == "code" else None, ground)


def _run(operation: Operation, code: str | None, ground: Ground) -> Assessment | None:
    cause = ground.facts.refused(code) if code else None
    if cause is None:
        return None
    remark = text(
        "Odoo does not run this code in a running database: %(cause)s. Change it, or export the "
        "module.",
        cause=cause,
    )
    return Assessment(operation.impact, None, remark, blocked=True)


def _lose_record(operation: Any, ground: Ground) -> Assessment | None:
    if operation.impact is not Impact.DESTRUCTIVE:
        return None
    remark = text("The record is deleted, with what people wrote in it.")
    return Assessment(Impact.DESTRUCTIVE, 1, remark)


_RULES: dict[tuple[type, str], Callable[[Any, Ground], Assessment | None]] = {
    **{(Add, kind): _add_code for kind in ("method", "action_server", "cron")},
    **{(Change, kind): _change_code for kind in ("method", "action_server", "cron")},
    (Add, Field.kind): _add_field,
    (Change, Field.kind): _change_field,
    (Remove, Field.kind): _remove_field,
    (Remove, Model.kind): _remove_model,
    (Rename, Model.kind): _rename_model,
    (Remove, Selection.kind): _remove_selection,
    (Add, Constraint.kind): _add_constraint,
    (Remove, Data.kind): _lose_record,
    (Change, Data.kind): _lose_record,
    (Change, Constraint.kind): _change_constraint,
}
