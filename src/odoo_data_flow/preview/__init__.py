"""The first rows of a flow through all its steps, without writing."""

from .report import ColumnPreview, FlowPreview, FramePreview, RejectPreview, StepPreview
from .run import ROWS, preview_flow

__all__ = [
    "ROWS",
    "ColumnPreview",
    "FlowPreview",
    "FramePreview",
    "RejectPreview",
    "StepPreview",
    "preview_flow",
]
