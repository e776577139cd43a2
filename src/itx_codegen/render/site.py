"""What a renderer can ask about the document around its element."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..ir.document import Document, Element
from ..ir.kinds.data import Data
from ..ir.kinds.model import Model
from ..ir.kinds.source_file import SourceFile
from ..ir.naming import underscored
from ..ir.node import Node
from ..ir.xml_ids import xml_ids
from ..names.renaming import relations
from ..two_passes import in_order, required_in

#: Which model a class is of, in Python.
_CLASS_OF = re.compile(r"""^\s+_(?:name|inherit)\s*=\s*\[?\s*['"]([\w.]+)['"]""", re.MULTILINE)


class Scope:
    """One document under rendering: names completed, models and elements found."""

    def __init__(self, document: Document, has_classes: bool = True) -> None:
        self.document = document
        #: Whether classes stand for models: Odoo then gives those that they extend an XML id, too.
        self.has_classes = has_classes
        self.module = document.module.name

    @cached_property
    def models(self) -> dict[str, Model]:
        """The models that this module defines, by name."""
        return {model.name: model for model in self.document.of(Model) if not model.extends}

    @cached_property
    def with_ids(self) -> frozenset[str]:
        """The models that Odoo gives an XML id of this module: those that it defines or extends.

        Also those whose classes are carried as text.
        """
        if not self.has_classes:
            return frozenset(self.models)
        found = {model.name for model in self.document.of(Model)}
        for file in self.document.of(SourceFile):
            if file.path.endswith(".py"):
                for piece in file.cut():
                    if not piece.of:
                        found.update(_CLASS_OF.findall(piece.text))
        return frozenset(found)

    @cached_property
    def elements(self) -> dict[str, Element]:
        """The elements of the document by uid."""
        return self.document.by_uid()

    @cached_property
    def xml_ids(self) -> frozenset[str]:
        """The XML ids that the document declares."""
        return frozenset(xml_ids(self.document))

    @cached_property
    def postponed(self) -> dict[str, dict[str, Any]]:
        """Uid of a data record → the values that wait until the records they refer to are there."""
        records = self.document.of(Data)
        pairs = in_order(records, required_in(self.document), self.module)
        return {record.uid: later for record, later in pairs if later}

    def full(self, xml_id: str) -> str:
        """Return an XML id with its module; without one it is of this module."""
        return xml_id if "." in xml_id else f"{self.module}.{xml_id}"

    def local(self, xml_id: str) -> str:
        """Return an XML id as data files of this module write it: the own module left out."""
        module, _, name = self.full(xml_id).partition(".")
        return name if module == self.module else xml_id

    def names(self, xml_ids: tuple[str, ...]) -> str:
        """Return XML ids as a `groups` attribute wants them."""
        return ",".join(self.full(xml_id) for xml_id in xml_ids)

    def field_at(self, model: str, path: str) -> tuple[str, str]:
        """Return (model, field) at the end of a dotted path; the model is empty if unknown."""
        *above, last = path.split(".")
        for name in above:
            model = self.relations.get((model, name), "")
        return model, last

    @cached_property
    def relations(self) -> dict[tuple[str, str], str]:
        """Where the links of this document lead: (model, field) → model."""
        return relations(self.document)

    def model_xml_id(self, model: str) -> str | None:
        """Return the XML id of a model, None where only the database knows its module."""
        if model in self.document.module.model_xml_ids:
            return self.document.module.model_xml_ids[model]
        if model in self.with_ids:
            return f"model_{underscored(model)}"
        if model.startswith("odf."):
            return f"odf_core.model_{underscored(model)}"
        return None


@dataclass(frozen=True)
class Site:
    """Where the element that is being rendered stands."""

    scope: Scope
    element: Element

    @property
    def path(self) -> str:
        """The element's place in the document, as messages name it."""
        return self.element.path

    @property
    def parent(self) -> Node:
        """The element that holds this one. Raises KeyError where the document itself does."""
        return self.scope.elements[self.element.parent].node

    @property
    def grandparent(self) -> Node:
        """The element that holds the one that holds this one."""
        return self.scope.elements[self.scope.elements[self.element.parent].parent].node
