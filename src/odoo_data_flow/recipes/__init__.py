"""Flows for what people do most: load a file, fetch a model into a file, move models."""

from .exporting import export_flow
from .fail_file import FailFile, fail_path
from .files import SourceFile
from .loading import Loading, load_flow_of

__all__ = [
    "FailFile",
    "Loading",
    "SourceFile",
    "export_flow",
    "fail_path",
    "load_flow_of",
]
