"""Languages that a flow reads or writes in, active on that side."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
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
                    text(
                        "%(source)s has texts in %(code)s, a language that is not active in "
                        "%(destination)s; activate it there if they are to come along, and write "
                        "them by a step with that language.",
                        source=source.side.name,
                        code=code,
                        destination=destination.side.name,
                    ),
                    "languages",
                    code,
                    destination.step.connection,
                )


def _inactive(side: Side, code: str, path: str, connection: str | None) -> Iterator[Finding]:
    if code not in side.languages():
        message = text(
            "the language %(code)s is not active in %(side)s; activate it there.",
            code=code,
            side=side.name,
        )
        yield Finding(path, "error", message, "languages", code, connection)
