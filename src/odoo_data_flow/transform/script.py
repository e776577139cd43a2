"""The child's work: run `transform(df, ctx)` of a script and send back what it returns."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import polars as pl

from ..messages import packed, text
from .wire import read_frame, read_header, write_message

#: How polars writes letters that it takes for unprintable, among them the vowels of Thai.
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,5})\}")


class Unusable(Exception):
    """A script does not give what it must. The argument is a Message."""


@dataclass(frozen=True)
class Context:
    """What a script gets as `ctx`: where it runs, and all frames of the run by name."""

    flow: str
    step: str
    frames: Mapping[str, pl.DataFrame]


def serve(request: BinaryIO, reply: BinaryIO) -> None:
    """Read a request, run its script, write the reply: names and frames, or the error."""
    header = read_header(request)
    frames = {name: read_frame(request) for name in header["frames"]}
    filename = f"<script {header['script']}>"
    try:
        results = _run(header, filename, frames)
    except BaseException as error:
        # Whatever a script raises (also SystemExit, or a panic of polars, which is no Exception)
        # is told to the parent, and this process ends.
        write_message(reply, {"error": _describe(error, filename)}, ())
        return
    answer = {"frames": list(results), "cpu": time.process_time()}
    write_message(reply, answer, results.values())


def _run(
    header: Mapping[str, Any], filename: str, frames: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    scope: dict[str, Any] = {"__name__": header["script"], "pl": pl}
    exec(compile(header["code"], filename, "exec"), scope)  # noqa: S102 (this is the sandbox)
    transform = scope.get("transform")
    if not callable(transform):
        raise Unusable(text("the script defines no function `transform(df, ctx)`."))
    context = Context(header["flow"], header["step"], frames)
    result = transform(frames[header["input"]], context)
    named = result if isinstance(result, dict) else {header["output"]: result}
    return {_name(name): _frame(name, value) for name, value in named.items()}


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise Unusable(
            text(
                "`transform` returned a frame with the name %(name)s, no identifier.",
                name=repr(name),
            )
        )
    return name


def _frame(name: str, value: object) -> pl.DataFrame:
    if isinstance(value, pl.LazyFrame):
        value = value.collect()
    if not isinstance(value, pl.DataFrame):
        raise Unusable(
            text(
                "`transform` returned %(type)s for %(name)s; return a DataFrame, a LazyFrame, or "
                "a dict of name → frame.",
                type=type(value).__name__,
                name=repr(name),
            )
        )
    for column, dtype in value.schema.items():
        if dtype == pl.Object:
            raise Unusable(
                text(
                    "the column %(column)s holds Python objects; convert it to a type.",
                    column=repr(column),
                )
            )
    return value


def _describe(error: BaseException, filename: str) -> dict[str, Any]:
    """The line of the script that the error comes from, and what it says."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return {"line": error.lineno, "message": packed(f"{error.msg}.")}
    if isinstance(error, Unusable):
        return {"line": None, "message": packed(error.args[0])}
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == filename
    ]
    said = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(error).strip())
    message = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return {"line": lines[-1] if lines else None, "message": packed(message)}
