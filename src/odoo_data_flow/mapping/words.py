"""The words of a header, however it is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Words = tuple[str, ...]

#: Words at the end of a name that say what sort of value it has, not which.
_SORTS = frozenset({"id", "ids", "xml", "external", "ref", "code"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
#: A header in two languages, or with its unit: `ชื่อ (Name)`, `Name / ชื่อ`.
_BRACKETS = re.compile(r"[(\[{（【](.*?)[)\]}）】]")
_DIVIDED = re.compile(r"[/|\n\r:;]+")
#: A path from a record to another one: its parts are no names of the record.
_PATH = re.compile(r"[a-z0-9_./]+")
#: Thai as it is typed and as it should be: a vowel in two halves, a tone before its vowel.
_TWO_HALVES = re.compile("\u0e40\u0e40")
_TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a])")


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    """The words of a name without regard to case, in `snake_case`, `camelCase` or with blanks.

    In scripts that put no blanks between words, such as Thai, marks belong to their letters.
    Letters that nobody sees are left out; digits are those of the West.
    """
    plain = unicodedata.normalize("NFKC", _HUMP.sub(" ", text)).casefold()
    plain = _TONE_FIRST.sub(r"\2\1", _TWO_HALVES.sub("\u0e41", plain))
    return tuple("".join(map(_letter, plain)).split())


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[Words, ...]:
    """What a header may mean: all of it, what stands outside of brackets, and each of its parts."""
    if _PATH.fullmatch(text):
        return (words(text),) if words(text) else ()
    parts = [text, _BRACKETS.sub(" ", text), *_BRACKETS.findall(text)]
    parts += [piece for part in parts for piece in _DIVIDED.split(part)]
    return tuple(dict.fromkeys(found for part in parts if (found := words(part))))


def stem(name: Words) -> Words:
    """The words without those at their end that only say what sort of value it is."""
    while len(name) > 1 and name[-1] in _SORTS:
        name = name[:-1]
    return name


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Cf":
        return ""
    return letter if category[0] in "LNM" else " "
