"""Classes of models, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..literals import Import, Literal
from ..python_source import formatted, import_lines
from ..templates import fill
from .base import Part


@dataclass(frozen=True)
class Member(Part):
    """Something with a name in the class of `model`: a field, a constraint, a method."""

    model: str
    section: str  # "fields", "constraints" or "methods"
    name: str
    source: str
    imports: frozenset[Import]


@dataclass(frozen=True)
class Class(Part):
    """A model's class in the file `path`; `base` is an attribute of `odoo.models`."""

    path: str
    model: str
    name: str
    base: str
    attributes: tuple[tuple[str, Literal], ...] = field(default=())


@dataclass(frozen=True)
class PackageImport(Part):
    """A name that the module's package takes from one of its files, where Odoo looks for it."""

    module: str
    name: str


def compose(owner: Class, members: Sequence[Member]) -> bytes:
    """Return the Python file of a model."""
    imports = {Import("odoo", "models")}
    for member in members:
        imports |= member.imports
    for _, value in owner.attributes:
        imports |= value.imports
    source = fill(
        "models/model.py.jinja",
        imports=import_lines(imports),
        owner=owner,
        sections=[
            [member for member in members if member.section == section]
            for section in ("fields", "constraints")
        ],
        methods=[member for member in members if member.section == "methods"],
    )
    return formatted(source, owner.origin)
