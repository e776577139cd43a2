"""What would change, and the writers that change it."""

from .diff import ROW, Changes, Update, find_changes
from .files import FILE_WRITERS, FileWriter, write_file
from .report import COUNTS, Counts, Reject, WriteReport
from .writer import Writer

__all__ = [
    "COUNTS",
    "FILE_WRITERS",
    "ROW",
    "Changes",
    "Counts",
    "FileWriter",
    "Reject",
    "Update",
    "WriteReport",
    "Writer",
    "find_changes",
    "write_file",
]
