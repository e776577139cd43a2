"""What people wrote that names a field which gets another name."""

from __future__ import annotations

from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that rewrites filters, exports, rules, rights and the like."""
    fields = {
        step.renaming.model(model): dict(sorted(names.items()))
        for model, names in sorted(step.renaming.fields.items())
    }
    return Found((Script("pre", "95_mentions", "mentions", {"fields": fields}),))
