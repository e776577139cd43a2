"""Names that may stand only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import Problem
from ...ir import Element
from ...ir.roles import DeclaresXmlId
from ...messages import Message, text
from ...names.renaming import live_field, live_model
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each element whose name another one has before it."""
    lists: dict[tuple[str, str], list[Element]] = {}
    with_xml_id: list[Element] = []
    for element in context.elements:
        if any(isinstance(role, DeclaresXmlId) for role in element.node.roles().values()):
            with_xml_id.append(element)
        else:
            lists.setdefault((element.parent, element.collection), []).append(element)
    for elements in lists.values():
        yield from _twice(elements, [element.node.ident for element in elements])
    yield from _twice(with_xml_id, [element.node.ident for element in with_xml_id])
    yield from _same_live_name(context)


def _twice(elements: Iterable[Element], names: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, Element] = {}
    for element, name in zip(elements, names, strict=True):
        if name in seen:
            yield Problem(element.path, _stands_twice(name, seen[name]))
        seen.setdefault(name, element)


def _stands_twice(name: str, first: Element) -> Message:
    return text(
        "%(name)s stands twice: there is already %(kind)s %(other)s. Rename or remove one.",
        name=repr(name),
        kind=first.node.label,
        other=first.path,
    )


def _same_live_name(context: Context) -> Iterator[Problem]:
    """Two names of the code may fall together in a database: `a.b` and `a_b`, `t` and `x_t`."""
    models: dict[str, str] = {}
    for model in context.models.values():
        other = models.setdefault(live_model(model.name), model.name)
        if other != model.name:
            yield Problem(f"models[{model.name}]", _falls_together(other, live_model(model.name)))
        fields: dict[str, str] = {}
        for field in model.fields:
            former = fields.setdefault(live_field(field.name), field.name)
            if former != field.name:
                path = f"models[{model.name}].fields[{field.name}]"
                yield Problem(path, _falls_together(former, live_field(field.name)))


def _falls_together(other: str, live: str) -> Message:
    return text(
        "In a running database both this and %(other)s are called %(live)s; rename one of the two.",
        other=other,
        live=live,
    )
