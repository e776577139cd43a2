"""What would change, and the writers that change it."""

from ..rows import ROW
from .choices import by_label
from .diff import Changes, Update, find_changes
from .files import FILE_WRITERS, FileWriter, write_file
from .report import COUNTS, NAMED, Counts, Reject, WriteReport
from .upsert import PLAIN, UpsertOptions
from .waiting import Waiting, WaitingWriter
from .writer import (
    Inlet,
    JoiningWriter,
    RecallingInlet,
    ResumableInlet,
    RunWriter,
    SharingWriter,
    Standing,
    Writer,
)

__all__ = [
    "COUNTS",
    "FILE_WRITERS",
    "NAMED",
    "PLAIN",
    "ROW",
    "Changes",
    "Counts",
    "FileWriter",
    "Inlet",
    "JoiningWriter",
    "RecallingInlet",
    "Reject",
    "ResumableInlet",
    "RunWriter",
    "SharingWriter",
    "Standing",
    "Update",
    "UpsertOptions",
    "Waiting",
    "WaitingWriter",
    "WriteReport",
    "Writer",
    "by_label",
    "find_changes",
    "write_file",
]
