"""Execute a flow with the help of a host."""

from ..transform.sandbox import Limits
from .host import FolderHost, Host, contained
from .report import RunReport, StepReport
from .runner import Progress, run_flow

__all__ = [
    "FolderHost",
    "Host",
    "Limits",
    "Progress",
    "RunReport",
    "StepReport",
    "contained",
    "run_flow",
]
