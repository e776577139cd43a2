"""The flow document."""

from .check import check_flow, path_problem, script_problem
from .document import (
    Flow,
    ReadStep,
    Script,
    Step,
    TransformStep,
    WriteStep,
)
from .load import digest_of, dump_flow, flow_schema, load_flow, parse_flow

__all__ = [
    "Flow",
    "ReadStep",
    "Script",
    "Step",
    "TransformStep",
    "WriteStep",
    "check_flow",
    "digest_of",
    "dump_flow",
    "flow_schema",
    "load_flow",
    "parse_flow",
    "path_problem",
    "script_problem",
]
