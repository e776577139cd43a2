"""Which records are in use; the others are marked at the source, and stay there.

with Odoo.from_settings("shop") as odoo:
    analysis = analyse(DEFAULT.of("res.partner"), RpcSource(odoo), now)
    write_marks(analysis, RpcMarker(odoo), now)
"""

from .analyse import VERDICTS, WHY, Analysis, Found, analyse
from .connection import source_of
from .database import DatabaseSource, database_source
from .defaults import DECLARED, DEFAULT
from .mark import Marks, write_marks
from .policy import (
    ActivityPolicy,
    Evidence,
    ModelPolicy,
    dump_policy,
    load_policy,
    parse_policy,
)
from .rpc import RpcMarker, RpcSource
from .source import EXCLUDED_ON, Known, Marker, Source, Written

__all__ = [
    "DECLARED",
    "DEFAULT",
    "EXCLUDED_ON",
    "VERDICTS",
    "WHY",
    "ActivityPolicy",
    "Analysis",
    "DatabaseSource",
    "Evidence",
    "Found",
    "Known",
    "Marker",
    "Marks",
    "ModelPolicy",
    "RpcMarker",
    "RpcSource",
    "Source",
    "Written",
    "analyse",
    "database_source",
    "dump_policy",
    "load_policy",
    "parse_policy",
    "source_of",
    "write_marks",
]
