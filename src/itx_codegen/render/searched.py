"""Links to what a database knows of models: their fields, the options of selections.

They are searched: a field that a model has from elsewhere has no XML id of the module.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from . import xml_source


def field_links(name: str, model: str, fields: Sequence[str]) -> etree._Element | None:
    """Return a `<field>` that links to fields of a model, or None for no field."""
    if not fields:
        return None
    return xml_source.found(name, [("model", "=", model), ("name", "in", list(fields))])


def field_link(name: str, model: str, field: str) -> etree._Element | None:
    """Return a `<field>` that links to one field of a model, or None for an empty name."""
    if not field:
        return None
    return xml_source.found(name, [("model", "=", model), ("name", "=", field)])


def selection_link(name: str, model: str, field: str, value: str) -> etree._Element:
    """Return a `<field>` that links to the option of a selection field."""
    conditions: list[tuple[str, str, object]] = [
        ("field_id.model", "=", model),
        ("field_id.name", "=", field),
        ("value", "=", value),
    ]
    return xml_source.found(name, conditions)
