"""Flows for what people do most: load a file, fetch a model into a file, move models."""

from .exporting import export_flow
from .fail_file import FailFile, fail_path
from .files import SourceFile
from .loading import Loading, field_of, load_flow_of
from .migrating import End, Move, migrate_flow, namespace_of

__all__ = [
    "End",
    "FailFile",
    "Loading",
    "Move",
    "SourceFile",
    "export_flow",
    "fail_path",
    "field_of",
    "load_flow_of",
    "migrate_flow",
    "namespace_of",
]
