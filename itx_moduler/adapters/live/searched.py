"""References to what a database knows of models: their fields, the options of selections."""

from dataclasses import dataclass

from odoo.fields import Command

from itx_codegen.errors import CodegenError
from itx_codegen.messages import text


def field_of(session, model, name):
    """Return the `ir.model.fields` record of a live field; raise CodegenError without one."""
    found = session.env["ir.model.fields"]._get(model, name)
    if not found:
        raise CodegenError(
            text("The model %(model)s has no field %(name)s.", model=model, name=name)
        )
    return found


@dataclass(frozen=True)
class FieldRef:
    """The id of a field of a model; False for an empty name."""

    model: str
    name: str

    def resolved(self, session):
        return field_of(session, self.model, self.name).id if self.name else False


@dataclass(frozen=True)
class FieldRefs:
    """Fields of a model, as the whole content of an x2many field."""

    model: str
    names: tuple

    def resolved(self, session):
        ids = [field_of(session, self.model, name).id for name in self.names]
        return [Command.set(ids)]


@dataclass(frozen=True)
class SelectionRef:
    """The id of the option of a selection field; False for an empty value."""

    model: str
    name: str
    value: str

    def resolved(self, session):
        if not self.value:
            return False
        options = field_of(session, self.model, self.name).selection_ids
        return options.filtered(lambda option: option.value == self.value)[:1].id


def names(fields):
    """Return the sorted names of `ir.model.fields` records."""
    return tuple(sorted(fields.mapped("name")))
