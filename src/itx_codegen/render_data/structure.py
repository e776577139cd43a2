"""Models, fields, options, defaults and constraints as data files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from ..ir.kinds.constraint import Constraint
from ..ir.kinds.field import RELATIONAL, Field
from ..ir.kinds.method import Method
from ..ir.kinds.model import Model
from ..ir.kinds.module import Module
from ..ir.kinds.selection import Selection
from ..ir.kinds.test import Test
from ..ir.naming import underscored
from ..render import xml_source
from ..render.literals import Literal, literal
from ..render.parts import Part, Row, Stage, Term
from ..render.parts import row as row_part
from ..render.site import Scope
from .project import MIXINS

#: The kinds that stand in the files made here, and those that have no file at all.
STRUCTURE = frozenset(
    kind.kind for kind in (Constraint, Field, Method, Model, Module, Selection, Test)
)
#: PostgreSQL's longest identifier.
_LONGEST = 63


class _Placed(NamedTuple):
    """A field where it stands, in live names."""

    model: Model
    field: Field

    @property
    def xml_id(self) -> str:
        """The XML id that Odoo gives to fields made by code."""
        return f"field_{underscored(self.model.name)}__{self.field.name}"


def structure(scope: Scope) -> tuple[dict[str, bytes], list[Part]]:
    """Return the data files of models and fields in the order of loading, and their terms.

    Odoo makes the records of a CSV file in one call. Each file is named by its model, so files that
    hold records of the same model stand in folders of their own.
    """
    models = [model for model in scope.document.of(Model) if not model.extends]
    placed = [_Placed(model, field) for model in models for field in model.fields]
    goes = _goes(placed)
    added = [
        _Placed(model, field)
        for model in scope.document.of(Model)
        if model.extends
        for field in model.fields
    ]
    files = {
        "models/ir.model.csv": _csv(_model_row(model, scope) for model in models),
        **{
            f"models/{number}/ir.model.fields.csv": _csv(_field_row(one, scope) for one in go)
            for number, go in enumerate(goes, start=1)
        },
        "models/ir.model.fields.selection.csv": _csv(
            row for one in placed for row in _option_rows(one)
        ),
        "models/rings.xml": _rings([one for one in placed if _in_ring(one)]),
        "models/added_fields.xml": _added(added, scope),
        "models/order.xml": _order(models),
        "models/ir.default.csv": _csv(_default_row(one) for one in placed if _has_default(one)),
        "models/constraints.sql": _sql(models),
    }
    held = {path: content for path, content in files.items() if content}
    return held, list(_terms(models, [*placed, *added], scope))


def _goes(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Split fields: what is computed follows what it is computed from.

    In one file a mirror follows its link.
    """
    computed = [one for one in placed if one.field.compute or one.field.related]
    uids = {one.field.uid for one in computed}
    plain = sorted(
        (one for one in placed if one.field.uid not in uids),
        key=lambda one: one.field.type == "one2many",
    )
    goes = [plain]
    waiting = computed
    while waiting:
        names = {one.field.name for one in waiting}
        ready = [one for one in waiting if not names & (_stands_on(one) - {one.field.name})]
        # A ring of several fields is Odoo's to judge.
        goes.append(ready or waiting)
        done = {one.field.uid for one in goes[-1]}
        waiting = [one for one in waiting if one.field.uid not in done]
    return [go for go in goes if go]


def _stands_on(placed: _Placed) -> set[str]:
    """Return the names that a computed field's paths speak of, whatever the models."""
    method = placed.model.method(placed.field.compute) if placed.field.compute else None
    paths = [*(method.depends if method else ()), placed.field.related]
    return {name for path in paths for name in path.split(".")}


def _in_ring(placed: _Placed) -> bool:
    """Say whether a field is computed from itself, in other records: it is made without that."""
    return placed.field.name in _stands_on(placed)


def _rings(placed: Sequence[_Placed]) -> bytes:
    if not placed:
        return b""
    root = etree.Element("odoo")
    for one in placed:
        values = _computing(one)
        fields = [xml_source.text(name, value) for name, value in values.items() if value]
        root.append(xml_source.record("ir.model.fields", one.xml_id, fields))
    return xml_source.serialized(root)


def _computing(placed: _Placed) -> dict[str, str]:
    method = placed.model.method(placed.field.compute) if placed.field.compute else None
    return {
        "related": placed.field.related,
        "compute": method.code if method else "",
        "depends": ", ".join(method.depends) if method else "",
    }


_Cells = tuple[tuple[str, str], ...]


def _csv(rows: Iterator[_Cells]) -> bytes:
    held = [
        Row(origin="", path="", stage=Stage.DATA, xml_id="", refers=frozenset(), cells=cells)
        for cells in rows
    ]
    return row_part.compose(held) if held else b""


def _flag(value: bool | None) -> str:
    return str(int(bool(value)))


def _with_mail(scope: Scope) -> bool:
    return any(set(model.inherit) & set(MIXINS) for model in scope.models.values())


def _model_row(model: Model, scope: Scope) -> _Cells:
    mail = [(flag, _flag(mixin in model.inherit)) for mixin, flag in MIXINS.items()]
    return (
        ("id", f"model_{underscored(model.name)}"),
        ("model", model.name),
        ("name", model.description),
        ("abstract", _flag(model.abstract)),
        ("transient", _flag(model.transient)),
        *(mail if _with_mail(scope) else ()),
    )


def _field_row(placed: _Placed, scope: Scope) -> _Cells:
    values = _field_values(placed)
    if _with_mail(scope):
        values["tracking"] = "100" if placed.field.tracking else "0"
    link = ("model_id:id", f"model_{underscored(placed.model.name)}")
    return (("id", placed.xml_id), link, *values.items())


def _field_values(placed: _Placed) -> dict[str, str]:
    """Return column → text of `ir.model.fields`, without the model."""
    model, field = placed
    computing = _computing(placed)
    links = field.type == "many2many" and bool(field.store)
    table = field.relation_table or _identifier(f"{underscored(model.name)}_{field.name}_rel")
    return {
        "name": field.name,
        "ttype": field.type,
        "field_description": field.string,
        "help": field.help,
        "required": _flag(field.required),
        "readonly": _flag(field.readonly),
        "index": _flag(field.index),
        "copied": _flag(field.copied),
        "store": _flag(field.store),
        "size": str(field.size or 0),
        "translate": _translate(field),
        "relation": field.comodel_name,
        "relation_field": field.inverse_name,
        "on_delete": field.ondelete,
        "domain": field.domain or "[]" if field.type in RELATIONAL else "[]",
        "currency_field": field.currency_field,
        **(dict.fromkeys(computing, "") if _in_ring(placed) else computing),
        "company_dependent": _flag(field.company_dependent),
        "group_expand": _flag(field.group_expand),
        "sanitize": _flag(field.sanitize),
        "relation_table": table if links else "",
        "column1": (field.column1 or "record_id") if links else "",
        "column2": (field.column2 or "target_id") if links else "",
    }


def _translate(field: Field) -> str:
    if not field.translate:
        return ""
    return "html_translate" if field.type == "html" else "standard"


def _option_rows(placed: _Placed) -> Iterator[_Cells]:
    for place, option in enumerate(placed.field.selection):
        yield (
            ("id", _option_id(placed, option)),
            ("field_id:id", placed.xml_id),
            ("value", option.value),
            ("name", option.name),
            ("sequence", str(place)),
        )


def _option_id(placed: _Placed, option: Selection) -> str:
    """Return an XML id that any value can be part of: Odoo's own is not always one."""
    mark = hashlib.sha256(option.value.encode()).hexdigest()[:8]
    return f"selection_{placed.xml_id}__{mark}"


def _has_default(placed: _Placed) -> bool:
    return placed.field.default is not None


def _default_row(placed: _Placed) -> _Cells:
    return (
        ("id", f"default_{placed.xml_id}"),
        ("field_id:id", placed.xml_id),
        ("json_value", json.dumps(placed.field.default, ensure_ascii=False)),
    )


def _added(placed: Sequence[_Placed], scope: Scope) -> bytes:
    """Return the fields of other modules' models; what these are is searched in the database."""
    if not placed:
        return b""
    root = etree.Element("odoo")
    for one in placed:
        options = [
            Literal(f"Command.create({literal(values, chr(39)).source})")
            for values in (
                {"value": option.value, "name": option.name, "sequence": place}
                for place, option in enumerate(one.field.selection)
            )
        ]
        root.append(
            xml_source.record(
                "ir.model.fields",
                one.xml_id,
                [
                    xml_source.found("model_id", [("model", "=", one.model.name)]),
                    *(
                        xml_source.text(name, value)
                        for name, value in _field_values(one).items()
                        if value
                    ),
                    xml_source.evaluated("selection_ids", options) if options else None,
                ],
            )
        )
    return xml_source.serialized(root)


def _order(models: Sequence[Model]) -> bytes:
    """Return a call for each order: it speaks of fields, so it follows them."""
    by_order: dict[str, list[str]] = {}
    for model in models:
        if model.order and model.order != "id":
            by_order.setdefault(model.order, []).append(f"model_{underscored(model.name)}")
    if not by_order:
        return b""
    root = etree.Element("odoo")
    for order, names in by_order.items():
        ids = [Literal(f"ref({literal(name, chr(39)).source})") for name in names]
        arguments = literal([ids, {"order": order}], "'").source
        etree.SubElement(root, "function", model="ir.model", name="write", eval=arguments)
    return xml_source.serialized(root)


def _sql(models: Sequence[Model]) -> bytes:
    """Return the statements that make constraints and indexes, as often as they are run."""
    lines = []
    for model in models:
        table = _quoted(underscored(model.name))
        for one in model.constraints:
            name = _quoted(_identifier(f"{underscored(model.name)}_{one.name}"))
            if one.type == "constraint":
                lines.append(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name};")
                lines.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {one.definition};")
            else:
                unique = "UNIQUE " if one.type == "unique_index" else ""
                lines.append(f"DROP INDEX IF EXISTS {name};")
                lines.append(f"CREATE {unique}INDEX {name} ON {table} {one.definition};")
    return "".join(f"{line}\n" for line in lines).encode()


def _quoted(name: str) -> str:
    return f'"{name}"'


def _identifier(name: str) -> str:
    """Return a name that PostgreSQL does not cut, still different for different names."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _terms(models: Sequence[Model], placed: Sequence[_Placed], scope: Scope) -> Iterator[Part]:
    for model in models:
        name = scope.full(f"model_{underscored(model.name)}")
        yield Term("", f"model:ir.model,name:{name}", model.description)
    for one in placed:
        name = scope.full(one.xml_id)
        yield Term("", f"model:ir.model.fields,field_description:{name}", one.field.string)
        if one.field.help:
            yield Term("", f"model:ir.model.fields,help:{name}", one.field.help)
        for option in one.field.selection if not one.model.extends else ():
            place = scope.full(_option_id(one, option))
            yield Term("", f"model:ir.model.fields.selection,name:{place}", option.name)
