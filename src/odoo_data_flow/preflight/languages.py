"""Languages that a flow reads or writes in, active on that side."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding
from .inquiry import Inquiry
from .side import Side


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Named ones, and those of a source whose translations have no place at the destination."""
    for source in inquiry.sources:
        if source.reader.lang:
            path = f"{source.path}.options.lang"
            yield from _inactive(source.side, source.reader.lang, path, source.step.connection)
    for destination in inquiry.destinations:
        lang = destination.options.context.get("lang")
        if lang:
            path = f"{destination.path}.options.context.lang"
            yield from _inactive(destination.side, str(lang), path, destination.step.connection)
        origins = inquiry.origins(destination.step).values()
        steps = {origin.step.name for origin in origins if origin.described}
        translated = [
            target.field
            for target in destination.targets
            if (destination.fields or {}).get(target.field, {}).get("translate")
        ]
        for source in inquiry.sources:
            if source.step.name not in steps or not translated:
                continue
            for code in sorted(source.side.languages() - destination.side.languages()):
                yield Finding(
                    f"{destination.path}.mapping.{translated[0]}",
                    "info",
                    f"{source.side.name} has texts in {code}, a language that is not active in "
                    f"{destination.side.name}; activate it there if they are to come along, and "
                    "write them by a step with that language.",
                    "languages",
                    code,
                    destination.step.connection,
                )


def _inactive(side: Side, code: str, path: str, connection: str | None) -> Iterator[Finding]:
    if code not in side.languages():
        message = f"the language {code} is not active in {side.name}; activate it there."
        yield Finding(path, "error", message, "languages", code, connection)
