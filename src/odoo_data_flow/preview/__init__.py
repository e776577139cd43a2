"""The first rows of a flow through all its steps, without writing."""

from .memory import Memory
from .recall import Recall
from .report import ColumnPreview, Finding, FlowPreview, FramePreview, RejectPreview, StepPreview
from .run import ROWS, preview_flow

__all__ = [
    "ROWS",
    "ColumnPreview",
    "Finding",
    "FlowPreview",
    "FramePreview",
    "Memory",
    "Recall",
    "RejectPreview",
    "StepPreview",
    "preview_flow",
]
