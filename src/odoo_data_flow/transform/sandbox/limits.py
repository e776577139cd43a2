"""Limits on time and memory."""

from __future__ import annotations

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one script may use. The parent watches `wall_seconds`, the kernel the others."""

    wall_seconds: float = 300.0
    cpu_seconds: int = 600
    memory_bytes: int = 4 * 1024**3
    output_bytes: int = 2 * 1024**3
    open_files: int = 64


def restrict_resources(limits: Limits) -> None:
    """Apply the limits to this process.

    The number of processes has no limit here, because the kernel counts those of the whole user;
    the seccomp filter refuses new ones, and threads are bound by the memory for their stacks.
    """
    for kind, value in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            # Never wider than what the parent has itself.
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))
