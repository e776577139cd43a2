"""Words that mean the same, read from `synonyms.yml` beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from .words import Words, stem, words

#: Of a field that an entry names, though not first; of an entry that says so of itself.
_BESIDE, _WEAKER = 0.97, 0.9
#: From so many letters on, words may be spelled a little otherwise: from this score on, of 100.
_LONG, _SLIP = 7, 88.0


class Synonyms(BaseModel):
    """One entry of the file: see there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    models: tuple[str, ...] = ()
    weaker: bool = False


class Known(NamedTuple):
    """A field that means the same as a header. `strength`: up to 1; `word`: the first of the entry
    that says so, which is what such a field is called.
    """

    strength: float
    word: str


class Meaning:
    """What headers mean for the fields of one model; empty: of any."""

    def __init__(self, model: str) -> None:
        entries = [one for one in synonyms() if not one.models or model in one.models]
        self._groups = [
            (entry, frozenset("".join(words(word)) for word in entry.words)) for entry in entries
        ]
        self._found: dict[str, list[tuple[Synonyms, frozenset[str], float]]] = {}

    def same(self, header: Words, field: Words, label: bool = False) -> Known | None:
        """Whether a header stands for a name or a label of a field; None: not that we know."""
        others = {"".join(field), "".join(stem(field))}
        known = [
            Known(alike * _strength(entry, others, label), entry.words[0])
            for entry, group, alike in self._of("".join(header))
            if not others.isdisjoint(group)
        ]
        return max(known, default=None)

    def _of(self, header: str) -> list[tuple[Synonyms, frozenset[str], float]]:
        """The entries that a header belongs to, and how much."""
        if header not in self._found:
            self._found[header] = [
                (entry, group, alike)
                for entry, group in self._groups
                if (alike := max(_spelled(header, word) for word in group))
            ]
        return self._found[header]


def _strength(entry: Synonyms, field: set[str], label: bool) -> float:
    """The first word of an entry is what the field is called that all the others mean."""
    if entry.weaker:
        return _WEAKER
    first = "".join(words(entry.words[0]))
    return 1.0 if first in field and not label else _BESIDE


def _spelled(header: str, word: str) -> float:
    """1 for the same; a little less for a slip of the pen; 0 for another word."""
    if header == word:
        return 1.0
    if min(len(header), len(word)) < _LONG:
        return 0.0
    return fuzz.ratio(header, word, score_cutoff=_SLIP) / 100


@cache
def synonyms() -> tuple[Synonyms, ...]:
    """All entries, in their order."""
    text = Path(__file__).with_name("synonyms.yml").read_text(encoding="utf-8")
    return tuple(Synonyms.model_validate(entry) for entry in yaml.safe_load(text))
