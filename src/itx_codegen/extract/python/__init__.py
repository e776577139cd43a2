"""Python files taken apart: classes of models into elements, all else into text that is carried."""

from .files import split_python
from .finish import finish_models

__all__ = ["finish_models", "split_python"]
