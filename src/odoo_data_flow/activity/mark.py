"""What an analysis finds, written to the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..errors import FlowError
from ..messages import text
from .analyse import Analysis
from .source import Marker


@dataclass(frozen=True)
class Marks:
    """What was written. `left`: records that a person marked or unmarked since the analysis.
    `refused`: id → reason. marked + unmarked + left + refused = those that were to change.
    """

    model: str
    marked: int = 0
    unmarked: int = 0
    left: int = 0
    refused: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def write_marks(analysis: Analysis, marker: Marker, now: datetime) -> Marks:
    """Write what has changed, and nothing else. Raises FlowError; what was written till then
    stays, and the next analysis finds the rest. Nothing is marked if not one transaction was found.
    """
    model = analysis.model
    if analysis.is_blind and analysis.ids("mark"):
        raise FlowError(
            model,
            text(
                "not one transaction was found, so that everything would be marked; let a user "
                "look who may see the documents, or analyse the database itself."
            ),
        )
    notes = marker.prepare(model)
    marked = marker.mark(model, analysis.ids("mark"), now)
    unmarked = marker.unmark(model, analysis.ids("unmark"))
    return Marks(
        model,
        marked.written,
        unmarked.written,
        marked.left + unmarked.left,
        {**marked.refused, **unmarked.refused},
        tuple(notes),
    )
