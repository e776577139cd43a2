"""Rows that were refused, in a file that can be corrected and loaded again."""

from __future__ import annotations

import csv
import io
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..durable import write_whole
from ..run.quarantine import COLUMN, LINE, PLACE, REASON

#: Columns that the file has before those of its source; who loads it passes over them.
OWN_COLUMNS = (PLACE, COLUMN, REASON)


def fail_path(source: Path) -> Path:
    """Where the refused rows of a file are put."""
    return source.with_name(f"{source.stem}.fail.csv")


@dataclass
class _Refused:
    columns: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


class FailFile:
    """The refused rows of one run, by their rows in the source (from 1), each once."""

    def __init__(self, header: Sequence[str]) -> None:
        self.header = [name for name in header if name not in OWN_COLUMNS]
        self.rows: dict[int, _Refused] = {}

    @classmethod
    def of(cls, header: Sequence[str], rejects: Mapping[str, str]) -> FailFile:
        """From the files of rejects of a run: step → path. The first step is the one that read."""
        found = cls(header)
        unread: list[int] = []
        for step, path in rejects.items():
            for reject in _rejects(Path(path)):
                place = int(reject[PLACE])
                if step == "read":
                    if place not in unread:
                        insort(unread, place)
                    found._take(place, reject, _fields(reject))
                else:
                    place = _in_source(place, unread)
                    found._take(place, reject, [reject.get(name, "") for name in found.header])
        return found

    def write(self, path: Path, separator: str, encoding: str) -> None:
        """Write the file, or take away an old one if nothing was refused."""
        if not self.rows:
            path.unlink(missing_ok=True)
            return
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator="\n")
        writer.writerow([*OWN_COLUMNS, *self.header])
        for place, row in sorted(self.rows.items()):
            names = ", ".join(dict.fromkeys(filter(None, row.columns)))
            reasons = " ".join(dict.fromkeys(row.reasons))
            writer.writerow([place, names, reasons, *row.values])
        # The values are of a file in this encoding; only a reason can have other characters.
        write_whole(path, text.getvalue().encode(encoding, "backslashreplace"))

    def lines(self, source: str) -> Iterator[str]:
        """A line for each row: file, row, column, reason."""
        for place, row in sorted(self.rows.items()):
            for column, reason in dict.fromkeys(zip(row.columns, row.reasons, strict=True)):
                where = f", column {column}" if column else ""
                yield f"{source}, row {place}{where}: {reason}"

    def _take(self, place: int, reject: Mapping[str, str], values: list[str]) -> None:
        row = self.rows.setdefault(place, _Refused(values=values))
        row.columns.append(reject[COLUMN])
        row.reasons.append(reject[REASON])


def _rejects(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _fields(reject: Mapping[str, str]) -> list[str]:
    """The fields of a line that was no row, as many as it has."""
    return next(csv.reader([reject[LINE]], strict=True), [])


def _in_source(place: int, unread: Sequence[int]) -> int:
    """The row in the source of a row of the frame, which lacks those that were not read."""
    for row in unread:
        if row > place:
            break
        place += 1
    return place
