"""Which names become which: the one table that every rewriting reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..ir import Document
from ..ir.kinds.action_window import ActionWindow
from ..ir.kinds.field import RELATIONAL
from ..ir.kinds.model import Model

LIVE_PREFIX = "x_"


@dataclass(frozen=True)
class Renaming:
    """Old → new for a module's name, models and fields. All keys and relations are in old names.

    `relations` knows where fields lead, so that a path through several models can be followed:
    (model, field) → model. `actions` knows what the module's window actions open: XML id → model.
    """

    module: tuple[str, str]
    models: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    relations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)

    def model(self, name: str) -> str:
        """Return the new name of a model; names that are not ours stay."""
        return self.models.get(name, name)

    def field(self, model: str, name: str) -> str:
        """Return the new name of a field of an (old) model."""
        return self.fields.get(model, {}).get(name, name)

    def target(self, model: str, name: str) -> str:
        """Return the (old) model that a field leads to; empty where that is not known."""
        return self.relations.get((model, name), "")

    def path(self, model: str, path: str) -> str:
        """Return a dotted path of fields in new names. Endings like `date:month` stay."""
        names = path.split(".")
        renamed = []
        for name in names:
            bare, colon, rest = name.partition(":")
            renamed.append(self.field(model, bare) + colon + rest)
            model = self.target(model, bare)
        return ".".join(renamed)

    def end(self, model: str, path: str) -> str:
        """Return the (old) model at the end of a dotted path; empty where that is not known."""
        for name in path.split("."):
            model = self.target(model, name)
        return model

    def opened(self, action: str) -> str:
        """Return the (old) model that a window action of the module opens; empty if not known."""
        return self.actions.get(action.removeprefix(f"{self.module[0]}."), "")

    def xml_id(self, name: str) -> str:
        """Return an XML id with the module's part renamed."""
        module, dot, rest = name.partition(".")
        return f"{self.module[1]}.{rest}" if dot and module == self.module[0] else name

    def reversed(self) -> Renaming:
        """Return the table that leads back."""
        return Renaming(
            module=(self.module[1], self.module[0]),
            models={new: old for old, new in self.models.items()},
            fields={
                self.model(model): {new: old for old, new in names.items()}
                for model, names in self.fields.items()
            },
            relations={
                (self.model(model), self.field(model, name)): self.model(target)
                for (model, name), target in self.relations.items()
            },
            actions={name: self.model(model) for name, model in self.actions.items()},
        )


def live_model(name: str) -> str:
    """Return the name that a model has in a running database: `library.book` → `x_library_book`."""
    return name if name.startswith(LIVE_PREFIX) else LIVE_PREFIX + name.replace(".", "_")


def live_field(name: str) -> str:
    """Return the name that a field has in a running database: `title` → `x_title`."""
    return name if name.startswith(LIVE_PREFIX) else LIVE_PREFIX + name


def live_module(name: str) -> str:
    """Return the name under which a module's live records have their XML ids.

    Not the module's own name: when the exported module is installed beside the live one, neither
    may take the other's records for its own.
    """
    return LIVE_PREFIX + name


def live_renaming(document: Document) -> Renaming:
    """Return the table from a document's own names to those of a running database."""
    models = document.of(Model)
    return Renaming(
        module=(document.module.name, live_module(document.module.name)),
        models={m.name: live_model(m.name) for m in models if not m.extends},
        fields={model.name: {f.name: live_field(f.name) for f in model.fields} for model in models},
        relations=relations(document),
        actions=actions(document),
    )


def actions(document: Document) -> dict[str, str]:
    """Return what the window actions of a document open: XML id → model."""
    return {action.xml_id: action.model for action in document.of(ActionWindow)}


def relations(document: Document) -> dict[tuple[str, str], str]:
    """Return where the relational fields of a document lead: (model, field) → model."""
    return {
        (model.name, field.name): field.comodel_name
        for model in document.of(Model)
        for field in model.fields
        if field.type in RELATIONAL
    }
