"""The cases: documents, and the folders of what is expected from them."""

from dataclasses import dataclass
from pathlib import Path

from itx_codegen.ir import Document, loads

_GOLDEN = Path(__file__).parent
EXAMPLES = _GOLDEN.parent.parent / "examples"


@dataclass(frozen=True)
class Case:
    """A document and the folder with the files that it must give."""

    name: str
    source: Path

    @property
    def expected(self) -> Path:
        return _GOLDEN / self.name / "expected"

    def document(self) -> Document:
        return loads(self.source.read_text(encoding="utf-8"))


CASES = [
    Case("airfield_register", EXAMPLES / "airfield_register.json"),
    Case("workshop", _GOLDEN / "workshop" / "document.json"),
    Case("hostile_strings", _GOLDEN / "hostile_strings" / "document.json"),
    Case("screens", _GOLDEN / "screens" / "document.json"),
    Case("school_library", _GOLDEN / "school_library" / "document.json"),
]

#: The example that uses every kind: too large to be read as files, so it has no golden folder.
KITCHEN_SINK = Case("kitchen_sink", EXAMPLES / "kitchen_sink.json")
