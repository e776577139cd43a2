"""In which encoding a text file is written; refused where the bytes don't tell.

Marks of the encoding at the start, null bytes and UTF-8 tell by themselves. Encodings of one byte
for a character never do: every file fits several of them. What is asked is therefore which of them
makes words of the bytes: Thai by the order in which its signs may stand, others by the fewest
languages that have all of the letters. If two readings are equally good, none is taken.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from ..errors import FlowError
from ..messages import text

#: Longer marks first: that of UTF-16 begins that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_THAI = "cp874"
#: What else is shown to the person who has to choose.
_OTHERS = ("cp1251", "cp1253", "koi8-r", "cp1255", "cp1256", "gb18030", "cp932")
#: The letters besides a to z that are common in a language.
_WEST = {
    "Danish": "æøåé", "Dutch": "éëïöüè", "Finnish": "äöå", "French": "àâçéèêëîïôûùœÿ",
    "German": "äöüß", "Icelandic": "áðéíóúýþæö", "Italian": "àèéìòù",
    "Portuguese": "ãáâàçéêíóôõú", "Spanish": "áéíñóúü", "Swedish": "åäöé",
}  # fmt: skip
_CENTRE = {
    "Czech": "áčďéěíňóřšťúůýž", "German": "äöüß", "Hungarian": "áéíóöőúüű", "Polish": "ąćęłńóśźż",
    "Romanian": "ăâîșțşţ", "Slovak": "áäčďéíľňóôšťúýž", "Slovene": "čšžćđ",
}  # fmt: skip
_BALTIC = {"Estonian": "äõöüšž", "Latvian": "āčēģīķļņšūž", "Lithuanian": "ąčęėįšųūž"}
_TURKISH = {**_WEST, "Turkish": "çğıİöşü"}
#: Encoding → the languages that it is used for. The first of those that read the same is taken.
_LATIN = {
    "cp1252": _WEST, "iso8859-15": _WEST, "cp1250": _CENTRE, "iso8859-2": _CENTRE,
    "cp1254": _TURKISH, "cp1257": _BALTIC, "cp850": _WEST, "cp852": _CENTRE, "mac-roman": _WEST,
}  # fmt: skip
#: Encoding → the one that sorts its characters by use, and the first byte of the last common ones.
_WIDE = {
    "gb2312": ("gb2312", 0xD7), "euc-kr": ("euc-kr", 0xC8), "big5": ("big5", 0xC6),
    "euc-jp": ("euc-jp", 0xCF), "shift-jis": ("euc-jp", 0xCF),
}  # fmt: skip
_SIGNS = frozenset("“”„‘’‚‹›«»–—…•·€£¥§°ºª©®™²³½¼¾±×µ¿¡\xa0")
_NO_SIGNS = dict.fromkeys(map(ord, _SIGNS), " ")
_LETTERS = re.compile(r"[^\W\d_]+")
_THAI_RUN = re.compile("[\u0e01-\u0e5b]+")
_WIDE_RUN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]+")
#: Thai as it is written: a vowel before its consonant, marks above and below it, vowels behind.
_THAI_WORD = re.compile(
    "(?:[เ-ไ]?[ก-ฮ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{0,3}[ะาำๅ]{0,2}|[ฯๆ๐-๙฿])+"
)
#: Signs that must be there to speak of Thai at all, and so many that it can be nothing else.
_SOME, _MANY = 4, 16
#: By so many languages less a reading is no better than another.
_AHEAD = 1
_BLOCK = 1 << 20
#: As many bytes of lines that are not ASCII say enough.
_SAMPLE = 1 << 16


def encoding_of(path: Path) -> str:
    """The encoding (a Python codec) of a file.

    The whole file is looked at, in pieces. Raises FlowError (path `options.encoding`) with the
    readings that are possible, and OSError.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if b"\0" in start:
        return _by_nulls(start, path.name)
    is_utf8 = _is_utf8(path)
    sample = _sample(path)
    if is_utf8 and not _misread(sample):
        return "utf-8-sig"
    readings = _readings(sample)
    if is_utf8:
        readings.insert(0, (1, "utf-8", sample.decode()))
    readings.sort(key=lambda reading: reading[0])
    best = [(name, text) for cost, name, text in readings if cost <= readings[0][0] + _AHEAD]
    if not is_utf8 and len({text for _name, text in best}) == 1:
        return best[0][0]
    raise _undecided(path.name, sample, best)


def _by_nulls(start: bytes, name: str) -> str:
    """UTF-16 without a mark: in most texts every second byte of some characters is null."""
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if not start[1 - offset :: 2].count(0):
            return encoding
    raise FlowError(
        "options.encoding",
        text("%(name)s holds null characters; it is no text, or not in one encoding.", name=name),
    )


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _sample(path: Path) -> bytes:
    """The lines that are not plain ASCII, the first of them if there are many."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while block := file.readlines(_BLOCK):
            if b"".join(block).isascii():
                continue
            for line in block:
                if not line.isascii():
                    lines.append(line)
                    size += len(line)
                if size >= _SAMPLE:
                    return b"".join(lines)
    return b"".join(lines)


def _misread(sample: bytes) -> bool:
    """Whether bytes that happen to be UTF-8 may well be words of another encoding: seldom, and
    only where there are few of them.
    """
    text = sample.decode(errors="ignore")
    signs = [character for character in text if not character.isascii()]
    if len(signs) >= _MANY or any(map(str.isalnum, signs)):
        return False
    thai = _decoded(sample, _THAI)
    return bool(signs) and thai is not None and _is_thai(thai)


def _readings(sample: bytes) -> list[tuple[int, str, str]]:
    """The encodings that make words of the bytes: how far-fetched these are, name, text."""
    found = []
    for name in (_THAI, *_LATIN, *_WIDE):
        text = _decoded(sample, name)
        if text is None:
            continue
        if name == _THAI:
            cost = int(_is_thai(text))
        elif name in _WIDE:
            cost = int(_is_wide(text, *_WIDE[name]))
        else:
            cost = _languages(text, _LATIN[name])
        if cost:
            found.append((cost, name, text))
    return found


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_thai(text: str) -> bool:
    foreign = [one for one in text if not one.isascii() and one not in _SIGNS]
    runs = [run[0] for run in _THAI_RUN.finditer(text)]
    right = sum(len(word[0]) for run in runs if len(run) > 1 for word in _THAI_WORD.finditer(run))
    return (
        len(foreign) >= _SOME
        and right >= 0.9 * len(foreign)
        and (len(foreign) >= _MANY or _stand_apart(text, _THAI_RUN))
    )


def _is_wide(text: str, ranked: str, last: int) -> bool:
    """Whether all that is not ASCII is Chinese, Japanese or Korean, most of it in common use."""
    foreign = [one for one in text if not one.isascii()]
    if not all(_WIDE_RUN.match(one) for one in foreign):
        return False
    common = sum(one.encode(ranked, "replace")[0] <= last for one in foreign)
    return common >= 0.9 * len(foreign) and _stand_apart(text, _WIDE_RUN)


def _stand_apart(text: str, runs: re.Pattern[str]) -> bool:
    """Whether signs of another script are no part of words in ASCII."""
    return not any(
        one.isascii() and one.isalnum()
        for run in runs.finditer(text)
        for one in text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
    )


def _languages(text: str, known: Mapping[str, str]) -> int:
    """How many of the known languages a text needs to have all its letters, and one more for signs
    that are no letters; 0: these are no words.
    """
    letters: Counter[str] = Counter()
    plain = odd = 0
    for word, times in Counter(_LETTERS.findall(text.translate(_NO_SIGNS))).items():
        own = [place for place, one in enumerate(word) if not one.isascii()]
        if own:
            for place in own:
                letters[word[place] if word[place] == "İ" else word[place].lower()] += times
            plain += (len(word) - len(own)) * times
            odd += sum(_is_oddly_large(word, place) for place in own) * times
    total = sum(letters.values())
    if total > plain:
        return 0
    signs = [place for place, one in enumerate(text) if not one.isascii() and not _is_letter(one)]
    for place in signs:
        inside = text[max(place - 1, 0) : place].isalpha() and text[place + 1 : place + 2].isalpha()
        odd += text[place] not in _SIGNS or (inside and text[place] not in "’·")
    if odd > 0.02 * (total + len(signs)):
        return 0
    if not total:
        return 1
    for count in range(1, 6):
        for some in combinations(known.values(), count):
            if sum(letters[one] for one in set("".join(some))) >= 0.98 * total:
                return count + bool(signs)
    return 0


def _is_letter(one: str) -> bool:
    return one.isalpha() and one not in _SIGNS


def _is_oddly_large(word: str, place: int) -> bool:
    """Whether a capital letter stands among small ones: a sign of the wrong encoding."""
    beside = word[max(place - 1, 0) : place] + (word[place + 1 : place + 2] if place else "")
    return word[place].isupper() and any(one.islower() for one in beside)


def _undecided(name: str, sample: bytes, best: list[tuple[str, str]]) -> FlowError:
    """With what a person needs to choose: the first word of another kind in each reading."""
    readings = best or [
        (other, reading)
        for other in (_THAI, "cp1252", "cp1250", *_OTHERS)
        if (reading := _decoded(sample, other)) is not None
    ]
    shown: list[tuple[str, str]] = []
    for encoding, reading in readings:
        example = next(
            (word for word in re.findall(r"[^\s,;|\"]+", reading) if not word.isascii()), ""
        )
        if all(example != known for _encoding, known in shown):
            shown.append((encoding, example))
    listed = ", ".join(f"{encoding} ({example[:30]!r})" for encoding, example in shown[:5])
    message = (
        text(
            "%(file)s fits several encodings; name it here. It may be %(known)s.",
            file=name,
            known=listed,
        )
        if best
        else text(
            "%(file)s is in no encoding that can be told by itself; name it here. It may be "
            "%(known)s.",
            file=name,
            known=listed,
        )
    )
    return FlowError("options.encoding", message)
