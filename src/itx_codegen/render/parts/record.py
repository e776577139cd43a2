"""Records in XML data files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

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
    runs = [(flag, list(run)) for flag, run in groupby(records, lambda record: record.noupdate)]
    for noupdate, run in runs:
        holder = root if len(runs) == 1 else etree.SubElement(root, "data")
        if noupdate:
            holder.set("noupdate", "1")
        holder.extend(record.element for record in run)
    return serialized(root)
