"""What can be seen wrong in a flow without running it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath, PureWindowsPath

from ..errors import FlowError, Problem
from ..messages import text
from ..options import made
from ..read import READERS, Reader
from ..write import FILE_WRITERS, UpsertOptions
from .document import Flow, ReadStep, Script, Step, TransformStep, WriteStep


def check_flow(flow: Flow) -> list[Problem]:
    """Every problem that shows without data: order of steps, names, paths, options, scripts."""
    return [problem for check in _CHECKS for problem in check(flow)]


def _names(flow: Flow) -> Iterator[Problem]:
    for section, elements in (("steps", flow.steps), ("scripts", flow.scripts)):
        counts = Counter(element.name for element in elements)
        for name, count in counts.items():
            if count > 1:
                yield Problem(
                    f"{section}.{name}",
                    text("the name stands %(count)s times; make each unique.", count=count),
                )


def _steps(flow: Flow) -> Iterator[Problem]:
    if not flow.steps:
        yield Problem("steps", text("the flow has no step; begin with a read step."))


def _frames(flow: Flow) -> Iterator[Problem]:
    """A frame must be there before it is used.

    A transform step may return frames of any name, so that after one nothing is known any more.
    """
    frames: set[str] = set()
    for step in flow.steps:
        if isinstance(step, ReadStep):
            frames |= {step.output, step.deleted or step.output}
            continue
        if step.input not in frames:
            known = ", ".join(sorted(frames))
            yield Problem(
                f"steps.{step.name}.input",
                (
                    text(
                        "no step before it makes a frame %(frame)s; there is %(known)s.",
                        frame=repr(step.input),
                        known=known,
                    )
                    if known
                    else text(
                        "no step before it makes a frame %(frame)s; put a read step first.",
                        frame=repr(step.input),
                    )
                ),
            )
        if isinstance(step, TransformStep):
            return


def _files(flow: Flow) -> Iterator[Problem]:
    for step in flow.steps:
        if isinstance(step, TransformStep) or step.path is None:
            continue
        message = path_problem(step.path)
        if message:
            yield Problem(f"steps.{step.name}.path", message)


def path_problem(path: str) -> str | None:
    """Why a path can't be used in a flow, or None. Paths are relative and stay in their folder."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor:
        return text(
            "%(path)s is absolute; give it relative to the folder of the flow's data.",
            path=repr(path),
        )
    if ".." in PurePosixPath(path.replace("\\", "/")).parts:
        return text(
            "%(path)s leaves the folder of the flow's data; put the file inside it.",
            path=repr(path),
        )
    if "\0" in path:
        return text("holds a null character; remove it.")
    return None


def _options(flow: Flow) -> Iterator[Problem]:
    return (problem for step in flow.steps for problem in _options_of(step))


def _options_of(step: Step) -> Iterator[Problem]:
    try:
        if isinstance(step, ReadStep):
            yield from _source(step, READERS.make(step.format, step.options))
        elif isinstance(step, WriteStep) and step.format:
            FILE_WRITERS.make(step.format, step.options)
        elif isinstance(step, WriteStep) and step.model:
            made(UpsertOptions, text("a model"), step.options)
    except FlowError as error:
        yield error.within(f"steps.{step.name}").problem


def _source(step: ReadStep, reader: Reader) -> Iterator[Problem]:
    needed, other = ("path", "connection") if reader.reads_files else ("connection", "path")
    path = f"steps.{step.name}"
    if not getattr(step, needed) and not reader.reads_here:
        yield Problem(f"{path}.{needed}", text("is missing; add it."))
    if getattr(step, other):
        yield Problem(
            f"{path}.{other}",
            text("is of no use to the format %(format)s; remove it.", format=step.format),
        )
    if not step.key and (step.deleted or step.relations):
        yield Problem(f"{path}.key", text("is missing; name the column that tells the rows apart."))
    if step.relations and not reader.knows_changes:
        yield Problem(
            f"{path}.relations",
            text(
                "is of no use to the format %(format)s, whose rows are compared as they are; "
                "remove it.",
                format=step.format,
            ),
        )


def _destinations(flow: Flow) -> Iterator[Problem]:
    for step in flow.steps:
        if isinstance(step, WriteStep):
            yield from _destination(step)


def _destination(step: WriteStep) -> Iterator[Problem]:
    path = f"steps.{step.name}"
    if step.model:
        if step.format or step.path:
            yield Problem(
                path, text("has a model and a file; keep `model`, or `format` and `path`.")
            )
        if not step.key:
            yield Problem(
                f"{path}.key", text("is missing; name the column that holds the external ids.")
            )
        if not step.mapping:
            yield Problem(f"{path}.mapping", text("is empty; say which column fills which field."))
        return
    if not (step.format and step.path):
        yield Problem(path, text("writes nowhere; give `model`, or `format` and `path` of a file."))
    if step.key or step.mapping:
        yield Problem(path, text("has a key or a mapping, which only a step with a `model` uses."))
    if step.connection:
        yield Problem(f"{path}.connection", text("is only used with a `model`; remove it."))


def _changes(flow: Flow) -> Iterator[Problem]:
    for step in flow.steps:
        if isinstance(step, ReadStep) and flow.mode == "delta" and not step.key:
            yield Problem(
                f"steps.{step.name}.key",
                text(
                    "is missing; changes are found by the column that tells the rows apart. Name "
                    "it, or let `mode` be full."
                ),
            )
        if isinstance(step, TransformStep) and step.on_error != "stop" and not step.row_wise:
            yield Problem(
                f"steps.{step.name}.on_error",
                text("needs a script that works row by row; set `row_wise`, or let it stop."),
            )


def _scripts(flow: Flow) -> Iterator[Problem]:
    known = {script.name for script in flow.scripts}
    used = {step.script for step in flow.steps if isinstance(step, TransformStep)}
    for step in flow.steps:
        if isinstance(step, TransformStep) and step.script not in known:
            yield Problem(
                f"steps.{step.name}.script",
                (
                    text(
                        "there is no script %(script)s; there is %(known)s.",
                        script=repr(step.script),
                        known=", ".join(sorted(known)),
                    )
                    if known
                    else text(
                        "there is no script %(script)s; the flow has no script.",
                        script=repr(step.script),
                    )
                ),
            )
    for script in flow.scripts:
        if script.name not in used:
            yield Problem(
                f"scripts.{script.name}",
                text("no step uses it; add a transform step or remove it."),
            )
        message = script_problem(script)
        if message:
            yield Problem(f"scripts.{script.name}", message)


def script_problem(script: Script) -> str | None:
    """Why a script can't work, or None: it must compile and define `transform(df, ctx)`."""
    try:
        module = ast.parse(script.code)
    except SyntaxError as error:
        return text("line %(line)s: %(message)s.", line=error.lineno, message=error.msg)
    except ValueError as error:
        return text("is no Python source: %(error)s.", error=error)
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    transforms = [function for function in functions if function.name == "transform"]
    if not transforms:
        return text("defines no function `transform(df, ctx)`; add it.")
    arguments = transforms[-1].args
    if len(arguments.posonlyargs + arguments.args) != 2 and not arguments.vararg:
        return text(
            "line %(line)s: `transform` must take two arguments, `df` and `ctx`.",
            line=transforms[-1].lineno,
        )
    return None


_CHECKS: tuple[Callable[[Flow], Iterator[Problem]], ...] = (
    _names,
    _steps,
    _frames,
    _files,
    _options,
    _destinations,
    _changes,
    _scripts,
)
