"""The one error that a person sees: a line with what, why and what to do."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Failure(Exception):
    """Stops a command with one line on stderr: ``subject: cause; remedy``."""

    def __init__(self, subject: object, cause: str, remedy: str) -> None:
        super().__init__(f"{subject}: {cause}; {remedy}")


def run(
    command: list[str], *, subject: str, remedy: str, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` quietly and return it with its output.

    :param options: passed to :func:`subprocess.run`.
    :raises Failure: naming ``subject``, when the command is missing or its status is not 0.
    """
    try:
        done = subprocess.run(
            command,
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=options.pop("stdin", None if "input" in options else subprocess.DEVNULL),
            **options,
        )
    except FileNotFoundError as error:
        raise Failure(subject, f"{error.filename} is not there", remedy) from error
    if done.returncode:
        raise Failure(subject, _cause(done.stdout), _remedy(done.stdout, remedy))
    return done


@contextmanager
def disk_full_is_a_failure(subject: object) -> Iterator[None]:
    """Turn "no space left" into a :class:`Failure` that names ``subject``."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise Failure(subject, os.strerror(error.errno), FREE_SPACE) from error


FREE_SPACE = "free some space (about 4 GB are needed) and repeat"


def _cause(output: str) -> str:
    """The line of a failed command's output that says most."""
    said = [line.strip() for line in output.splitlines() if line.strip()]
    lines = [line for line in said if not line.lower().startswith("warning")] or said
    for sign in ("no space left", "disk quota", "fatal", "error", "e: ", "err:"):
        for line in lines:
            if sign in line.lower():
                return line
    return lines[-1] if lines else "it failed without a word"


def _remedy(output: str, otherwise: str) -> str:
    return FREE_SPACE if "no space left" in output.lower() else otherwise
