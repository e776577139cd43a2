"""Shut the current process in, for the rest of its life, before code of a user runs in it.

Three layers, each of the kernel: resource limits; Landlock for files, TCP, signals and abstract
sockets; a seccomp filter that knows the system calls that polars needs and refuses all others.
"""

from __future__ import annotations

import os

from ...messages import text
from .landlock import restrict_files
from .limits import Limits, restrict_resources
from .seccomp import restrict_calls


class Unavailable(Exception):
    """The kernel can't shut the process in. The message says what is missing."""


def confine(limits: Limits, readable: list[str]) -> None:
    """Apply all three layers. `readable`: the only files and folders that can still be opened.

    Raises Unavailable, also if the process has more than one thread: Landlock would miss the rest.
    """
    restrict_resources(limits)
    if len(os.listdir("/proc/self/task")) != 1:
        raise Unavailable(text("the process has several threads already"))
    try:
        restrict_files(readable)
        restrict_calls()
    except OSError as error:
        raise Unavailable(str(error)) from error


__all__ = ["Limits", "Unavailable", "confine", "restrict_resources"]
