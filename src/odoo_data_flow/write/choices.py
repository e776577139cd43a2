"""Selections: what stands for one of their values."""

from __future__ import annotations

from collections.abc import Mapping


def by_label(choices: Mapping[str, str]) -> dict[str, str]:
    """Label → value of the choices of a selection (value → label): of labels that are no values
    themselves and that no two choices share.
    """
    labels = list(choices.values())
    return {
        label: value
        for value, label in choices.items()
        if label not in choices and labels.count(label) == 1
    }
