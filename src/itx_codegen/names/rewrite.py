"""A document in new names: every reference in every element follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..ir import Document, Node, roles
from .arch import arch
from .expressions import context, domain
from .python import python
from .renaming import Renaming

_SQL_WORD = re.compile(r"'(?:[^']|'')*'|\b[a-z_][a-z0-9_]*\b")


def _each(value: Any, rename: Callable[[str], str]) -> Any:
    """Apply `rename` to a name, or to each of several."""
    if isinstance(value, tuple):
        return tuple(rename(name) for name in value)
    return rename(value) if value else value


def _order(value: str, renaming: Renaming, model: str) -> str:
    terms = []
    for term in value.split(","):
        name, blank, direction = term.strip().partition(" ")
        terms.append(renaming.field(model, name) + blank + direction)
    return ", ".join(terms) if value else value


def _sql(value: str, renaming: Renaming, model: str) -> str:
    """Rename columns; SQL literals stay."""
    return _SQL_WORD.sub(lambda match: renaming.field(model, match[0]), value)


#: role → how an attribute of that role is rewritten, given (value, renaming, model).
_REWRITERS: Mapping[type[roles.Role], Callable[[Any, Renaming, str], Any]] = {
    roles.DeclaresModel: lambda value, renaming, model: renaming.model(value),
    roles.DeclaresField: lambda value, renaming, model: renaming.field(model, value),
    roles.DeclaresXmlId: lambda value, renaming, model: value,
    roles.ModelRef: lambda value, renaming, model: _each(value, renaming.model),
    roles.DelegateMapping: lambda value, renaming, model: {
        renaming.model(name): renaming.field(model, field) for name, field in value.items()
    },
    roles.XmlIdRef: lambda value, renaming, model: _each(value, renaming.xml_id),
    roles.FieldPaths: lambda value, renaming, model: _each(
        value, lambda path: renaming.path(model, path)
    ),
    roles.InverseField: lambda value, renaming, model: renaming.field(model, value),
    roles.MethodRef: lambda value, renaming, model: value,
    roles.Order: _order,
    roles.DomainOn: domain,
    roles.ContextOn: context,
    roles.ArchOn: arch,
    roles.PythonOn: python,
    roles.SqlOn: _sql,
    roles.FieldMapping: lambda value, renaming, model: {
        renaming.field(model, name): column for name, column in value.items()
    },
    roles.ScriptRef: lambda value, renaming, model: value,
    roles.FlowRef: lambda value, renaming, model: value,
    roles.ScriptCode: lambda value, renaming, model: value,
}


def rewritten(document: Document, renaming: Renaming) -> Document:
    """Return the document with every name of `renaming` replaced, wherever it is used.

    The module keeps its name: what `renaming.module` says is for references written out in full.
    """
    update = {
        name: tuple(_node(node, None, renaming) for node in getattr(document, name))
        for name in document.collection_names
    }
    return document.model_copy(update=update)


def _node(node: Node, parent: Node | None, renaming: Renaming) -> Node:
    update: dict[str, Any] = {}
    for attribute, role in node.roles().items():
        value = getattr(node, attribute)
        if value:
            update[attribute] = _REWRITERS[type(role)](value, renaming, node.model_of(role, parent))
    for attribute, children in node.children():
        update[attribute] = tuple(_node(child, node, renaming) for child in children)
    return node.model_copy(update=update)
