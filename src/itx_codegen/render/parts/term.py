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


def compose(terms: Sequence[Term], module: str, version: str) -> bytes:
    """Return the translation template: each text once, with all its places, in Odoo's layout."""
    places: dict[str, set[str]] = {}
    for term in terms:
        if term.translatable:
            places.setdefault(term.text, set()).add(term.place)
    catalogue = polib.POFile()
    catalogue.header = f"Translation of the module {module}."
    catalogue.metadata = {
        "Project-Id-Version": f"{module} {version}",
        "Report-Msgid-Bugs-To": "",
        "Last-Translator": "",
        "Language-Team": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "",
        "Plural-Forms": "",
    }
    for text in sorted(places):
        catalogue.append(
            polib.POEntry(
                msgid=text,
                comment=f"module: {module}",
                occurrences=[(place, "") for place in sorted(places[text])],
            )
        )
    return f"{catalogue}\n".encode()
