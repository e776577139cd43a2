"""Texts to translate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polib

from .base import Part


@dataclass(frozen=True)
class Term(Part):
    """A text, and where it stands: `type:model,field:module.xml_id`, as Odoo writes it."""

    place: str
    text: str

    @property
    def translatable(self) -> bool:
        """Odoo's rule (`tools.translate.TranslationReader`): at least two letters or digits."""
        return len(re.sub(r"\W+", "", self.text)) > 1


@dataclass(frozen=True)
class Translated(Part):
    """What a text is called in a language."""

    lang: str
    text: str
    value: str


def compose(
    terms: Sequence[Term],
    module: str,
    version: str,
    lang: str = "",
    translations: Sequence[Translated] = (),
) -> bytes:
    """Return a catalogue: each text once, with all its places, in Odoo's layout.

    Without a language it is the template; with one it has the texts that are translated. A
    translation of a text that stands nowhere is kept as obsolete.
    """
    places: dict[str, set[str]] = {}
    for term in terms:
        if term.translatable:
            places.setdefault(term.text, set()).add(term.place)
    values = {one.text: one.value for one in translations}
    catalogue = polib.POFile()
    if lang:
        catalogue.header = f"Translation of the module {module} into {lang}."
    else:
        catalogue.header = f"Translation of the module {module}."
    catalogue.metadata = {
        "Project-Id-Version": f"{module} {version}",
        "Report-Msgid-Bugs-To": "",
        "Last-Translator": "",
        "Language-Team": "",
        **({"Language": lang} if lang else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "",
        "Plural-Forms": "",
    }
    for text in sorted(values if lang else places):
        found = sorted(places.get(text, ()))
        catalogue.append(
            polib.POEntry(
                msgid=text,
                msgstr=values.get(text, ""),
                comment="\n".join([f"module: {module}", *_sorts_of_code(found)]),
                occurrences=[(place, "") for place in found],
                obsolete=bool(lang) and not found,
            )
        )
    return f"{catalogue}\n".encode()


def _sorts_of_code(places: Sequence[str]) -> list[str]:
    """Return the comments by which Odoo tells texts of Python from those of the browser."""
    code = [place.rpartition(":")[0] for place in places if place.startswith("code:")]
    python = any(path.endswith(".py") for path in code)
    browser = any(not path.endswith(".py") for path in code)
    return [*(["odoo-python"] if python else []), *(["odoo-javascript"] if browser else [])]
