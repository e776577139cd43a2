"""What a live app is made of, under its names and those of the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..ir import Document
from ..ir.kinds.data import Data
from ..ir.kinds.group import Group
from ..ir.kinds.model import Model
from ..ir.kinds.paper_format import PaperFormat
from ..ir.kinds.privilege import Privilege
from ..names import live_module, live_renaming
from ..plan.project import live_projection

#: Records that the module goes on with, instead of making them anew.
_TAKEN_OVER = (Group, PaperFormat, Privilege)


@dataclass(frozen=True)
class Taking:
    """The constants of the generated `graduation/names.py`, under their names there."""

    module: str
    namespace: str
    models: dict[str, str]
    without_rows: list[str]
    tables: dict[str, str]
    link_tables: list[str]
    fields: dict[str, dict[str, str]]
    texts: dict[str, list[str]]
    taken_over: dict[str, dict[str, Any]]
    defaulted: list[tuple[str, str]]


def taking(document: Document) -> Taking:
    """Return what of a document lives in a database to which it was applied, and as what."""
    live = live_projection(document)[0]
    names = live_renaming(live)
    models = live.of(Model)
    rowless = {m.name for m in models if not m.extends and (m.abstract or m.transient)}
    held = [model for model in models if model.name not in rowless]
    return Taking(
        module=live.module.name,
        namespace=live_module(live.module.name),
        models={names.model(m.name): m.name for m in held if not m.extends},
        without_rows=sorted(names.model(name) for name in rowless),
        tables=dict(_tables(document)),
        link_tables=sorted(
            {f.relation_table for m in document.of(Model) for f in m.fields if f.relation_table}
        ),
        fields={
            names.model(model.name): {
                names.field(model.name, field.name): field.name for field in model.fields
            }
            for model in held
            if model.fields
        },
        texts={
            names.model(model.name): [names.field(model.name, name) for name in _texts(model)]
            for model in held
            if _texts(model)
        },
        taken_over=dict(_taken_over(live)),
        defaulted=[
            (names.model(model.name), names.field(model.name, field.name))
            for model in held
            for field in model.fields
            if field.default is not None or field.default_expression
        ],
    )


def _tables(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (model, table) where the class of a model names its table itself."""
    for model in document.of(Model):
        if "_table" in model.attributes:
            yield model.name, str(ast.literal_eval(model.attributes["_table"]))


def _texts(model: Model) -> list[str]:
    """Return the fields of a model whose text names a model."""
    beside = {field.model_field for field in model.fields if field.type == "many2one_reference"}
    return [f.name for f in model.fields if f.type == "reference" or f.name in beside]


def _taken_over(live: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (XML id, what is to be known of it); `fields` are those that the data overwrites."""
    for kind in _TAKEN_OVER:
        for node in live.of(kind):
            yield node.ident, {"fields": [], "noupdate": False}
    own = {model.name for model in live.of(Model) if not model.extends}
    for record in live.of(Data):
        fields = [] if record.model in own else list(record.values)
        yield record.xml_id, {"fields": fields, "noupdate": record.noupdate or record.demo}
