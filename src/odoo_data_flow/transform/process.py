"""The parent's side: start a child, hand it frames, wait, take what it returns."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from ..errors import ScriptError
from ..flow import Script, TransformStep
from .sandbox import Limits
from .wire import open_nameless, read_frame, read_header, write_message

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from odoo_data_flow.transform.worker import main; main(sys.argv[2])"
)
#: What a script may read besides its frames: the code that it imports.
_READABLE = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/etc/ld.so.cache",
    "/usr/share/zoneinfo",
    sysconfig.get_path("stdlib"),
    sysconfig.get_path("platstdlib"),
    sysconfig.get_config_var("LIBDIR"),
    str(Path(pl.__file__).parents[1]),
    str(Path(__file__).parents[1]),
)
_LOG_CHARACTERS = 10_000


@dataclass(frozen=True)
class ScriptResult:
    """The frames that a script returned, by name, and what it printed (the first part of it)."""

    frames: dict[str, pl.DataFrame]
    log: str


def run_script(
    script: Script,
    step: TransformStep,
    frames: Mapping[str, pl.DataFrame],
    flow: str,
    limits: Limits,
    unsafe: bool = False,
) -> ScriptResult:
    """Run a script in a child process that can do nothing but compute.

    `frames`: all frames of the run; `step.input` is one of them. `unsafe`: run it without the
    sandbox, in a child with the full rights of this process. Raises ScriptError.
    """
    header = {
        "script": script.name,
        "code": script.code,
        "flow": flow,
        "step": step.name,
        "input": step.input,
        "output": step.output,
        "frames": list(frames),
    }
    with open_nameless() as request, open_nameless() as reply, open_nameless() as log:
        write_message(request, header, frames.values())
        request.seek(0)
        status = _run_child(request, reply, log, limits, unsafe)
        reply.seek(0)
        log.seek(0)
        printed = log.read(4 * _LOG_CHARACTERS).decode(errors="replace")[:_LOG_CHARACTERS]
        answer = read_header(reply)
        if status != 0 or not answer:
            raise ScriptError(script.name, None, _reason(status, printed, limits))
        if "refused" in answer:
            raise ScriptError(
                script.name,
                None,
                f"can't be run safely here: {answer['refused']}. Use a newer kernel, "
                "or allow scripts to run unsafe if you trust all who write them.",
            )
        if "error" in answer:
            raise _script_error(script, answer["error"], limits)
        return ScriptResult({name: read_frame(reply) for name in answer["frames"]}, printed)


def _run_child(
    request: BinaryIO, reply: BinaryIO, log: BinaryIO, limits: Limits, unsafe: bool
) -> int | None:
    """The exit status of the child; None if it was killed because its time was over."""
    alive, alive_in_child = os.pipe()
    arguments = {
        "request": request.fileno(),
        "response": reply.fileno(),
        "limits": asdict(limits),
        "readable": [path for path in _READABLE if path],
        "unsafe": unsafe,
    }
    deadline = time.monotonic() + limits.wall_seconds
    try:
        child = subprocess.Popen(  # noqa: S603 (the same Python, fixed arguments)
            [
                sys.executable,
                "-I",
                "-c",
                _BOOT,
                json.dumps([path for path in sys.path if os.path.isabs(path)]),
                json.dumps(arguments),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={},
            cwd="/",
            pass_fds=(request.fileno(), reply.fileno(), alive_in_child),
            start_new_session=True,
        )
    finally:
        os.close(alive_in_child)
    try:
        # The pipe closes when the child ends; waiting on it costs no polling.
        with selectors.DefaultSelector() as selector:
            selector.register(alive, selectors.EVENT_READ)
            selector.select(limits.wall_seconds)
        return child.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    finally:
        os.close(alive)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _script_error(script: Script, error: Mapping[str, Any], limits: Limits) -> ScriptError:
    message = str(error["message"])
    if message.startswith("MemoryError"):
        message = _too_much_memory(limits)
    return ScriptError(script.name, error["line"], message)


def _too_much_memory(limits: Limits) -> str:
    return f"used more memory than the {limits.memory_bytes // 1024**2} MB that it may."


def _reason(status: int | None, printed: str, limits: Limits) -> str:
    """Why a child ended without an answer."""
    if status is None:
        return f"ran longer than the {limits.wall_seconds:g} seconds that it may."
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        return f"used more processor time than the {limits.cpu_seconds} seconds that it may."
    if "memory allocation" in printed or "MemoryError" in printed:
        return _too_much_memory(limits)
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"its process ended with {how}: {printed.strip()[-500:] or 'it printed nothing'}"
