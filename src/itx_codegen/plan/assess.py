"""What an operation does to the rows that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..diff import Add, Change, Operation, Remove, Rename
from ..ir import Document, Element, Impact
from ..ir.kinds.constraint import Constraint
from ..ir.kinds.data import Data
from ..ir.kinds.field import Field
from ..ir.kinds.method import OVERRIDES, Method
from ..ir.kinds.model import Model
from ..ir.kinds.module import Module
from ..ir.kinds.selection import Selection
from ..messages import Message, text
from ..source import parsed
from .facts import Facts


class Assessment(NamedTuple):
    """An operation's impact here and now: `rows` concerned, a remark, whether it can't be done."""

    impact: Impact
    rows: int | None = None
    remark: Message | None = None
    blocked: bool = False


@dataclass(frozen=True)
class Ground:
    """What an assessment stands on: both documents (in the names of the code) and the rows.

    `base` is what lives now, so its names are the ones that the rows can be counted by.
    """

    base: Document | None
    head: Document
    facts: Facts

    @cached_property
    def before(self) -> dict[str, Element]:
        """Uid → element of what lives now."""
        return self.base.by_uid() if self.base is not None else {}

    @cached_property
    def after(self) -> dict[str, Element]:
        """Uid → element of what is described."""
        return self.head.by_uid()

    @cached_property
    def methods(self) -> frozenset[str]:
        """The names of the module's own methods; those that override Odoo's are there anyway."""
        return frozenset(
            method.name for method in self.head.of(Method) if method.type not in OVERRIDES
        )

    def now(self, uid: str) -> Element | None:
        """Return the element as it lives now; None for a new one."""
        return self.before.get(uid)


def assess(operation: Operation, ground: Ground) -> Assessment:
    """Return what an operation does to the rows that exist."""
    rule = _RULES.get((type(operation), operation.kind))
    found = rule(operation, ground) if rule is not None else None
    return found or Assessment(operation.impact)


def _base_names(ground: Ground, uid: str) -> tuple[str, str] | None:
    """Return (model, field) as the database knows them now; None for a field that is new."""
    element = ground.now(uid)
    if element is None:
        return None
    return ground.before[element.parent].node.ident, element.node.ident


def _model_now(ground: Ground, uid: str) -> str | None:
    element = ground.now(uid)
    return element.node.ident if element is not None else None


def _with_parent(operation: Any, ground: Ground) -> Assessment | None:
    """What goes with the element that it stands in loses nothing more: one answer is enough.

    A model of another module stays with its rows, also when the module no longer extends it.
    """
    parent = ground.now(operation.parent)
    if parent is None or parent.node.uid in ground.after:
        return None
    if isinstance(parent.node, Model) and parent.node.extends:
        return None
    return Assessment(Impact.COSMETIC, None, text("It goes with %(parent)s.", parent=parent.path))


def _add_model(operation: Any, ground: Ground) -> Assessment | None:
    name = operation.own["name"]
    for element in ground.before.values():
        if isinstance(element.node, Model) and element.node.name == name:
            remark = text(
                "A model of that name lives and would go: apply a version without it first, or "
                "give this one another name."
            )
            return Assessment(Impact.ADDITIVE, None, remark, blocked=True)
    return None


def _add_field(operation: Any, ground: Ground) -> Assessment | None:
    field = Field.model_validate({"uid": operation.uid, **operation.own})
    model = _model_now(ground, operation.parent)
    put_aside = ground.facts.rows_put_aside(field.uid, field.type) if field.has_column else None
    if not field.required or not field.has_column or model is None:
        return _come_back(field, put_aside, ground)
    rows = ground.facts.rows(model)
    if rows is None:
        return Assessment(Impact.DATA_DEPENDENT)
    rows -= put_aside or 0
    if not rows or field.default is not None or field.default_expression:
        return Assessment(Impact.ADDITIVE, rows)
    remark = text(
        "%(rows)s rows would have no value in it: give it a default, or add it without `required` "
        "and fill the rows first.",
        rows=rows,
    )
    return Assessment(Impact.DATA_DEPENDENT, rows, remark, blocked=True)


def _come_back(field: Field, put_aside: int | None, ground: Ground) -> Assessment | None:
    """Tell what becomes of the values of a field that lived here before."""
    if put_aside is not None:
        remark = text("%(rows)s rows get back the values that were put aside.", rows=put_aside)
        return Assessment(Impact.ADDITIVE, put_aside, remark)
    if ground.facts.was_dropped(field.uid):
        remark = text("It was here before; the values that it had then can't come back.")
        return Assessment(Impact.ADDITIVE, None, remark)
    return None


def _change_field(operation: Any, ground: Ground) -> Assessment | None:
    names = _base_names(ground, operation.uid)
    if names is None:
        return None
    if operation.attribute == "required" and operation.new:
        return _require(names, ground)
    before = ground.before[operation.uid].node
    if not isinstance(before, Field) or before.compute or before.related:
        # Values that were computed are computed again.
        return Assessment(Impact.COSMETIC) if operation.impact is Impact.DESTRUCTIVE else None
    if operation.attribute in ("type", "comodel_name", "company_dependent"):
        if before.type == "one2many":
            return Assessment(Impact.COSMETIC)
        return _lose_values(names, text("The column is made anew; what is in it is lost."), ground)
    if operation.attribute in ("compute", "related") and before.has_column:
        return _lose_values(
            names, text("It is computed from now on; what is in it is lost."), ground
        )
    if operation.attribute == "translate" and not operation.new:
        remark = text("Only the text in English stays; translations are lost.")
        return _lose_values(names, remark, ground)
    return None


def _lose_values(names: tuple[str, str], remark: Message, ground: Ground) -> Assessment:
    rows = ground.facts.rows_with(*names)
    return Assessment(Impact.COSMETIC if rows == 0 else Impact.DESTRUCTIVE, rows, remark)


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
    with_parent = _with_parent(operation, ground)
    if with_parent is not None:
        return with_parent
    rows = ground.facts.rows_with(*names)
    return Assessment(Impact.DESTRUCTIVE, rows, _lost(rows))


def _remove_model(operation: Any, ground: Ground) -> Assessment | None:
    if operation.impact is not Impact.DESTRUCTIVE:
        return None
    model = _model_now(ground, operation.uid)
    rows = ground.facts.rows(model) if model is not None else None
    return Assessment(Impact.DESTRUCTIVE, rows, _lost(rows))


def _lost(rows: int | None) -> Message:
    if rows is None:
        return text("What is in it is lost.")
    return text("%(rows)s rows lose what they hold in it.", rows=rows)


def _rename_model(operation: Any, ground: Ground) -> Assessment | None:
    remark = text(
        "Odoo can't rename a model in a running database: keep the name %(name)s here, or export "
        "the module.",
        name=operation.old,
    )
    return Assessment(operation.impact, None, remark, blocked=True)


def _rename_module(operation: Any, ground: Ground) -> Assessment | None:
    remark = text(
        "What lives is known by the name of its module: keep the name %(name)s here, or export the "
        "module.",
        name=operation.old,
    )
    return Assessment(operation.impact, None, remark, blocked=True)


def _remove_selection(operation: Any, ground: Ground) -> Assessment | None:
    names = _base_names(ground, operation.parent)
    if names is None:
        return None
    with_parent = _with_parent(operation, ground)
    if with_parent is not None:
        return with_parent
    rows = ground.facts.rows_equal(*names, operation.own["value"])
    if rows is None:
        return Assessment(operation.impact, None, text("Rows that hold it are emptied."))
    if not rows:
        return Assessment(Impact.COSMETIC, rows)
    return Assessment(
        Impact.DESTRUCTIVE, rows, text("%(rows)s rows hold it and are emptied.", rows=rows)
    )


_UNIQUE = re.compile(r"\s*unique\s*\(\s*([\w\s,]+?)\s*\)\s*\Z", re.IGNORECASE)


def _add_constraint(operation: Any, ground: Ground) -> Assessment | None:
    return _constrain(operation.own["definition"], _model_now(ground, operation.parent), ground)


def _change_constraint(operation: Any, ground: Ground) -> Assessment | None:
    element = ground.now(operation.uid)
    if operation.attribute != "definition" or element is None:
        return None
    return _constrain(operation.new, _model_now(ground, element.parent), ground)


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
    for head_model in ground.head.of(Model):
        element = ground.now(head_model.uid)
        field = head_model.field(name)
        if element is not None and element.node.ident == model and field is not None:
            now = ground.now(field.uid)
            return now.node.ident if now is not None else None
    return None


def _add_code(operation: Any, ground: Ground) -> Assessment | None:
    return _run(operation, operation.own.get("code"), ground)


def _change_code(operation: Any, ground: Ground) -> Assessment | None:
    return _run(operation, operation.new if operation.attribute == "code" else None, ground)


def _run(operation: Operation, code: str | None, ground: Ground) -> Assessment | None:
    if not code:
        return None
    called = sorted(called_methods(code) & ground.methods)
    if called:
        remark = text(
            "It calls %(names)s: a model in a running database has no methods of its own. Write "
            "out what is called, or export the module.",
            names=", ".join(called),
        )
        return Assessment(operation.impact, None, remark, blocked=True)
    cause = ground.facts.refused(code)
    if cause is None:
        return None
    remark = text(
        "Odoo does not run this code in a running database: %(cause)s. Change it, or export the "
        "module.",
        cause=cause,
    )
    return Assessment(operation.impact, None, remark, blocked=True)


_WITH_CODE = ("method", "action_server", "cron", "automation", "webhook")


def _lose_record(operation: Any, ground: Ground) -> Assessment | None:
    if operation.impact is not Impact.DESTRUCTIVE:
        return None
    remark = text("The record is deleted, with what people wrote in it.")
    return Assessment(Impact.DESTRUCTIVE, 1, remark)


def called_methods(code: str) -> frozenset[str]:
    """Return the names of all methods that statements call, of whatever; none if they don't parse.

    Functions that the code itself defines are no methods.
    """
    try:
        tree = parsed(code)
    except SyntaxError:
        return frozenset()
    return frozenset(
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )


_RULES: dict[tuple[type, str], Callable[[Any, Ground], Assessment | None]] = {
    **{(Add, kind): _add_code for kind in _WITH_CODE},
    **{(Change, kind): _change_code for kind in _WITH_CODE},
    (Add, Field.kind): _add_field,
    (Change, Field.kind): _change_field,
    (Remove, Field.kind): _remove_field,
    (Remove, Model.kind): _remove_model,
    (Add, Model.kind): _add_model,
    (Rename, Model.kind): _rename_model,
    (Rename, Module.kind): _rename_module,
    (Remove, Selection.kind): _remove_selection,
    (Add, Constraint.kind): _add_constraint,
    (Remove, Data.kind): _lose_record,
    (Change, Data.kind): _lose_record,
    (Change, Constraint.kind): _change_constraint,
}
