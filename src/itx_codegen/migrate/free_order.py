"""New names in an order in which each is free when it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: What stands in for a name while two elements exchange theirs.
_MEANWHILE = "moduler_meanwhile_"


def free_order(renamed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs (old, new) as steps that can be gone one by one.

    Where names are exchanged, one of them gets a name for the meantime first.
    """
    waiting = {old: new for old, new in renamed if old != new}
    steps: list[tuple[str, str]] = []
    while waiting:
        old = _free(waiting)
        if old is None:
            old, new = waiting.popitem()
            steps.append((old, _MEANWHILE + old))
            waiting[_MEANWHILE + old] = new
        else:
            steps.append((old, waiting.pop(old)))
    return steps


def _free(waiting: Mapping[str, str]) -> str | None:
    """Return an old name whose new one nobody has who still waits; None where all are in rings."""
    return next((old for old, new in waiting.items() if new not in waiting), None)
