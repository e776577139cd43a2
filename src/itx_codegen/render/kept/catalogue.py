"""Catalogues of a module that was taken in: translations that changed, terms that came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ...data_files.messages import Message, messages, quoted
from ...ir.kinds.source_file import Piece
from ..parts import Part, Term, Translated
from ..parts import term as term_part
from ..templates import SERIES
from .loom import Loom, State


def claims(path: str) -> bool:
    """Tell whether a file is a catalogue of a language."""
    return path.startswith("i18n/") and path.endswith(".po")


def home(part: Part, loom: Loom) -> str:
    """Return the catalogue of the language of a new translation."""
    path = f"i18n/{part.lang}.po" if isinstance(part, Translated) else ""
    return path if path in loom.files else ""


def weave(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str:
    """Return the text of a catalogue."""
    written = ""
    for piece in pieces:
        state = loom.state(piece)
        if state is State.TRUE:
            written += piece.text
        elif state is State.TOUCHED:
            (new,) = (one for one in loom.parts(piece.of) if isinstance(one, Translated))
            (message,) = messages(piece.text)
            written += message.translated(new.text, new.value)
    known = {term.text: term for term in _template(loom)}
    for part in additions:
        if isinstance(part, Translated):
            places = [known[part.text].place] if part.text in known else []
            written = _with_message(written, part.text, part.value, places, loom.scope.module)
    return written


def catalogues(kept: Mapping[str, str], parts: Sequence[Part], loom: Loom) -> dict[str, str]:
    """Return path → text of the catalogues that change or come, for what was touched or is new.

    `kept` are the texts of the files that stay; `parts` those of new elements that have no place in
    these. The template gets the terms that it lacks; a language without a catalogue gets one.
    """
    module = loom.scope.module
    template = f"i18n/{module}.pot"
    changed: dict[str, str] = {}
    if template in kept and not loom.regenerate:
        text = _with_terms(kept[template], list(_terms(loom)), module)
        if text != kept[template]:
            changed[template] = text
    new = [part for part in parts if isinstance(part, Translated)]
    version = f"{SERIES}.{loom.document.module.version}"
    terms = [*_template(loom), *_terms(loom)]
    for lang, held in groupby(sorted(new, key=lambda one: one.lang), lambda one: one.lang):
        content = term_part.compose(terms, module, version, lang, list(held))
        changed[f"i18n/{lang}.po"] = content.decode("utf-8")
    return changed


def _terms(loom: Loom) -> Iterator[Term]:
    """Yield the terms of elements that are new or say something else now."""
    touched = {
        piece.of
        for pieces in loom.files.values()
        for piece in pieces
        if loom.state(piece) is State.TOUCHED
    }
    new = {element.node.uid for element in loom.new}
    for uid in loom.scope.elements:
        if uid in new or uid in touched:
            found = (part for part in loom.parts(uid) if isinstance(part, Term))
            yield from (term for term in found if term.translatable)


def _template(loom: Loom) -> Iterator[Term]:
    """Yield the terms of the template that was taken in."""
    path = f"i18n/{loom.scope.module}.pot"
    text = "".join(piece.text for piece in loom.files.get(path, ()))
    for message in messages(text):
        for line in message.places().splitlines():
            for place in line.removeprefix("#:").split():
                yield Term(path, place, message.source)


def _with_terms(text: str, terms: Sequence[Term], module: str) -> str:
    """Return the text of a template with terms and places that it does not have yet."""
    held: dict[str, Message] = {}
    parts = []
    for message in messages(text):
        parts.append(message)
        if message.source:
            held[message.source] = message
    missing: dict[str, list[str]] = {}
    for term in dict.fromkeys((term.text, term.place) for term in terms):
        source, place = term
        if source not in held:
            missing.setdefault(source, []).append(place)
        elif place not in held[source].places().split():
            held[source] = held[source]._replace(text=held[source].placed(place))
    written = "".join(held.get(one.source, one).text if one.source else one.text for one in parts)
    for source, places in missing.items():
        written = _with_message(written, source, "", places, module)
    return written


def _with_message(text: str, source: str, value: str, places: Sequence[str], module: str) -> str:
    """Return the text of a catalogue with a message at its end."""
    entry = [f"#. module: {module}", *(f"#: {place}" for place in places)]
    entry += [f"msgid {quoted(source)}", f"msgstr {quoted(value)}"]
    return f"{text.rstrip()}\n\n" + "\n".join(entry) + "\n"
