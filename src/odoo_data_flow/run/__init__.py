"""Execute a flow with the help of a host."""

from ..transform.sandbox import Limits
from .host import FolderHost, Host, contained
from .report import RunReport, StepReport
from .runner import Progress, run_flow
from .workspace import Workspace, pipeline_of

__all__ = [
    "FolderHost",
    "Host",
    "Limits",
    "Progress",
    "RunReport",
    "StepReport",
    "Workspace",
    "contained",
    "pipeline_of",
    "run_flow",
]
