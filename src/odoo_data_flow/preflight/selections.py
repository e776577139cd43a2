"""Selection values that the source has and the destination does not know."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Between two selection fields, without a script between."""
    for destination in inquiry.destinations:
        origins = inquiry.origins(destination.step)
        for target in destination.targets:
            origin = origins.get(target.column)
            described = (destination.fields or {}).get(target.field)
            if not (described and origin and origin.described and origin.type == "selection"):
                continue
            if described["type"] != "selection":
                continue
            known = {value for value, _label in described.get("selection") or ()}
            lost = [
                str(value)
                for value, _label in origin.described.get("selection") or ()
                if value not in known
            ]
            if lost:
                yield Finding(
                    f"{destination.path}.{target.path}",
                    "warning",
                    text(
                        "%(side)s does not know %(lost)s, which the source has; rows with one of "
                        "them are quarantined. It knows %(known)s: map them by a script.",
                        side=destination.side.name,
                        lost=", ".join(lost),
                        known=", ".join(sorted(map(str, known))),
                    ),
                    "selections",
                    target.field,
                    destination.step.connection,
                )
