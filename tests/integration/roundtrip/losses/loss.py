"""A change to the sample addon that a copy might suffer."""

from pathlib import Path
from typing import NamedTuple

SAMPLE = "roundtrip_sample"


class Loss(NamedTuple):
    """``old`` becomes ``new`` in ``file``: a difference of ``element`` in ``attribute``."""

    sort: str
    element: str
    attribute: str
    file: str
    old: str
    new: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in self[:3] if part).replace(f"{SAMPLE}.", "")

    def plant(self, module: Path) -> None:
        file = module / self.file
        text = file.read_text(encoding="utf-8")
        assert text.count(self.old) == 1, f"{self}: {self.old!r} is not once in {self.file}"
        file.write_text(text.replace(self.old, self.new), encoding="utf-8")
