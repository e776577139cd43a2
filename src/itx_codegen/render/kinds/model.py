"""Models: one class in one file each, and a test that creates a record."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.model import Model
from ...ir.naming import underscored
from .. import grants, rules, samples
from ..dispatch import renders
from ..literals import Literal, literal
from ..parts import Class, Part, Term, Test
from ..python_source import class_name, file_stem, imports_of
from ..site import Site
from ..templates import fill

#: The fields that every model has, with the labels that Odoo gives them.
_OWN_FIELDS = {
    "create_date": "Created on",
    "create_uid": "Created by",
    "display_name": "Display Name",
    "id": "ID",
    "write_date": "Last Updated on",
    "write_uid": "Last Updated by",
}


@renders(Model)
def model(node: Model, site: Site) -> Iterator[Part]:
    """The class without its members, which are parts of their own."""
    yield Class(
        origin=site.path,
        path=f"models/{file_stem(node.name)}.py",
        model=node.name,
        name=class_name(node.name),
        base=base_class(node),
        attributes=tuple(class_attributes(node)),
    )
    if node.extends:
        return
    yield from _terms(node, site)
    if node.abstract:
        return
    yield _test(node, site, "create_read_write_unlink", _life(node, site))
    everyone = grants.expected(site.scope, node.name, "base.group_user")
    source = fill(
        "tests/access.py.jinja",
        groups=literal("base.group_user").source,
        model=literal(node.name).source,
        expected=literal(everyone).source,
    )
    if everyone:
        yield _test(node, site, "access_without_group", source)


def base_class(node: Model) -> str:
    """Return the class of `odoo.models` that the model's class is made from."""
    if node.abstract:
        return "AbstractModel"
    return "TransientModel" if node.transient else "Model"


def class_attributes(node: Model) -> Iterator[tuple[str, Literal]]:
    """Yield the class attributes that differ from what Odoo takes without them."""
    if node.extends:
        parents = [node.name, *node.inherit]
        yield "_inherit", literal(parents if node.inherit else node.name)
    else:
        yield "_name", literal(node.name)
        if node.inherit:
            yield "_inherit", literal(list(node.inherit))
    if node.inherits:
        yield "_inherits", literal(dict(node.inherits))
    silent = node.extends or "_description" in node.attributes
    description = node.description or ("" if silent else node.name)
    given: dict[str, tuple[object, object]] = {
        # attribute: (value, what Odoo takes without it)
        "_description": (description, ""),
        "_order": (node.order, ""),
        "_rec_name": (node.rec_name, "" if node.extends or node.rec_name != "name" else "name"),
        "_parent_name": (node.parent_name or "parent_id", "parent_id"),
        "_parent_store": (node.parent_store, False),
        "_fold_name": (node.fold_name or "fold", "fold"),
        "_check_company_auto": (node.check_company_auto, False),
    }
    said = {name: value for name, (value, default) in given.items() if value != default}
    for name, value in said.items():
        yield name, literal(value)
    for name, source in node.attributes.items():
        if name not in said:
            yield name, Literal(source, imports_of(source))


def _terms(node: Model, site: Site) -> Iterator[Term]:
    """Yield what Odoo translates of a model that this module brings."""
    description = node.description or node.name
    place = site.scope.full(f"model_{underscored(node.name)}")
    yield Term(site.path, f"model:ir.model,name:{place}", description)
    for name, label in _OWN_FIELDS.items():
        place = site.scope.full(f"field_{underscored(node.name)}__{name}")
        yield Term(site.path, f"model:ir.model.fields,field_description:{place}", label)


def _life(node: Model, site: Site) -> str:
    sampler = samples.Sampler(site.scope)
    # What an automation rule makes of the values is not known here.
    kept = () if rules.may_change(site.scope, node.name) else node.fields
    written = [field for field in kept if samples.is_read_back(field)]
    try:
        first = sampler.values(node)
        changed = {field.name: sampler.value(node, field) for field in written[:1]}
    except samples.NoSampleError as error:
        return fill("tests/skip.py.jinja", reason=literal(str(error)).source)
    readable = {field.name for field in written}
    return fill(
        "tests/life.py.jinja",
        model=literal(node.name).source,
        values=literal(first).source,
        read=[(name, literal(first[name]).source) for name in first if name in readable],
        changed=literal(changed).source,
        reread=[(name, literal(value).source) for name, value in changed.items()],
    )


def _test(node: Model, site: Site, name: str, source: str) -> Test:
    path = f"tests/test_{underscored(node.name)}.py"
    return Test(site.path, path, f"Test{class_name(node.name)}", name, source)
