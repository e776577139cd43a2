"""SQL constraints: `models.Constraint` attributes, and tests that violate them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...ir.kinds.constraint import Constraint
from ...ir.kinds.model import Model
from ...ir.naming import underscored
from .. import records, samples
from ..dispatch import renders
from ..literals import call, literal
from ..parts import Member, Part, Test
from ..python_source import class_name
from ..site import Site
from ..sql_constraint import Check, Unique, parsed
from ..templates import fill

_CLASSES = {"constraint": "Constraint", "index": "Index", "unique_index": "UniqueIndex"}


@renders(Constraint)
def constraint(node: Constraint, site: Site) -> Iterator[Part]:
    """One attribute of the model's class, and one test."""
    model = cast(Model, site.parent)
    definition = " ".join(node.definition.split())
    message = [node.message] if node.message and node.type != "index" else []
    declared = call(f"models.{_CLASSES[node.type]}", definition, *message)
    yield Member(
        origin=site.path,
        model=model.name,
        section="constraints",
        name=f"_{node.name}",
        source=f"_{node.name} = {declared.source}",
        imports=declared.imports,
    )
    if node.type != "constraint" or model.extends:
        return
    xml_id = f"constraint_{underscored(model.name)}_{node.name}"
    yield records.term(site, "ir.model.constraint,message", xml_id, node.message)
    path = f"tests/test_{underscored(model.name)}.py"
    cls = f"Test{class_name(model.name)}"
    yield Test(site.path, path, cls, f"constraint_{node.name}", _violation(node, model, site))


def _violation(node: Constraint, model: Model, site: Site) -> str:
    """Return a test that violates the constraint, or else one that it stands in the database."""
    names = {"model": literal(model.name).source, "constraint": literal(node.name).source}
    sampler = samples.Sampler(site.scope)
    demand = parsed(node.definition)
    try:
        if isinstance(demand, Unique):
            pair = samples.duplicate(model, demand, sampler)
            if pair is not None:
                first, second = (literal(values).source for values in pair)
                return fill("tests/duplicate.py.jinja", first=first, second=second, **names)
        if isinstance(demand, Check):
            values = samples.refused(model, demand, sampler)
            if values is not None:
                return fill("tests/refused.py.jinja", values=literal(values).source, **names)
    except samples.NoSampleError as error:
        reason = literal(str(error)).source
        return fill("tests/skip.py.jinja", reason=reason)
    return fill("tests/constraint_stands.py.jinja", **names)
