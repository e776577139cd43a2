"""Modules and versions on both sides of a flow."""

from __future__ import annotations

from collections.abc import Iterator

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
            f"{source.side.name} is Odoo {there}, {destination.side.name} is Odoo {here}: fields "
            "may mean something else there. Look at the first rows in a dry run.",
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
                f"{source.reader.model} is extended by the module {name} in {source.side.name}, "
                f"which is not installed in {destination.side.name}: what it adds has no place "
                "there. Install it, or do without.",
                "modules",
                name,
                destination.step.connection,
            )
        elif there and there.get(name) != installed[name]:
            yield Finding(
                f"{destination.path}.model",
                "info",
                f"the module {name} has version {there.get(name)} in {source.side.name}, and "
                f"{installed[name]} in {destination.side.name}.",
                "modules",
                name,
                destination.step.connection,
            )
