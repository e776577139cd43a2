"""What a pipeline remembers from run to run."""

from .hashes import hashed
from .made import Made
from .store import TABLES, State, StepChange, Watermark
from .watermark import next_watermark
from .where import open_state

__all__ = [
    "TABLES",
    "Made",
    "State",
    "StepChange",
    "Watermark",
    "hashed",
    "next_watermark",
    "open_state",
]
