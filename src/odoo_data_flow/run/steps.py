"""What each type of step does, but for those that write."""

from __future__ import annotations

from typing import Any

from ..flow import ReadStep, TransformStep
from .reading import read
from .stage import Stage
from .transforming import transform


def compute(stage: Stage[Any]) -> None:
    """Make the frames of a step that writes nothing. Raises FlowError (path relative to the step),
    ScriptError.
    """
    if isinstance(stage.step, ReadStep):
        read(stage)
    elif isinstance(stage.step, TransformStep):
        transform(stage)
    else:
        raise TypeError(f"{type(stage.step).__name__} is no step that computes frames")
