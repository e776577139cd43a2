"""What of a document a database without any addon of ours can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..ir import Document, normalized
from ..ir.kinds.constraint import Constraint
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from ..ir.kinds.module import HOOKS
from ..messages import Message, text
from ..names.renaming import live_renaming
from ..names.rewrite import rewritten
from ..plan.project import Limit, live_projection
from ..render.sql_constraint import words
from .patterns import spelled_out

#: Types for which Odoo's metadata lacks an argument that they can't be without.
_UNMAKEABLE = frozenset({"many2one_reference", "properties", "properties_definition"})
#: Arguments for which Odoo's metadata has no place.
_FIELD_ARGUMENTS = (
    "digits",
    "precision",
    "aggregator",
    "check_company",
    "compute_sudo",
    "precompute",
    "recursive",
    "attachment",
    "index_type",
    "context",
    "default_expression",
)
#: Mixin → the flag of `ir.model` that stands for it; both come with the module `mail`.
MIXINS: Mapping[str, str] = {
    "mail.thread": "is_mail_thread",
    "mail.activity.mixin": "is_mail_activity",
}


class Projected(NamedTuple):
    """The same content in the names of the code, and in those of a running database."""

    in_code: Document
    live: Document


def data_projection(document: Document) -> tuple[Projected, tuple[Limit, ...]]:
    """Return the part of a document that a data module can hold, and what is left out."""
    own: list[Limit] = []
    # What is made from the models (default views) must not speak of what they lose; and what is
    # made from other elements (wizards) brings models of its own.
    held, limits = live_projection(_with_models(document, own))
    further: list[Limit] = []
    held = spelled_out(_with_models(held, further), further)
    module = held.module.model_copy(update={**dict.fromkeys(HOOKS, ""), "hooks_head": ""})
    further += [
        Limit("module", hook, text("Hooks are Python: only the module with code has them."))
        for hook in document.module.hooks
    ]
    in_code = normalized(held.model_copy(update={"module": module}))
    # Beside nothing else of the module, records are called as in the code.
    renaming = replace(live_renaming(in_code), module=(module.name, module.name))
    live = normalized(rewritten(in_code, renaming))
    return Projected(in_code, live), (*own, *limits, *further)


def lost_fields(limits: tuple[Limit, ...]) -> frozenset[str]:
    """Return the names of the fields that are left out."""
    paths = [limit.path for limit in limits if not limit.attribute]
    found = (re.search(r"\.fields\[(\w+)\]\Z", path) for path in paths)
    return frozenset(match[1] for match in found if match)


def _with_models(document: Document, limits: list[Limit]) -> Document:
    models = tuple(_model(model, limits) for model in document.of(Model))
    return document.model_copy(update={"models": models})


def _model(model: Model, limits: list[Limit]) -> Model:
    path = f"models[{model.name}]"
    update: dict[str, Any] = {}
    if model.rec_name and model.rec_name != "name":
        reason = text("Only a field `name` stands for records of a data module.")
        limits.append(Limit(path, "rec_name", reason))
        update["rec_name"] = ""
    if model.check_company_auto:
        limits.append(Limit(path, "check_company_auto", _no_place()))
        update["check_company_auto"] = False
    lost = [name for name in model.inherit if name not in MIXINS]
    if lost and not model.extends:
        reason = text("A data module can't build on %(models)s.", models=", ".join(lost))
        limits.append(Limit(path, "inherit", reason))
        update["inherit"] = tuple(name for name in model.inherit if name in MIXINS)
    fields = tuple(_fields(path, model, limits))
    missing = {field.name for field in model.fields} - {field.name for field in fields}
    update["fields"] = fields
    update["constraints"] = tuple(_constraints(path, model, missing, limits))
    return model.model_copy(update=update)


def _fields(path: str, model: Model, limits: list[Limit]) -> Iterator[Field]:
    for field in model.fields:
        place = f"{path}.fields[{field.name}]"
        if field.type in _UNMAKEABLE:
            reason = text("A data module can't make fields of the type %(type)s.", type=field.type)
            limits.append(Limit(place, "", reason))
            continue
        if field.groups:
            reason = text("A data module can't keep a field from people who are not of its groups.")
            limits.append(Limit(place, "", reason))
            continue
        update: dict[str, Any] = {}
        for attribute in _FIELD_ARGUMENTS:
            default = Field.model_fields[attribute].get_default(call_default_factory=True)
            if getattr(field, attribute) != default:
                limits.append(Limit(place, attribute, _no_place()))
                update[attribute] = default
        if field.tracking and "mail.thread" not in model.inherit:
            reason = text("Only models with the mixin mail.thread track changes.")
            limits.append(Limit(place, "tracking", reason))
            update["tracking"] = False
        if field.type == "image":
            limits.append(Limit(place, "type", text("A data module keeps it as a file.")))
            update["type"] = "binary"
        yield field.model_copy(update=update)


def _constraints(
    path: str, model: Model, missing: set[str], limits: list[Limit]
) -> Iterator[Constraint]:
    for constraint in model.constraints:
        place = f"{path}.constraints[{constraint.name}]"
        spoken_of = sorted(words(constraint.definition) & missing)
        if spoken_of:
            reason = text("It speaks of %(fields)s.", fields=", ".join(spoken_of))
            limits.append(Limit(place, "", reason))
            continue
        if constraint.message:
            reason = text("It holds, but people read what PostgreSQL says of it.")
            limits.append(Limit(place, "message", reason))
        yield constraint.model_copy(update={"message": ""})


def _no_place() -> Message:
    return text("Odoo's own records of fields and models have no place for it.")
