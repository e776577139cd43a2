"""What lies outside a document: the models, fields and records of the modules it depends on."""

from __future__ import annotations

from typing import Protocol


class World(Protocol):
    """What the rules ask about names that the document itself does not declare.

    Every answer may be None: not known here. A rule then says nothing.
    """

    def has_module(self, name: str) -> bool | None:
        """Whether a module of that name can be installed."""
        ...

    def has_model(self, name: str) -> bool | None:
        """Whether a model of that name exists."""
        ...

    def has_field(self, model: str, name: str) -> bool | None:
        """Whether a model that is not of the document has that field."""
        ...

    def has_xml_id(self, name: str) -> bool | None:
        """Whether a record with that full XML id exists."""
        ...


class Nowhere:
    """A world about which nothing is known: for the command line, where no Odoo runs."""

    def has_module(self, name: str) -> bool | None:
        return None

    def has_model(self, name: str) -> bool | None:
        return None

    def has_field(self, model: str, name: str) -> bool | None:
        return None

    def has_xml_id(self, name: str) -> bool | None:
        return None
