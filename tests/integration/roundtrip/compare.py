"""What is different between two dumps of one module, element by element."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

#: Sort of thing → element → attribute → value, as :mod:`.dump` writes it.
Dump = Mapping[str, Mapping[str, Mapping[str, Any]]]

#: Stands beside the names of modules for what can't be told from which of them it comes.
WHOLE = "(database)"

#: Stands for an element or an attribute that one side has not.
ABSENT = "(absent)"
PRESENT = "(present)"
#: The two sides are installed one after the other: values that an installation takes from the clock
#: are as long after the creation of their record, give or take so many seconds.
CLOCK_TOLERANCE = 600


class Difference(NamedTuple):
    """One difference: of which sort, of which element, in which attribute, and both values."""

    sort: str
    element: str
    attribute: str
    original: Any
    copy: Any

    def __str__(self) -> str:
        place = " / ".join(part for part in self[:3] if part)
        return f"{place}:\n    original: {_shown(self.original)}\n    copy:     {_shown(self.copy)}"


def differences(original: Dump, copy: Dump) -> list[Difference]:
    """Compare two dumps; what only one side has is named once, not attribute by attribute."""
    return [
        Difference(sort, element, *found)
        for sort in _either(original, copy)
        for element in _either(original.get(sort, {}), copy.get(sort, {}))
        for found in _of_element(
            original.get(sort, {}).get(element), copy.get(sort, {}).get(element)
        )
    ]


def _of_element(
    original: Mapping[str, Any] | None, copy: Mapping[str, Any] | None
) -> Iterator[tuple[str, Any, Any]]:
    if original is None or copy is None:
        yield "", _presence(original), _presence(copy)
        return
    for attribute in _either(original, copy):
        ours, theirs = original.get(attribute, ABSENT), copy.get(attribute, ABSENT)
        if not _same(ours, theirs):
            yield attribute, ours, theirs


def _same(original: Any, copy: Any) -> bool:
    if _is_time(original) and _is_time(copy):
        return original["at"] == copy["at"] or (
            abs(original["after"] - copy["after"]) <= CLOCK_TOLERANCE
        )
    if isinstance(original, dict) and isinstance(copy, dict):
        return original.keys() == copy.keys() and all(
            _same(value, copy[key]) for key, value in original.items()
        )
    if isinstance(original, list) and isinstance(copy, list):
        return len(original) == len(copy) and all(map(_same, original, copy))
    # In Python True == 1, in a manifest or a field's argument they are not the same.
    return type(original) is type(copy) and bool(original == copy)


def _is_time(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"at", "after"}


def _either(original: Mapping[str, Any], copy: Mapping[str, Any]) -> list[str]:
    return sorted({*original, *copy})


def _presence(element: object) -> str:
    return ABSENT if element is None else PRESENT


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) < 2000 else f"{text[:2000]} …"
