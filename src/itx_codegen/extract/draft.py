"""A document in the making: what the files of a module say, before it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from ..messages import Message
from .names import Names
from .report import Entry, Kept

#: Characters that XML and so the records of documents can't hold.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: An element as `itx_codegen.ir.load` takes it. What a splitter puts into a draft is known by its
#: identity: pieces and findings refer to the very same dict.
Raw = dict[str, Any]


class NotReadError(Exception):
    """A file can't be taken apart; the message says why. It is carried as it is."""


class Cut(NamedTuple):
    """A part of a file's text; one without an element is carried as it stands.

    `part` names the attributes of the element that the text says, separated by commas: all of them
    where it is empty (see `itx_codegen.ir.canonical.digest`).
    """

    text: str
    of: Raw | None = None
    part: str = ""


@dataclass
class Finding:
    """Something that stands in a file. Without an element it is carried, for the reason given.

    With one, a reason says why the element is only a data record.
    """

    sort: str
    path: str
    line: int
    name: str
    of: Raw | None = None
    reason: str = ""

    def entry(self) -> Entry:
        """Return what the report says of it."""
        kept = Kept.VERBATIM if self.of is None else Kept.MODELLED
        return Entry(self.sort, self.path, self.line, self.name, kept, self.reason)


@dataclass
class Draft:
    """What has been read so far of the module `name` with the files `tree`.

    `languages` are those of which terms are modelled; without, all catalogues are carried.
    `manifest` is what the manifest says, evaluated.
    """

    name: str
    tree: Mapping[str, bytes]
    manifest: dict[str, Any]
    languages: Collection[str] | None = None
    module: Raw = field(default_factory=dict)
    collections: dict[str, list[Raw]] = field(default_factory=dict)
    cuts: dict[str, list[Cut]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    #: id of an element that says records by a kind of their own → what makes data of them again,
    #: for the reason given.
    take_back: dict[int, Callable[[Message], None]] = field(default_factory=dict)

    def add(self, collection: str, raw: Raw) -> Raw:
        """Put an element into a list of the document, and return it."""
        self.collections.setdefault(collection, []).append(raw)
        return raw

    def found(
        self, sort: str, path: str, line: int, name: str, of: Raw | None = None, reason: str = ""
    ) -> None:
        """Note something that stands in a file; with an element if that says it."""
        self.findings.append(Finding(sort, path, line, name, of, reason))

    def text(self, path: str) -> str | None:
        """Return the text of a file, None where it is none that a document can hold."""
        return text_of(self.tree[path])

    @cached_property
    def names(self) -> Names:
        """What the module calls its records and the models; for when its Python has been read."""
        classes = self.collections.get("models", ())
        return Names(self.name, self.tree, classes, self.module)

    @cached_property
    def loaded(self) -> dict[str, bool]:
        """The data files in the order in which Odoo loads them → whether with demo data only."""
        data = [path for path in self._listed("data") if path in self.tree]
        demo = [path for path in self._listed("demo") if path in self.tree]
        return {path: path not in data for path in (*data, *demo)}

    def _listed(self, key: str) -> Iterator[str]:
        held = self.manifest.get(key)
        for path in held if isinstance(held, (list, tuple)) else ():
            if isinstance(path, str):
                yield path


def text_of(content: bytes) -> str | None:
    """Return a text in UTF-8, None where it is none or holds what no database keeps."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _UNWRITABLE.search(text) else text


def joined(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """Return the pieces with carried ones that stand side by side as one, and no empty ones."""
    result: list[Cut] = []
    for cut in cuts:
        if not cut.text:
            continue
        if cut.of is None and result and result[-1].of is None:
            result[-1] = Cut(result[-1].text + cut.text)
        else:
            result.append(cut)
    return tuple(result)
