"""Catalogues of languages: what is translated, message by message."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..data_files.messages import Message, messages
from ..ir.kinds.translation import Translation
from ..messages import Message as Sentence
from ..messages import text
from .draft import Cut, Draft, Raw
from .said import said

_NOT_PLAIN = text("It is no plain message: obsolete, doubtful, or with a context or a plural.")
_NOT_TRANSLATED = text("It is not translated, or translated twice.")


def is_asked_for(path: str, draft: Draft) -> bool:
    """Tell whether a file is a catalogue of a language of which terms are to be modelled.

    Who asks for `th_TH` gets `th` too: Odoo reads both for it.
    """
    pure = PurePosixPath(path)
    codes = {code for asked in draft.languages or () for code in (asked, asked.partition("_")[0])}
    return pure.parts[:-1] == ("i18n",) and pure.suffix == ".po" and pure.stem in codes


def split_catalogue(path: str, source: str, draft: Draft) -> list[Cut]:
    """Put the translations of a catalogue into the draft; return the pieces of its text."""
    lang = PurePosixPath(path).stem
    seen: set[str] = set()
    cuts: list[Cut] = []
    line = 1
    for message in messages(source):
        raw = None
        if message.source and message.value and message.source not in seen:
            seen.add(message.source)
            values = {"lang": lang, "source": message.source, "value": message.value}
            raw = draft.add("translations", said(Translation, values))
        if raw is not None or "msgid" in message.text:
            draft.found("translation", path, line, message.source, raw, _reason(raw, message))
        cuts.append(Cut(message.text, raw))
        line += message.text.count("\n")
    return cuts


def _reason(raw: Raw | None, message: Message) -> Sentence | str:
    if raw is not None:
        return ""
    return _NOT_TRANSLATED if message.source else _NOT_PLAIN
