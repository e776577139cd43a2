"""Translations: each text once in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.translation import Translation
from ...messages import text
from ..context import Context

#: A code of a language as Odoo has them: `th`, `th_TH`, `es_419`, `sr@latin`.
_LANG = re.compile(r"[a-z]{2,3}(_[A-Z]{2}|_[0-9]{3})?(@[a-z]+)?\Z")
#: A place as `odoo.tools.translate` writes it.
_PLACE = re.compile(r"((model|model_terms):[\w.]+,\w+:\w+\.[^ ]+|code:addons/[\w./-]+:\d+)\Z")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each translation that a PO file can't hold."""
    seen: dict[tuple[str, str], str] = {}
    for path, one in context.of(Translation):
        if not _LANG.match(one.lang) or one.lang.startswith("en_US"):
            message = text(
                "%(lang)s is no language to translate into; write a code such as th_TH.",
                lang=repr(one.lang),
            )
            yield Problem(f"{path}.lang", message)
        if not one.source.strip():
            yield Problem(f"{path}.source", text("A translation needs the text that it is of."))
        if not one.value:
            yield Problem(f"{path}.value", text("A translation needs the text in the language."))
        other = seen.setdefault((one.lang, one.source), path)
        if other != path:
            message = text("%(other)s translates the same text; keep one of the two.", other=other)
            yield Problem(path, message)
        for place in one.places:
            if not _PLACE.match(place):
                yield Problem(
                    f"{path}.places",
                    text("%(place)s is no place as PO files name it.", place=repr(place)),
                )
