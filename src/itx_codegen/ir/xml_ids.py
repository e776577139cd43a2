"""Which XML ids a module declares: by its elements, inside of them, and in text that is carried."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .document import Document
from .flow_records import record_id
from .kinds.data import Data
from .kinds.model import Model
from .kinds.source_file import SourceFile
from .naming import underscored
from .node import Node
from .record_node import RecordNode
from .record_values import declared
from .roles import DeclaresXmlId

_IN_XML = re.compile(
    r"""<(?:record|menuitem|template|asset)\b[^<>]*?\bid\s*=\s*["']([\w.-]+)["']"""
)
_IN_CSV = re.compile(r'^"?([\w.-]+)"?[,\r\n]', re.MULTILINE)
#: XML ids that Odoo makes itself (`odoo.addons.base.models.ir_model`).
_BY_ODOO = ("constraint_", "field_", "model_", "module_", "selection_")
#: Models of Odoo that others inherit from by delegation (`_inherits`).
_DELEGATED_TO = frozenset(
    {
        "ir.actions.server",
        "mail.alias",
        "product.template",
        "res.partner",
        "resource.resource",
        "utm.source",
    }
)


def xml_ids(document: Document) -> dict[str, str]:
    """Return XML id, without the own module → kind; an empty one where only Odoo knows it."""
    own = f"{document.module.name}."
    found = dict.fromkeys((name.removeprefix(own) for name in _carried(document)), "")
    nodes: dict[str, Node] = {}
    for element in document.elements():
        node = nodes[element.node.uid] = element.node
        of_flow = record_id(node, nodes.get(element.parent))
        if of_flow:
            found[of_flow] = node.kind
        if isinstance(node, (Data, RecordNode)):
            values = node.values if isinstance(node, Data) else node.further
            for value in values.values():
                found |= dict.fromkeys((n.removeprefix(own) for n in declared(value)), Data.kind)
        if declares_xml_id(node):
            found[node.ident] = node.known_as or node.kind
    return found


def declares_xml_id(node: Node) -> bool:
    """Tell whether an element is known by an XML id."""
    return any(isinstance(role, DeclaresXmlId) for role in node.roles().values())


def is_made_by_odoo(name: str, document: Document, declared_ids: Mapping[str, str]) -> bool:
    """Tell whether Odoo makes an XML id (without module) of itself.

    It does for models and what belongs to them, and for the record that a record inherits from by
    delegation: that has the XML id of the record, and its own model behind it.
    """
    if name.startswith(_BY_ODOO):
        return True
    own = {parent for model in document.of(Model) for parent in model.inherits}
    return any(
        name.removesuffix(f"_{underscored(parent)}") in declared_ids
        for parent in own | _DELEGATED_TO
        if name.endswith(f"_{underscored(parent)}")
    )


def _carried(document: Document) -> set[str]:
    found: set[str] = set()
    for file in document.of(SourceFile):
        pattern = {".xml": _IN_XML, ".csv": _IN_CSV}.get(file.path[-4:])
        if pattern is not None and not file.path.startswith("static/"):
            for piece in file.cut():
                if not piece.of:
                    found.update(pattern.findall(piece.text))
    return found
