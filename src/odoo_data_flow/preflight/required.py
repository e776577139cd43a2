"""Required fields that nothing fills."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Of models in which rows may become new records."""
    for destination in inquiry.destinations:
        if destination.fields is None or not destination.options.creates:
            continue
        mapped = {target.field for target in destination.targets}
        wanted = [
            name
            for name, described in destination.fields.items()
            if described.get("required") and not described.get("readonly") and name not in mapped
        ]
        if not wanted or not destination.side.may(destination.model, "create"):
            continue
        for name in sorted(destination.side.unfilled(destination.model, wanted)):
            described = destination.fields[name]
            # What Odoo computes, or makes by itself for a record, it fills when it creates one.
            if described.get("depends") or described.get("related"):
                continue
            yield Finding(
                f"{destination.path}.mapping",
                "warning" if described["type"] == "many2one" else "error",
                text(
                    "%(model)s requires %(name)s (%(label)s), which no column fills and has no "
                    "default; map a column to it.",
                    model=destination.model,
                    name=name,
                    label=described["string"],
                ),
                "required",
                name,
                destination.step.connection,
            )
