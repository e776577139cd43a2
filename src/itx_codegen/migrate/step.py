"""From one version to the next: which element is which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..ir import Document, Element
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from ..names.renaming import Renaming, relations
from . import storage
from .version import Version


class Held(NamedTuple):
    """A field on a model that has it: the one that declares it, or one that inherits from that."""

    model: Model
    field: Field

    @property
    def table(self) -> str:
        return storage.table(self.model)


class Pair(NamedTuple):
    """A field before and after, on the same model."""

    before: Held
    after: Held


@dataclass(frozen=True)
class Step:
    """What leads from `base` to `head`; `last` is the version that is exported.

    `earlier` are the steps before this one. An element that has moved into another one has gone
    here and come there.
    """

    base: Version
    head: Version
    last: Version
    earlier: tuple[Step, ...] = ()

    @cached_property
    def before(self) -> dict[str, Element]:
        """Uid → element of the base."""
        return self.base.document.by_uid()

    @cached_property
    def after(self) -> dict[str, Element]:
        """Uid → element of the head."""
        return self.head.document.by_uid()

    def stays(self, uid: str) -> bool:
        """Whether the element of the base is still there, in the same place."""
        old, new = self.before[uid], self.after.get(uid)
        if new is None or new.node.kind != old.node.kind or new.parent != old.parent:
            return False
        return not old.parent or old.parent not in self.before or self.stays(old.parent)

    @cached_property
    def models(self) -> tuple[tuple[Model, Model], ...]:
        """The models that stay, before and after."""
        return tuple(
            (model, new)
            for model in self.base.document.of(Model)
            if self.stays(model.uid) and isinstance(new := self.after[model.uid].node, Model)
        )

    @cached_property
    def removed_models(self) -> tuple[Model, ...]:
        """The models that go with their tables."""
        stay = {old.uid for old, new in self.models if storage.has_table(new)}
        return tuple(
            model
            for model in self.base.document.of(Model)
            if storage.has_table(model) and model.uid not in stay
        )

    @cached_property
    def new_names(self) -> dict[str, str]:
        """Old → new name of the models that stay."""
        return {old.name: new.name for old, new in self.models}

    @cached_property
    def fields(self) -> tuple[Pair, ...]:
        """The fields that stay, on each model whose table holds them."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[Pair]:
        for old, new in self.models:
            fields = {field.uid: field for field in new.fields}
            for field in old.fields:
                if field.uid in fields:
                    for before, after in self._holders(old, new, field):
                        yield Pair(Held(before, field), Held(after, fields[field.uid]))

    @cached_property
    def removed_fields(self) -> tuple[Held, ...]:
        """The fields that go, on models that stay."""
        found = []
        for old, new in self.models:
            stay = {field.uid for field in new.fields}
            for field in old.fields:
                if field.uid not in stay:
                    found += [Held(m, field) for m, _new in self._holders(old, new, field)]
        return tuple(found)

    @cached_property
    def added_fields(self) -> tuple[Held, ...]:
        """The fields that come, on models that were there."""
        return tuple(
            Held(new, field)
            for old, new in self.models
            for field in new.fields
            if field.uid not in {one.uid for one in old.fields}
        )

    @cached_property
    def renaming(self) -> Renaming:
        """The table from the names of the base to those of the head."""
        names: dict[str, dict[str, str]] = {}
        for before, after in self.fields:
            if before.field.name != after.field.name:
                names.setdefault(before.model.name, {})[before.field.name] = after.field.name
        for old, _new in self.models:
            for delegate in old.inherits:
                names[old.name] = {**names.get(delegate, {}), **names.get(old.name, {})}
        name = self.head.document.module.name
        return Renaming(
            module=(name, name),
            models={old: new for old, new in self.new_names.items() if old != new},
            fields={model: found for model, found in names.items() if found},
            relations=relations(self.base.document),
        )

    def _holders(self, old: Model, new: Model, field: Field) -> Iterator[tuple[Model, Model]]:
        """Yield a model and those that inherit the field from it, where they have a table."""
        if old.extends or storage.has_table(old):
            yield old, new
        for heir, heir_after in self.models:
            inherits = heir.uid != old.uid and old.name in _above(heir, self.base.document)
            if inherits and storage.has_table(heir) and heir.field(field.name) is None:
                yield heir, heir_after

    def target_table(self, document: Document, name: str) -> str:
        """Return the table of the model of that name, of the module or of another."""
        own = next((m for m in document.of(Model) if m.name == name), None)
        return storage.table(own if own is not None and not own.extends else name)

    def links(self, version: Version, held: Held) -> storage.Links:
        """Return where a many2many has its links in a version."""
        target = self.target_table(version.document, held.field.comodel_name)
        return storage.links(held.field, held.table, target)

    def same_target(self, pair: Pair) -> bool:
        """Whether a link leads to the same model as before, whatever that is called now."""
        old, new = pair.before.field.comodel_name, pair.after.field.comodel_name
        return self.new_names.get(old, old) == new

    def kept(self, name: str) -> str:
        """Return the name under which something that goes is kept."""
        return kept_name(self.head.number, name)


def kept_name(version: str, name: str) -> str:
    """Return the reserved name of what the upgrade to `version` has put aside."""
    return storage.identifier(f"moduler_kept_{version.replace('.', '_')}_{name}")


def _above(model: Model, document: Document) -> set[str]:
    """Return the names of the models that a model inherits fields from, at any distance."""
    own = {one.name: one for one in document.of(Model)}
    found: set[str] = set()
    waiting = list(model.inherit)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += own[name].inherit if name in own else ()
    return found
