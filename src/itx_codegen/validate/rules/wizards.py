"""Wizards: a model of the module, steps, and something to do at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.wizard import Wizard
from ...lower.wizards import STEP
from ...messages import Message, text
from ..context import Context

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each wizard that could not be shown or would do nothing."""
    by_model: dict[str, str] = {}
    for path, wizard in context.of(Wizard):
        for attribute, message in _of_wizard(context, wizard):
            yield Problem(f"{path}.{attribute}", message)
        other = by_model.setdefault(wizard.model, path)
        if other != path:
            message = text("%(other)s asks for this model already; each has its own.", other=other)
            yield Problem(f"{path}.model", message)
        for step in wizard.steps:
            if not _NAME.match(step.name):
                message = text(
                    "%(name)s is no identifier; use small letters, digits and _, and begin with a "
                    "letter.",
                    name=repr(step.name),
                )
                yield Problem(f"{path}.steps[{step.name}]", message)


def _of_wizard(context: Context, wizard: Wizard) -> Iterator[tuple[str, Message]]:
    if not wizard.steps:
        yield "steps", text("A wizard needs at least one step.")
    model = context.models.get(wizard.model)
    if model is None:
        if context.has_model(wizard.model) is not False:
            yield "model", text("It must be a model of this module: describe it among the models.")
        return
    if model.extends or model.abstract:
        yield "model", text("The model of a wizard is one of its own; it keeps nothing for long.")
    if not wizard.code.strip() and model.method("action_apply") is None:
        yield (
            "code",
            text("Write what happens at the end, here or as the model's method action_apply."),
        )
    if wizard.code.strip() and model.method("action_apply") is not None:
        yield "code", text("The model has a method action_apply already; keep one of the two.")
    if len(wizard.steps) > 1 and model.field(STEP) is not None:
        yield "model", text("The wizard makes the field %(name)s itself; rename yours.", name=STEP)
    if wizard.started_on and not _NAME.match(wizard.records_field):
        yield (
            "records_field",
            text(
                "%(name)s is no identifier; use small letters, digits and _, and begin with a "
                "letter.",
                name=repr(wizard.records_field),
            ),
        )
