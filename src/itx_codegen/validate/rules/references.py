"""Everything that is named must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...errors import Problem
from ...ir import Element, roles
from ...ir.kinds.dependency import Dependency
from ...ir.kinds.group import Group
from ...ir.kinds.menu import Menu
from ...ir.kinds.model import Model
from ...ir.references import names_in
from ...messages import Message, text
from ...source import expression
from ..context import Context
from .expressions import domain_problems


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each reference that leads nowhere, and for each circle."""
    for element in context.elements:
        parent = context.parents.get(element.node.uid)
        for attribute, role in element.node.references().items():
            value = getattr(element.node, attribute)
            if not value:
                continue
            model = element.node.model_of(role, parent)
            for message in _role(context, role, value, model):
                yield Problem(f"{element.path}.{attribute}", message)
    for path, dependency in context.of(Dependency):
        if context.world.has_module(dependency.name) is False:
            yield Problem(path, text("There is no module %(name)s here.", name=dependency.name))
        if dependency.name == context.document.module.name:
            yield Problem(path, text("A module can't depend on itself; remove it."))
    for path, extended in context.of(Model):
        if extended.extends and context.world.has_model(extended.name) is False:
            message = text("There is no model %(name)s here to extend.", name=extended.name)
            yield Problem(f"{path}.extends", message)
    yield from _circles(context)
    yield from _inverses(context)


def _role(context: Context, role: roles.Role, value: object, model: str) -> Iterator[Message]:
    names = names_in(value)
    if isinstance(role, roles.ModelRef):
        for name in names:
            yield from _model(context, name)
    elif isinstance(role, roles.DelegateMapping) and isinstance(value, dict):
        for name, field in value.items():
            yield from _model(context, name)
            yield from _path(context, model, field)
    elif isinstance(role, roles.XmlIdRef):
        for name in names:
            yield from _xml_id(context, role, name)
    elif isinstance(role, roles.FieldPaths):
        for name in names:
            yield from _path(context, model, name)
    elif isinstance(role, roles.MethodRef):
        yield from _method(context, role, model, str(value))
    elif isinstance(role, roles.Order):
        for term in str(value).split(","):
            match = re.fullmatch(r"\s*(\w+)(\s+(asc|desc))?\s*", term, re.IGNORECASE)
            if match is None:
                yield text(
                    "%(term)s is no order; write a field, then asc or desc.", term=repr(term)
                )
            else:
                yield from _path(context, model, match[1])
    elif isinstance(role, roles.FieldMapping) and isinstance(value, dict):
        for name in value:
            # `name@fr` is the field in a language, which Odoo's loader leaves to others.
            yield from _path(context, model, name.partition("@")[0])
    elif isinstance(role, roles.StepOptions) and isinstance(value, dict):
        yield from _options(context, value)
    elif isinstance(role, roles.ScriptRef):
        if value not in context.scripts:
            yield text("There is no transform script %(name)s in this module.", name=value)
    elif isinstance(role, roles.ConnectionRef):
        if value in context.connections:
            return
        if context.world.has_connection(str(value)):
            yield text(
                "The connection %(name)s is in this database only: take it into the module (page "
                "Data Flows, Bring Along), or describe it, without its secret.",
                name=value,
            )
        else:
            yield text(
                "There is no connection %(name)s in this module; describe it, without its secret.",
                name=value,
            )
    elif isinstance(role, roles.FlowRef) and value not in context.flows:
        yield text("There is no data flow %(name)s in this module.", name=value)


def _model(context: Context, name: str) -> Iterator[Message]:
    if context.has_model(name) is False:
        yield text(
            "There is no model %(name)s, neither in this module nor in those it depends on.",
            name=name,
        )


def _method(context: Context, role: roles.MethodRef, model: str, name: str) -> Iterator[Message]:
    own = context.models.get(model)
    if own is None:
        return
    method = own.method(name)
    if method is None:
        if not (own.extends or own.inherit or name in context.carried):
            yield text("The model %(model)s has no method %(name)s.", model=model, name=name)
    elif role.type and method.type != role.type and not context.untouched(method):
        yield text(
            "The method %(name)s is of type %(type)s; here it must be of type %(wanted)s.",
            name=name,
            type=method.type,
            wanted=role.type,
        )


def _xml_id(context: Context, role: roles.XmlIdRef, name: str) -> Iterator[Message]:
    module, dot, local = name.partition(".")
    if dot and module != context.document.module.name:
        if context.world.has_xml_id(name) is False:
            yield text("There is no record with the XML id %(name)s here.", name=name)
        return
    kind = context.kind_of(local if dot else name)
    if kind is None:
        yield text("There is no element with the XML id %(name)s in this module.", name=name)
    elif role.kinds and kind and kind not in (*role.kinds, "data"):
        yield text(
            "%(name)s is of the kind %(kind)s; here it must be one of %(kinds)s.",
            name=name,
            kind=kind,
            kinds=", ".join(role.kinds),
        )


def _path(context: Context, model: str, path: str) -> Iterator[Message]:
    broken = context.broken_path(model, path)
    if broken is not None:
        yield text("The model %(model)s has no field %(name)s.", model=broken[0], name=broken[1])


def _options(context: Context, options: dict[str, Any]) -> Iterator[Message]:
    """What is read of a model: it must have these fields."""
    model, fields, domain = (options.get(name) for name in ("model", "fields", "domain"))
    if not isinstance(model, str):
        return
    for path in fields if isinstance(fields, list) else ():
        # The external id and the id of a record are no fields.
        names = [name for name in str(path).split("/") if name not in ("id", ".id")]
        if names:
            yield from _path(context, model, ".".join(names))
    if isinstance(domain, list):
        yield from domain_problems(context, expression(repr(domain)), model)


def _circles(context: Context) -> Iterator[Problem]:
    """Menus and groups must not lead back to themselves."""
    own = f"{context.document.module.name}."
    links: dict[str, tuple[Element, tuple[str, ...]]] = {}
    for element in context.elements:
        node = element.node
        if isinstance(node, Menu):
            links[node.xml_id] = (element, (node.parent.removeprefix(own),))
        elif isinstance(node, Group):
            links[node.xml_id] = (element, tuple(name.removeprefix(own) for name in node.implied))
    for start, (element, _targets) in links.items():
        reached: set[str] = set()
        waiting = list(links[start][1])
        while waiting:
            name = waiting.pop()
            if name in links and name not in reached:
                reached.add(name)
                waiting.extend(links[name][1])
        if start in reached:
            message = text("%(name)s contains itself by way of others; cut the circle.", name=start)
            yield Problem(element.path, message)


def _inverses(context: Context) -> Iterator[Problem]:
    """A one2many mirrors a many2one on the other side that points back."""
    for model in context.document.of(Model):
        for field in model.fields:
            if field.type != "one2many" or not field.inverse_name:
                continue
            path = f"models[{model.name}].fields[{field.name}].inverse_name"
            inverse = context.field(field.comodel_name, field.inverse_name)
            if (
                inverse is None
                and context.has_field(field.comodel_name, field.inverse_name) is not False
            ):
                continue
            if inverse is None:
                message = text(
                    "The model %(model)s has no field %(name)s.",
                    model=field.comodel_name,
                    name=field.inverse_name,
                )
                yield Problem(path, message)
            elif inverse.type != "many2one" or inverse.comodel_name != model.name:
                message = text(
                    "%(name)s must be a many2one to %(model)s.",
                    name=f"{field.comodel_name}.{field.inverse_name}",
                    model=model.name,
                )
                yield Problem(path, message)
