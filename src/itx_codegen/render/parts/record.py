"""Records in XML data files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from ..xml_source import serialized
from .data import DataPart, Stage

__all__ = ["Record", "Stage", "compose"]


@dataclass(frozen=True)
class Record(DataPart):
    """A `<record>` or `<menuitem>`. With `noupdate`, an upgrade leaves people's edits alone."""

    element: etree._Element
    noupdate: bool = False


def compose(records: Sequence[Record]) -> bytes:
    """Return the XML file of records that stand in the right order."""
    root = etree.Element("odoo")
    if any(record.noupdate for record in records):
        root.set("noupdate", "1")
    for record in records:
        root.append(record.element)
    return serialized(root)
