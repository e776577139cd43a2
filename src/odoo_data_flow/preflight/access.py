"""Access rights: to read the source, to create and write at the destination."""

from __future__ import annotations

from collections.abc import Iterator

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
                f"the user of {source.side.name} may not read {model}; give the right, or use "
                "another user.",
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
                f"the user of {destination.side.name} may not {operation} records of "
                f"{destination.model}; give the right, or use another user.",
                "access",
                destination.model,
                destination.step.connection,
            )
