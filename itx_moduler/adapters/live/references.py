"""References as values: comparable at once, looked up only when they are written."""

from dataclasses import dataclass

from odoo.fields import Command


@dataclass(frozen=True)
class Ref:
    """The id of the record with an XML id; False for an empty one."""

    name: str

    def resolved(self, session):
        return session.ref(self.name).id if self.name else False


@dataclass(frozen=True)
class Refs:
    """The records with several XML ids, as the whole content of an x2many field."""

    names: tuple

    def resolved(self, session):
        return [Command.set([session.ref(name).id for name in self.names])]


@dataclass(frozen=True)
class AnyRef:
    """The record with an XML id as a reference field holds it: `model,id`; False if empty."""

    name: str

    def resolved(self, session):
        if not self.name:
            return False
        record = session.ref(self.name)
        return f"{record._name},{record.id}"


@dataclass(frozen=True)
class ModelRef:
    """The id of the `ir.model` record of a model; False for an empty name."""

    name: str

    def resolved(self, session):
        return session.model(self.name).id if self.name else False


@dataclass(frozen=True)
class NameOf:
    """The name of the record with an XML id."""

    name: str

    def resolved(self, session):
        return session.ref(self.name).name


@dataclass(frozen=True)
class RecordOf:
    """The id of the live record of another element of the module; False for an empty uid."""

    uid: str

    def resolved(self, session):
        return session.records(self.uid)[:1].id if self.uid else False


def resolved(values, session):
    """Return values with every reference looked up."""
    return {
        name: value.resolved(session) if hasattr(value, "resolved") else value
        for name, value in values.items()
    }
