"""Names that Python, PostgreSQL and Odoo accept."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from ...errors import Problem
from ...ir import Node
from ...ir.kinds.connection import Connection
from ...ir.kinds.constraint import Constraint
from ...ir.kinds.data import Data
from ...ir.kinds.field import Field
from ...ir.kinds.flow import Flow
from ...ir.kinds.flow_step import FlowStep
from ...ir.kinds.method import Method
from ...ir.kinds.model import Model
from ...ir.kinds.script import Script
from ...ir.xml_ids import declares_xml_id
from ...messages import Message, text
from ...names.renaming import live_field, live_model
from ..context import AUTOMATIC_FIELDS, Context
from ..odoo_names import BASE_MODEL_NAMES

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
_METHOD = re.compile(r"[a-z_][a-z0-9_]*\Z")
_MODEL = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\Z")
_XML_ID = re.compile(r"""[^\s.,%&<>'"]+\Z""")
#: PostgreSQL cuts longer identifiers (NAMEDATALEN - 1).
_LONGEST = 63
#: Models of Odoo itself begin so.
_OF_ODOO = ("ir.", "res.")
#: Methods of Odoo that are there to be replaced.
_REPLACEABLE = frozenset({"_compute_display_name", "init"})


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each name that can't be used."""
    module = context.document.module
    if not _IDENTIFIER.match(module.name) or keyword.iskeyword(module.name):
        yield Problem("module.name", _bad_identifier(module.name))
    if not re.match(r"\d+(\.\d+){1,2}\Z", module.version):
        yield Problem(
            "module.version",
            text(
                "%(value)s is no version; write two or three numbers, as in 1.0.0.",
                value=module.version,
            ),
        )
    for element in context.elements:
        node, path = element.node, element.path
        if context.untouched(node):
            continue
        if isinstance(node, Model):
            yield from _model(path, node)
        elif isinstance(node, Field):
            yield from _field(path, node.name)
        elif isinstance(node, Method):
            yield from _method(path, node)
        elif isinstance(node, Constraint):
            yield from _constraint(path, node.name)
        elif isinstance(node, (Connection, Flow, FlowStep, Script)):
            if not _IDENTIFIER.match(node.name):
                yield Problem(path, _bad_identifier(node.name))
        elif declares_xml_id(node) and not _fits(node):
            message = text(
                "%(name)s is no XML id; use letters, digits, _ and -, and no dot.",
                name=repr(node.ident),
            )
            yield Problem(path, message)


def _fits(node: Node) -> bool:
    """Tell whether an element's XML id is one; a data record may be another module's."""
    module, dot, name = node.ident.partition(".")
    if dot and isinstance(node, Data):
        return bool(_IDENTIFIER.match(module) and _XML_ID.match(name))
    return bool(_XML_ID.match(node.ident))


def _bad_identifier(name: str) -> Message:
    if keyword.iskeyword(name):
        return text("%(name)s is a word of Python; choose another name.", name=repr(name))
    return text(
        "%(name)s is no identifier; use small letters, digits and _, and begin with a letter.",
        name=repr(name),
    )


def _model(path: str, model: Model) -> Iterator[Problem]:
    name = model.name
    if not _MODEL.match(name):
        yield Problem(
            path,
            text(
                "%(name)s is no model name; use small letters, digits, _ and dots, as in "
                "library.book.",
                name=repr(name),
            ),
        )
    elif len(live_model(name)) > _LONGEST:
        yield Problem(path, _too_long(name, len(live_model(name)) - len(name)))
    elif name.startswith(_OF_ODOO) and not model.extends:
        message = text("Names like %(name)s are Odoo's own; begin with another word.", name=name)
        yield Problem(path, message)


def _method(path: str, method: Method) -> Iterator[Problem]:
    name = method.name
    if not _METHOD.match(name) or keyword.iskeyword(name):
        yield Problem(path, _bad_identifier(name))
    elif name in BASE_MODEL_NAMES - _REPLACEABLE and not re.search(r"\bsuper\(", method.code):
        message = text(
            "%(name)s is a method of every model of Odoo: call super() to add to it, or choose "
            "another name.",
            name=repr(name),
        )
        yield Problem(path, message)


def _constraint(path: str, name: str) -> Iterator[Problem]:
    if not _IDENTIFIER.match(name):
        yield Problem(path, _bad_identifier(name))
    elif f"_{name}" in BASE_MODEL_NAMES:
        # The generated class holds it as an attribute of that name.
        yield Problem(path, _reserved(name))


def _field(path: str, name: str) -> Iterator[Problem]:
    if not _IDENTIFIER.match(name) or keyword.iskeyword(name):
        yield Problem(path, _bad_identifier(name))
    elif name in AUTOMATIC_FIELDS | BASE_MODEL_NAMES | {"self"}:
        yield Problem(path, _reserved(name))
    elif len(live_field(name)) > _LONGEST:
        yield Problem(path, _too_long(name, len(live_field(name)) - len(name)))


def _reserved(name: str) -> Message:
    return text("%(name)s is reserved by Odoo; choose another name.", name=repr(name))


def _too_long(name: str, prefix: int) -> Message:
    return text(
        "%(name)s is too long for PostgreSQL; use at most %(limit)s characters.",
        name=repr(name),
        limit=_LONGEST - prefix,
    )
