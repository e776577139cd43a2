"""What a renderer gives: parts of files. Each sort of part knows how its file is put together."""

from .base import Part
from .manifest import Asset, Depends
from .python import Class, Member, PackageImport
from .record import Record, Stage
from .row import Row
from .term import Term, Translated
from .test import Test
from .whole import WholeFile

__all__ = [
    "Asset",
    "Class",
    "Depends",
    "Member",
    "PackageImport",
    "Part",
    "Record",
    "Row",
    "Stage",
    "Term",
    "Test",
    "Translated",
    "WholeFile",
]
