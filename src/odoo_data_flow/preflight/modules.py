"""Modules and versions on both sides of a flow."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
from .finding import Finding
from .inquiry import Destination, Inquiry, Source


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Of each model that is written from a model, without a script between."""
    for destination in inquiry.destinations:
        steps = {origin.step.name for origin in inquiry.origins(destination.step).values()}
        for source in inquiry.sources:
            if source.step.name in steps and source.fields is not None:
                yield from _series(source, destination)
                yield from _modules(source, destination)


def _series(source: Source, destination: Destination) -> Iterator[Finding]:
    here, there = destination.side.version(), source.side.version()
    if here != there:
        yield Finding(
            f"{destination.path}.model",
            "info",
            text(
                "%(source)s is Odoo %(there)s, %(destination)s is Odoo %(here)s: fields may mean "
                "something else there. Look at the first rows in a dry run.",
                source=source.side.name,
                there=there,
                destination=destination.side.name,
                here=here,
            ),
            "modules",
            source.reader.model,
            destination.step.connection,
        )


def _modules(source: Source, destination: Destination) -> Iterator[Finding]:
    installed, there = destination.side.modules(), source.side.modules()
    if installed is None:
        return
    for name in source.side.modules_of(source.reader.model):
        if name not in installed:
            yield Finding(
                f"{destination.path}.model",
                "warning",
                text(
                    "%(model)s is extended by the module %(name)s in %(source)s, which is not "
                    "installed in %(destination)s: what it adds has no place there. Install it, "
                    "or do without.",
                    model=source.reader.model,
                    name=name,
                    source=source.side.name,
                    destination=destination.side.name,
                ),
                "modules",
                name,
                destination.step.connection,
            )
        elif there and there.get(name) != installed[name]:
            yield Finding(
                f"{destination.path}.model",
                "info",
                text(
                    "the module %(name)s has version %(there)s in %(source)s, and %(here)s in "
                    "%(destination)s.",
                    name=name,
                    there=there.get(name),
                    source=source.side.name,
                    here=installed[name],
                    destination=destination.side.name,
                ),
                "modules",
                name,
                destination.step.connection,
            )
