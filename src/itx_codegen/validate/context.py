"""What every rule is given: the document, its names, and the world around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..ir import Document, Element, Node
from ..ir.canonical import digest_of
from ..ir.kinds.connection import Connection
from ..ir.kinds.field import RELATIONAL, Field
from ..ir.kinds.flow import Flow
from ..ir.kinds.model import Model
from ..ir.kinds.script import Script
from ..ir.kinds.source_file import Piece, SourceFile
from ..ir.node import NodeT
from ..ir.xml_ids import is_made_by_odoo, xml_ids
from ..names.renaming import relations
from .world import World

#: Fields that Odoo adds to every model.
AUTOMATIC_FIELDS = frozenset(
    {"id", "display_name", "create_uid", "create_date", "write_uid", "write_date"}
)

_NAME = re.compile(r"[A-Za-z_]\w*")
#: Files that declare models, fields, methods or records.
_DECLARING = (".py", ".xml", ".csv")

#: Types of fields of which a path may name a part: a field behind a link, a part of a date …
_WITH_PARTS = RELATIONAL | {"date", "datetime", "properties", "reference", "many2one_reference"}


@dataclass(frozen=True)
class Context:
    """A document under examination."""

    document: Document
    world: World

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(self.document.elements())

    @cached_property
    def parents(self) -> dict[str, Node]:
        """Element uid → the element that it stands in."""
        by_uid = self._by_uid
        return {e.node.uid: by_uid[e.parent].node for e in self.elements if e.parent}

    @cached_property
    def _by_uid(self) -> dict[str, Element]:
        return {element.node.uid: element for element in self.elements}

    @cached_property
    def models(self) -> dict[str, Model]:
        return {model.name: model for model in self.document.of(Model)}

    @cached_property
    def _texts(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for file in self.document.of(SourceFile):
            for piece in file.cut():
                if piece.of:
                    found.setdefault(piece.of, []).append(piece)
        return found

    def untouched(self, node: Node) -> bool:
        """Whether an element says what it said when it was taken in: advice comes too late then."""
        pieces = self._texts.get(node.uid, [])
        by_uid = self._by_uid
        return bool(pieces) and all(
            digest_of(node.uid, by_uid, piece.part) == piece.digest for piece in pieces
        )

    @cached_property
    def xml_ids(self) -> dict[str, str]:
        """Local XML id → kind that others refer to; empty where only Odoo knows it."""
        return xml_ids(self.document)

    def kind_of(self, name: str) -> str | None:
        """Return the kind of what has a local XML id, empty if unknown; None where nothing has."""
        kind = self.xml_ids.get(name)
        if kind is None and is_made_by_odoo(name, self.document, self.xml_ids):
            return ""
        return kind

    @cached_property
    def scripts(self) -> frozenset[str]:
        return frozenset(script.name for script in self.document.of(Script))

    @cached_property
    def flows(self) -> frozenset[str]:
        return frozenset(flow.name for flow in self.document.of(Flow))

    @cached_property
    def connections(self) -> dict[str, Connection]:
        return {connection.name: connection for connection in self.document.of(Connection)}

    @cached_property
    def carried(self) -> frozenset[str]:
        """The names in what is carried as text: what a document does not know may stand there."""
        found: set[str] = set()
        for file in self.document.of(SourceFile):
            if file.path.endswith(_DECLARING):
                for piece in file.cut():
                    if not piece.of:
                        found.update(_NAME.findall(piece.text))
        return frozenset(found)

    @cached_property
    def relations(self) -> dict[tuple[str, str], str]:
        return relations(self.document)

    def of(self, kind: type[NodeT]) -> Iterator[tuple[str, NodeT]]:
        """Yield (path, node) for the elements of one kind."""
        for element in self.elements:
            if isinstance(element.node, kind):
                yield element.path, element.node

    def has_model(self, name: str) -> bool | None:
        """Whether a model exists, in the document or around it; None where that is not known."""
        return True if name in self.models else self.world.has_model(name)

    def field(self, model: str, name: str) -> Field | None:
        """Return a field of a model of the document."""
        own = self.models.get(model)
        return own.field(name) if own is not None else None

    def has_field(self, model: str, name: str) -> bool | None:
        """Whether a model has a field; None where that is not known."""
        if name in AUTOMATIC_FIELDS:
            return True
        own = self.models.get(model)
        if own is None:
            return self.world.has_field(model, name) if model else None
        if own.field(name) is not None:
            return True
        above = [*own.inherit, *own.inherits, *([model] if own.extends else [])]
        found = [self.has_field_outside(parent, name, model) for parent in above]
        if any(found):
            return True
        return None if None in found or name in self.carried else False

    def has_field_outside(self, parent: str, name: str, model: str) -> bool | None:
        """Whether what a model builds on has a field; None where that is not known."""
        if parent in self.models and parent != model:
            return self.has_field(parent, name)
        return self.world.has_field(parent, name)

    def end(self, model: str, path: str) -> str:
        """Return the model that a dotted path leads to; empty where that is not known."""
        for name in path.split("."):
            model = self.relations.get((model, name), "")
        return model

    def broken_path(self, model: str, path: str) -> tuple[str, str] | None:
        """Return (model, field) where a dotted path breaks, or None if it holds or is unknown."""
        names = [name.partition(":")[0] for name in path.split(".")]
        for at, name in enumerate(names):
            if self.has_field(model, name) is False:
                return model, name
            field = self.field(model, name)
            if field is not None and field.type not in _WITH_PARTS and names[at + 1 :]:
                # Nothing lies behind a plain value.
                return f"{model}.{name}", names[at + 1]
            model = self.relations.get((model, name), "")
        return None
