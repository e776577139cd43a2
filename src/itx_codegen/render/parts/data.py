"""The order in which data files are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, auto

from .base import Part


class Stage(IntEnum):
    """Where a data file stands in the manifest as long as no reference asks for another place."""

    GROUPS = auto()
    ACCESS = auto()
    RULES = auto()
    VIEWS = auto()
    ACTIONS = auto()
    ACTIONS_ON_VIEWS = auto()
    CONNECTIONS = auto()
    SCRIPTS = auto()
    FLOWS = auto()
    EMAIL_TEMPLATES = auto()
    AUTOMATIONS = auto()
    SERVER_ACTIONS = auto()
    TEMPLATES = auto()
    REPORTS = auto()
    CRONS = auto()
    MENUS = auto()
    DATA = auto()


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
