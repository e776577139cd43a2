"""The order in which data files are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .base import Part


class Stage(IntEnum):
    """Where a data file stands in the manifest as long as no reference asks for another place."""

    GROUPS = 1
    ACCESS = 2
    RULES = 3
    VIEWS = 4
    ACTIONS = 5
    SCRIPTS = 6
    FLOWS = 7
    SERVER_ACTIONS = 8
    CRONS = 9
    MENUS = 10
    DATA = 11


@dataclass(frozen=True)
class DataPart(Part):
    """A record of a data file. `xml_id` and `refers` are names without the own module.

    Without an `xml_id` it adds to a record that another part makes. Files in the folder `demo` are
    loaded with demo data only.
    """

    path: str
    stage: Stage
    xml_id: str
    refers: frozenset[str]
