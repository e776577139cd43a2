"""The first rows of a flow through all its steps, without writing."""

from .report import ColumnPreview, Finding, FlowPreview, FramePreview, RejectPreview, StepPreview
from .run import ROWS, preview_flow

__all__ = [
    "ROWS",
    "ColumnPreview",
    "Finding",
    "FlowPreview",
    "FramePreview",
    "RejectPreview",
    "StepPreview",
    "preview_flow",
]
