"""Python again from the classes that a module has defined in the running server."""

import inspect
import textwrap

from odoo.models import MAGIC_COLUMNS, MetaModel
from odoo.orm.table_objects import Constraint, Index, UniqueIndex

from itx_codegen.extract import Entry, Kept
from itx_codegen.messages import text
from itx_codegen.render.literals import UnwritableError, literal

#: What a class says of its model, as far as Odoo does not write it there itself.
_SAID = (
    "_name",
    "_inherit",
    "_inherits",
    "_description",
    "_order",
    "_rec_name",
    "_parent_name",
    "_parent_store",
    "_fold_name",
    "_check_company_auto",
    "_auto",
    "_table",
    "_log_access",
)


def sources(module):
    """Return path → Python of the classes that `module` defines, and entries for what is not in it.

    Values that are made by code which has no source here can't be written; each is an entry.
    """
    written, lost = {}, []
    for number, cls in enumerate(MetaModel._module_to_models__.get(module, ())):
        path = f"models/{number:03}_{cls.__name__}.py"
        lines = ["from odoo import api, fields, models", "", "", _head(cls)]
        for name, source in _members(cls, path, lost):
            lines += [textwrap.indent(source.rstrip(), "    "), ""] if source else []
            if not source:
                lost.append(_lost(cls, path, name))
        written[path] = "\n".join(lines).encode()
    return written, lost


def _head(cls):
    base = "TransientModel" if cls._transient else "AbstractModel" if cls._abstract else "Model"
    said = [
        f"    {name} = {literal(vars(cls)[name]).source}"
        for name in _SAID
        if vars(cls).get(name) not in (None, [], ())
    ]
    return "\n".join([f"class {cls.__name__}(models.{base}):", *said, ""])


def _members(cls, path, lost):
    """Yield (name, Python) of what stands in a class; the Python is empty where there is none."""
    for field in cls._field_definitions:
        if field.name not in MAGIC_COLUMNS:
            yield field.name, _field(cls, field, path, lost)
    for held in cls._table_object_definitions:
        yield f"_{held.name}", _table_object(held)
    for name, value in vars(cls).items():
        function = getattr(value, "__func__", value)
        if inspect.isfunction(function):
            yield name, _function(function)


def _field(cls, field, path, lost):
    arguments = []
    for held, value in field._args__.items():
        name = held.removeprefix("_")
        if callable(value) and getattr(cls, getattr(value, "__name__", ""), None) is value:
            arguments.append(f"{name}={literal(value.__name__).source}")
            continue
        try:
            arguments.append(f"{name}={literal(value).source}")
        except UnwritableError:
            lost.append(_lost(cls, path, f"{field.name}.{name}"))
    return f"{field.name} = fields.{type(field).__name__}({', '.join(arguments)})"


def _table_object(held):
    kinds = {Constraint: "Constraint", Index: "Index", UniqueIndex: "UniqueIndex"}
    definition = held._index_definition if isinstance(held, Index) else held._definition
    values = [definition, *([held.message] if held.message else [])]
    if type(held) not in kinds or any(callable(value) for value in values):
        return ""
    written = ", ".join(literal(value).source for value in values)
    return f"_{held.name} = models.{kinds[type(held)]}({written})"


def _function(function):
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


def _lost(cls, path, name):
    reason = text("The server has no source of it.")
    is_field = name.partition(".")[0] in {field.name for field in cls._field_definitions}
    sort = "field argument" if is_field else "method"
    return Entry(sort, path, 1, f"{cls._name}.{name}", Kept.UNSUPPORTED, reason)
