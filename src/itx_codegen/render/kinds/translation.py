"""Translations: entries of PO files."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.translation import Translation
from ..dispatch import renders
from ..parts import Part, Term, Translated
from ..site import Site


@renders(Translation)
def translation(node: Translation, site: Site) -> Iterator[Part]:
    """One entry in the language's file; places that it names itself go into the template too."""
    for place in node.places:
        yield Term(site.path, place, node.source)
    yield Translated(site.path, node.lang, node.source, node.value)
