"""Data records: values that fit their fields, references that lead somewhere."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from ...errors import Problem
from ...ir.kinds.data import Data
from ...ir.kinds.field import RELATIONAL, Field
from ...ir.kinds.model import Model
from ...ir.record_values import ONLY_IN_FILES, kind_of, references, unknown_names
from ...ir.xml import parse_fragment
from ...messages import Message, text
from ...source import expression
from ...two_passes import RequiredRingError, in_order, required_in
from ..context import Context
from .views import no_xml


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each value that Odoo would not take."""
    own = f"{context.document.module.name}."
    records = {data.xml_id: data for _path, data in context.of(Data)}
    for path, data in context.of(Data):
        for name, value in data.values.items():
            place = f"{path}.values.{name}"
            for message in _meant(context, value):
                yield Problem(place, message)
            for target in references(value):
                for message in _reference(context, data, records, target, own):
                    yield Problem(place, message)
        model = context.models.get(data.model)
        if model is not None and not context.untouched(data):
            yield from _of_own_model(path, data, model, records, own)
    yield from _rings(context)


def _meant(context: Context, value: Any) -> Iterator[Message]:
    kind = kind_of(value)
    if kind == "model" and context.has_model(value["model"]) is False:
        yield text(
            "There is no model %(name)s, neither in this module nor in those it depends on.",
            name=value["model"],
        )
    elif kind in ("html", "xml"):
        try:
            parse_fragment(value[kind])
        except etree.XMLSyntaxError as error:
            yield no_xml(error)
    elif kind in ("eval", "search"):
        try:
            tree = expression(value[kind])
        except SyntaxError as error:
            yield text("This is no Python expression: %(cause)s.", cause=error.msg)
            return
        for name in unknown_names(tree):
            yield text("Data files know no %(name)s; see Odoo's documentation of them.", name=name)


def _reference(
    context: Context, data: Data, records: dict[str, Data], name: str, own: str
) -> Iterator[Message]:
    if "." in name and not name.startswith(own):
        if context.world.has_xml_id(name) is False:
            yield text("There is no record with the XML id %(name)s here.", name=name)
        return
    local = name.removeprefix(own)
    if context.kind_of(local) is None:
        yield text("There is no element with the XML id %(name)s in this module.", name=name)
    elif local in records and records[local].demo and not data.demo:
        yield text("%(name)s is a demo record, which is not always there.", name=name)


def _of_own_model(
    path: str, data: Data, model: Model, records: dict[str, Data], own: str
) -> Iterator[Problem]:
    for name, value in data.values.items():
        field = model.field(name)
        if field is not None:
            for message in _value(field, value, records, own):
                yield Problem(f"{path}.values.{name}", message)
    for field in model.fields:
        given = data.values.get(field.name)
        if field.required and field.has_column and given is None and not _fills_itself(field):
            message = text("It needs a value in the required field %(name)s.", name=field.name)
            yield Problem(f"{path}.values", message)


def _fills_itself(field: Field) -> bool:
    return field.default is not None or bool(
        field.compute or field.related or field.default_expression
    )


#: Kind of value → types of fields that take it. A plain value suits all that are no links.
_TAKERS = {
    "ref": frozenset({"many2one", "many2one_reference", "reference", "integer"}),
    "refs": frozenset({"one2many", "many2many"}),
    "model": frozenset({"many2one"}),
    "json": frozenset({"json", "properties", "properties_definition"}),
}


def _value(field: Field, value: Any, records: dict[str, Data], own: str) -> Iterator[Message]:
    kind = kind_of(value)
    if kind in ONLY_IN_FILES or value is None or value is False:
        return
    if kind in _TAKERS:
        if field.type not in _TAKERS[kind]:
            yield text(
                "%(name)s is of type %(type)s; it can't be given a %(kind)s.",
                name=field.name,
                type=field.type,
                kind=kind,
            )
        for target in references(value):
            record = records.get(target.removeprefix(own))
            if record is not None and field.comodel_name and record.model != field.comodel_name:
                yield text(
                    "%(target)s is a record of %(model)s; %(name)s leads to %(comodel)s.",
                    target=target,
                    model=record.model,
                    name=field.name,
                    comodel=field.comodel_name,
                )
    elif field.type in RELATIONAL:
        yield text(
            "%(name)s links to records: name them by XML id, as in %(example)s.",
            name=field.name,
            example='{"ref": "xml_id"}' if field.type == "many2one" else '{"refs": ["xml_id"]}',
        )
    elif not _fits(field, value[kind] if kind else value):
        yield text(
            "%(value)s does not fit a field of type %(type)s.",
            value=repr(value)[:60],
            type=field.type,
        )


def _is_moment(form: str) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        try:
            datetime.strptime(str(value), form)
        except ValueError:
            return False
        return isinstance(value, str)

    return fits


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_base64(value: object) -> bool:
    try:
        base64.b64decode(str(value), validate=True)
    except ValueError:
        return False
    return isinstance(value, str)


#: Type of field → whether it takes a plain value; the two forms of time are Odoo's own
#: (`odoo.tools.misc.DEFAULT_SERVER_DATE_FORMAT`, `DEFAULT_SERVER_DATETIME_FORMAT`).
_FITS: dict[str, Callable[[object], bool]] = {
    "binary": _is_base64,
    "boolean": lambda value: value in (True, False),
    "char": _is_text,
    "date": _is_moment("%Y-%m-%d"),
    "datetime": _is_moment("%Y-%m-%d %H:%M:%S"),
    "float": _is_number,
    "html": _is_text,
    "image": _is_base64,
    "integer": _is_whole,
    "many2one_reference": _is_whole,
    "monetary": _is_number,
    "text": _is_text,
}


def _fits(field: Field, value: object) -> bool:
    if field.type == "selection" and field.selection:
        return value in [option.value for option in field.selection]
    return field.type not in _FITS or _FITS[field.type](value)


def _rings(context: Context) -> Iterator[Problem]:
    places = {data.uid: path for path, data in context.of(Data)}
    records = [data for _path, data in context.of(Data)]
    try:
        in_order(records, required_in(context.document), context.document.module.name)
    except RequiredRingError as error:
        message = text(
            "It is in a ring of records that require each other, so none can be made first."
        )
        for record in error.members:
            yield Problem(places[record.uid], message)
