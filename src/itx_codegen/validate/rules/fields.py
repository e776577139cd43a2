"""What a field needs by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from ...errors import Problem
from ...ir.kinds.field import RELATIONAL, Field
from ...ir.kinds.model import Model
from ...messages import Message, text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each field whose arguments don't go together."""
    for path, field in context.of(Field):
        if context.untouched(field):
            continue
        for attribute, message in _of_field(field):
            yield Problem(f"{path}.{attribute}", message)
        if field.type == "monetary":
            for message in _currency(context, path, field):
                yield Problem(f"{path}.currency_field", message)
    for path, model in context.of(Model):
        yield from _shared_tables(path, model, context)


def _currency(context: Context, path: str, field: Field) -> Iterator[Message]:
    """Odoo's rule: the currency stands in the field named, else in one called `currency_id`."""
    model = context.parents[field.uid].ident
    name = field.currency_field or "currency_id"
    found = context.field(model, name)
    if not field.currency_field and context.has_field(model, name) is False:
        yield text(
            "An amount needs its currency: name the many2one to res.currency, or add currency_id."
        )
    elif found is not None and not found.related and found.comodel_name != "res.currency":
        yield text("%(name)s must be a many2one to res.currency.", name=name)


def _shared_tables(path: str, model: Model, context: Context) -> Iterator[Problem]:
    """Odoo names the table of a many2many by the two models: there is one, and none to itself."""
    taken: dict[str, str] = {}
    for field in model.fields:
        if field.type != "many2many" or field.relation_table or not field.stored or field.related:
            continue
        place = f"{path}.fields[{field.name}].relation_table"
        if context.untouched(field):
            pass
        elif field.comodel_name == model.name and not (field.column1 and field.column2):
            message = text(
                "A many2many of a model to itself needs the name of its table and of both columns: "
                "relation_table, column1 and column2."
            )
            yield Problem(place, message)
        elif field.comodel_name in taken:
            message = text(
                "It would share its table with %(other)s, which leads to %(model)s too: name a "
                "table.",
                other=taken[field.comodel_name],
                model=field.comodel_name,
            )
            yield Problem(place, message)
        taken.setdefault(field.comodel_name, field.name)


def _of_field(field: Field) -> Iterator[tuple[str, Message]]:
    if field.type in RELATIONAL and not (field.comodel_name or field.related):
        yield "comodel_name", text("A %(type)s field needs a model to point to.", type=field.type)
    if field.type not in RELATIONAL and field.comodel_name:
        yield "comodel_name", _only_for(field, "many2one, one2many, many2many")
    if field.type == "one2many" and not field.inverse_name and not (field.compute or field.related):
        yield (
            "inverse_name",
            text("A one2many field needs the many2one field on the other side."),
        )
    if field.type == "selection" and not (field.selection or field.related or field.arguments):
        yield "selection", text("A selection field needs at least one option.")
    if field.type not in ("selection", "reference") and field.selection:
        yield "selection", _only_for(field, "selection, reference")
    if field.digits is not None and field.type not in ("float", "monetary"):
        yield "digits", _only_for(field, "float, monetary")
    if field.digits is not None and not 0 <= field.digits[1] <= field.digits[0] <= 1000:
        yield "digits", text("Write all digits, then those behind the point, as in [9, 2].")
    if field.ondelete and field.type != "many2one":
        yield "ondelete", _only_for(field, "many2one")
    if field.ondelete == "set null" and field.required:
        yield (
            "ondelete",
            text("A required link can't be emptied; choose restrict or cascade."),
        )
    if field.size is not None and (field.type != "char" or field.size < 1):
        yield "size", text("A size is a number above 0, on a char field only.")
    if field.translate and field.type not in ("char", "text", "html"):
        yield "translate", _only_for(field, "char, text, html")
    if field.compute and field.related:
        yield "related", text("A field is either computed or related; keep one of the two.")
    if field.precision and field.type != "float":
        yield "precision", _only_for(field, "float")
    if field.precision and field.digits is not None:
        yield "precision", text("Digits or a named precision: keep one of the two.")
    if field.index_type == "trigram" and field.type not in ("char", "text", "html"):
        yield "index_type", _only_for(field, "char, text, html")
    if field.type == "many2one_reference" and not field.model_field:
        yield "model_field", text("It needs the field that holds the name of the model.")
    if field.type == "properties" and not field.definition:
        yield "definition", text("It needs the path to the field that defines the properties.")
    for attribute in ("relation_table", "column1", "column2"):
        if getattr(field, attribute) and field.type != "many2many":
            yield attribute, _only_for(field, "many2many")
    if (field.inverse or field.search) and not field.compute:
        yield "compute", text("An inverse or a search belongs to a computed field.")
    if field.default is not None and field.default_expression:
        yield "default", text("A constant or an expression: keep one of the two.")
    if field.default is not None:
        yield from _default(field)


def _only_for(field: Field, types: str) -> Message:
    return text(
        "This belongs on fields of type %(types)s; %(name)s is of type %(type)s.",
        types=types,
        name=field.name,
        type=field.type,
    )


def _is_iso(parse: Callable[[str], object]) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        try:
            parse(str(value))
        except ValueError:
            return False
        return isinstance(value, str)

    return fits


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _never(value: object) -> bool:
    """No constant fits: write an expression."""
    return False


_FITS: dict[str, Callable[[object], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "char": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str),
    "html": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": _is_number,
    "monetary": _is_number,
    "date": _is_iso(date.fromisoformat),
    "datetime": _is_iso(datetime.fromisoformat),
}


def _default(field: Field) -> Iterator[tuple[str, Message]]:
    if field.compute or field.related:
        yield "default", text("A computed field takes no default.")
    elif field.type == "selection":
        if field.default not in [option.value for option in field.selection]:
            yield (
                "default",
                text("%(value)s is not among the options.", value=repr(field.default)),
            )
    elif field.type in RELATIONAL:
        yield "default", text("A link takes no constant default: records differ by database.")
    elif not _FITS.get(field.type, _never)(field.default):
        yield (
            "default",
            text(
                "%(value)s does not fit a field of type %(type)s.",
                value=repr(field.default),
                type=field.type,
            ),
        )
