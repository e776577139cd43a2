"""The sandbox: there, if a script wants to run in it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from ..errors import FlowError
from ..flow import Script, TransformStep
from ..messages import text
from ..transform.process import ScriptProcess
from ..transform.sandbox import Limits
from .finding import Finding
from .inquiry import Inquiry

_PROBE = Script(name="probe", code="def transform(df, ctx):\n    return df\n")
_STEP = TransformStep(name="probe", script="probe")


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Runs a script that does nothing, at the first step that has one."""
    steps = [step for step in inquiry.flow.steps if isinstance(step, TransformStep)]
    if not steps:
        return
    path = f"steps.{steps[0].name}.script"
    if inquiry.unsafe:
        message = text(
            "scripts run without a sandbox, with all rights of the server; switch that off."
        )
        yield Finding(path, "warning", message, "sandbox")
        return
    try:
        with ScriptProcess(_PROBE, Limits()) as process:
            process.run(_STEP, {"main": pl.DataFrame({"x": [1]})}, inquiry.flow.name)
    except FlowError as error:
        yield Finding(
            path,
            "error",
            text("No script can run here: %(message)s", message=error.message),
            "sandbox",
        )
