"""A version of a module that was given away: its document in full, and the records of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..ir import Document
from ..messages import text

_NUMBER = re.compile(r"\d+(\.\d+)*\Z")


class RecordId(NamedTuple):
    """A record of a data file: its XML id without the module, its model, whether people own it.

    `code` is the Python of a scheduled action.
    """

    xml_id: str
    model: str
    noupdate: bool
    code: str = ""


@dataclass(frozen=True)
class Version:
    """`document` is lowered; `records` are those of each element (by uid), in the files' order."""

    document: Document
    records: Mapping[str, tuple[RecordId, ...]]

    @property
    def number(self) -> str:
        """The module's own version: `1.1.0`."""
        return self.document.module.version


def ordinal(number: str) -> tuple[int, ...]:
    """Return a version as what it is sorted by. Raises DocumentError for what is no version."""
    if not _NUMBER.match(number):
        message = text("%(value)s is no version; write three numbers, as in 1.0.0.", value=number)
        raise DocumentError([Problem("module.version", message)])
    return tuple(int(part) for part in number.split("."))


def above(number: str, former: Iterable[str]) -> str:
    """Return `number`, or if a former one is as high, the next one above all of them.

    What is no version comes back as it is: the validation says so.
    """
    known = [ordinal(one) for one in former]
    if not known or not _NUMBER.match(number) or ordinal(number) > max(known):
        return number
    *head, last = max(known)
    return ".".join(map(str, (*head, last + 1)))
