"""Access rights: to read the source, to create and write at the destination."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Models that are there; those that are not are told by the check of fields."""
    for source in inquiry.sources:
        model = source.reader.model
        if source.fields is not None and not source.side.may(model, "read"):
            yield Finding(
                f"{source.path}.options.model",
                "error",
                text(
                    "the user of %(side)s may not read %(model)s; give the right, or use another "
                    "user.",
                    side=source.side.name,
                    model=model,
                ),
                "access",
                model,
                source.step.connection,
            )
    for destination in inquiry.destinations:
        wanted = ("create", "write") if destination.options.creates else ("write",)
        for operation in wanted:
            if destination.fields is None or destination.side.may(destination.model, operation):
                continue
            yield Finding(
                f"{destination.path}.model",
                "error",
                text(
                    "the user of %(side)s may not %(operation)s records of %(model)s; give the "
                    "right, or use another user.",
                    side=destination.side.name,
                    operation=operation,
                    model=destination.model,
                ),
                "access",
                destination.model,
                destination.step.connection,
            )
