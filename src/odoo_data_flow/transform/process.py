"""The parent's side: start a child, hand it frames, wait, take what it returns; again and again."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import polars as pl
from pydantic import BaseModel, PlainValidator

from ..errors import ScriptError
from ..flow import Script, TransformStep
from ..messages import text, unpacked
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
#: What an answer leads to that a script has made up itself.
_MADE_UP = (
    ValueError,
    OSError,
    RecursionError,
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
)


def _sentence(content: Any) -> str:
    try:
        return unpacked(content)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("this is no sentence") from error


Sentence = Annotated[str, PlainValidator(_sentence)]


class _Error(BaseModel):
    line: int | None
    message: Sentence


class _Answer(BaseModel):
    """What a child says: that it can't shut itself in; an error; or the names of the frames that
    follow, and the processor time that it has used.
    """

    refused: Sentence | None = None
    error: _Error | None = None
    frames: list[str] = []
    cpu: float = 0.0


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
    """Run a script once. See ScriptProcess."""
    with ScriptProcess(script, limits, unsafe) as process:
        return process.run(step, frames, flow)


class ScriptProcess:
    """A child process that can do nothing but compute, for any number of requests to one script.

    It is started by the first request, and again when it has used up half of its processor time:
    the kernel counts that for the whole process, while `limits` are meant for each request.
    `unsafe`: without the sandbox, a child with the full rights of this process.
    """

    def __init__(self, script: Script, limits: Limits, unsafe: bool = False) -> None:
        self._script = script
        self._limits = limits
        self._unsafe = unsafe
        self._child: _Child | None = None

    def __enter__(self) -> ScriptProcess:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def run(
        self, step: TransformStep, frames: Mapping[str, pl.DataFrame], flow: str
    ) -> ScriptResult:
        """Run the script on frames; `step.input` is one of them. Nothing of an earlier request is
        left but what the script hides in the modules that it imports. Raises ScriptError.
        """
        header = {
            "script": self._script.name,
            "code": self._script.code,
            "flow": flow,
            "step": step.name,
            "input": step.input,
            "output": step.output,
            "frames": list(frames),
        }
        child = self._child = self._child or _Child(self._limits, self._unsafe)
        answered, status = child.ask(header, frames.values(), self._limits.wall_seconds)
        printed = child.printed()
        try:
            answer = child.answer() if answered else None
            returned = child.frames(answer.frames) if answer else {}
        except _MADE_UP as error:
            self.close()
            raise ScriptError(
                self._script.name, None, text("its process gave an answer that is none.")
            ) from error
        if answer is None or answer.refused:
            self.close()
        if answer is None:
            raise ScriptError(self._script.name, None, _reason(status, printed, self._limits))
        if answer.refused:
            raise ScriptError(
                self._script.name,
                None,
                text(
                    "can't be run safely here: %(refused)s. Use a newer kernel, or allow scripts "
                    "to run unsafe if you trust all who write them.",
                    refused=answer.refused,
                ),
            )
        if answer.error:
            raise _script_error(self._script, answer.error, self._limits)
        if answer.cpu > self._limits.cpu_seconds / 2:
            self.close()
        return ScriptResult(returned, printed)

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child:
            self._child.end()
        self._child = None


class _Child:
    """One process. Frames go through files without names; a byte through a pipe says "your turn".

    Waiting on the pipe costs no polling, and it is closed when the child ends, however that is.
    """

    def __init__(self, limits: Limits, unsafe: bool) -> None:
        self._request, self._reply, self._log = open_nameless(), open_nameless(), open_nameless()
        ask_in_child, self._ask = os.pipe()
        self._answered, answered_in_child = os.pipe()
        handles = (self._request.fileno(), self._reply.fileno(), ask_in_child, answered_in_child)
        arguments = {
            **dict(zip(("request", "reply", "ask", "answered"), handles, strict=True)),
            "limits": asdict(limits),
            "readable": [path for path in _READABLE if path],
            "unsafe": unsafe,
        }
        try:
            self._process = subprocess.Popen(  # noqa: S603 (the same Python, fixed arguments)
                [
                    sys.executable,
                    "-I",
                    "-c",
                    _BOOT,
                    json.dumps([path for path in sys.path if os.path.isabs(path)]),
                    json.dumps(arguments),
                ],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env={},
                cwd="/",
                pass_fds=handles,
                start_new_session=True,
            )
        finally:
            os.close(ask_in_child)
            os.close(answered_in_child)

    def ask(
        self, header: dict[str, Any], frames: Iterable[pl.DataFrame], seconds: float
    ) -> tuple[bool, int | None]:
        """Whether it may have answered; if it has ended by itself, its exit status."""
        deadline = time.monotonic() + seconds
        for file in (self._request, self._reply, self._log):
            file.seek(0)
            file.truncate()
        write_message(self._request, header, frames)
        # A child that has ended already is told by what it left.
        with suppress(BrokenPipeError):
            os.write(self._ask, b".")
        with selectors.DefaultSelector() as selector:
            selector.register(self._answered, selectors.EVENT_READ)
            in_time = bool(selector.select(max(0.0, deadline - time.monotonic())))
        alive = in_time and os.read(self._answered, 1)
        status: int | None = None
        if not alive:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(max(0.0, deadline - time.monotonic()))
        return bool(alive) or status == 0, status

    def answer(self) -> _Answer | None:
        """The header of the answer; None if there is none. Raises one of _MADE_UP."""
        self._reply.seek(0)
        header = read_header(self._reply)
        return None if header == {} else _Answer.model_validate(header)

    def frames(self, names: Iterable[str]) -> dict[str, pl.DataFrame]:
        """The frames that follow the header of the answer. Raises one of _MADE_UP."""
        for name in names:
            if not name.isidentifier():
                raise ValueError(f"{name!r} is no name of a frame")
        return {name: read_frame(self._reply) for name in names}

    def printed(self) -> str:
        """What the child has printed since it was asked, the first part of it."""
        self._log.seek(0)
        return self._log.read(4 * _LOG_CHARACTERS).decode(errors="replace")[:_LOG_CHARACTERS]

    def end(self) -> None:
        """Kill the child with all that it may have started."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._ask)
        os.close(self._answered)
        for file in (self._request, self._reply, self._log):
            file.close()


def _script_error(script: Script, error: _Error, limits: Limits) -> ScriptError:
    message = error.message
    if message.startswith("MemoryError"):
        message = _too_much_memory(limits)
    return ScriptError(script.name, error.line, message)


def _too_much_memory(limits: Limits) -> str:
    return text(
        "used more memory than the %(megabytes)s MB that it may.",
        megabytes=limits.memory_bytes // 1024**2,
    )


def _reason(status: int | None, printed: str, limits: Limits) -> str:
    """Why a child ended without an answer."""
    if status is None:
        return text(
            "ran longer than the %(seconds)s seconds that it may.",
            seconds=f"{limits.wall_seconds:g}",
        )
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        return text(
            "used more processor time than the %(seconds)s seconds that it may.",
            seconds=limits.cpu_seconds,
        )
    if "memory allocation" in printed or "MemoryError" in printed:
        return _too_much_memory(limits)
    return text(
        "its process ended with %(how)s: %(printed)s",
        how=f"signal {-status}" if status < 0 else f"status {status}",
        printed=printed.strip()[-500:] or text("it printed nothing"),
    )
