"""What has another name in the new export: the identities of the elements tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..diff import Rename, diff
from ..ir import Document
from ..ir.naming import underscored
from ..render.python_source import class_name


class Renames:
    """Old names and the new ones, in all the forms in which files are called and have parts."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = dict(pairs)
        longest_first = sorted(self._pairs, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        self._pattern = (
            re.compile(rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])") if words else None
        )

    @classmethod
    def between(cls, base: Document, new: Document) -> Renames:
        """Return the renames that lead from one document to the other."""
        pairs: dict[str, str] = {}
        for operation in diff(base, new):
            if isinstance(operation, Rename):
                old, name = operation.old, operation.new
                pairs |= {old: name, underscored(old): underscored(name)}
                pairs[class_name(old)] = class_name(name)
        return cls(pairs)

    def of_models(self) -> dict[str, str]:
        """Return the names of models as they were, and as they are."""
        return {old: new for old, new in self._pairs.items() if "." in old}

    def follow(self, name: str, there: Iterable[str]) -> str:
        """Return what `name` is called now, if that is in `there`; else `name` as it is."""
        if self._pattern is None:
            return name
        now = self._pattern.sub(lambda found: self._pairs[found[0]], name)
        return now if now in there else name
