"""Models of one Odoo into those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..client import Domain, Odoo
from ..client.fields import Field, fields_of
from ..connect import UnknownField
from ..errors import FlowError
from ..flow import Flow, ReadStep, WriteStep
from ..write.odoo_rpc.codecs import codec
from ..write.odoo_rpc.mapping import parse_mapping
from .files import identifier

_LINKS = ("many2one", "many2many")


@dataclass(frozen=True)
class Move:
    """The records of a model, and where they go. `fields`: source field → destination field."""

    model: str
    into: str
    fields: Mapping[str, str]
    domain: Domain

    @classmethod
    def parse(cls, model: str, fields: Sequence[str], domain: Domain) -> Move:
        """From names; `old=new` where the destination has another one for it."""
        source, target = _renamed(model)
        return cls(source, target, dict(map(_renamed, fields)), domain)


@dataclass(frozen=True)
class End:
    """One of the two servers: the name of its connection, and itself."""

    name: str
    odoo: Odoo


@dataclass(frozen=True)
class _Part:
    """A move, as the servers' fields have it. `mapping`: destination path → source path."""

    move: Move
    mapping: dict[str, str]
    lists: tuple[str, ...]
    relations: frozenset[str]


def migrate_flow(
    moves: Sequence[Move],
    source: End,
    target: End,
    *,
    namespace: str,
    mode: Literal["full", "delta"] = "delta",
    lang: str | None = None,
    excluded: bool = False,
    context: Mapping[str, Any] | None = None,
) -> Flow:
    """The flow that brings records over, parents before what refers to them.

    External ids are the keys; `namespace` has those of records that have none at the source.
    `excluded`: also records that are marked to stay there.
    Raises FlowError if one of the servers lacks a field, or can't take it; and of connections.
    """
    parts = [_part(move, source.odoo, target.odoo, namespace) for move in moves]
    options: dict[str, Any] = {"archived": True, "namespace": namespace}
    calls = dict(context or {})
    if excluded:
        options["excluded"] = True
    if lang:
        options["lang"] = calls["lang"] = lang
    steps: list[ReadStep | WriteStep] = []
    for part in _ordered(parts):
        steps += _steps(part, source.name, target.name, options, calls)
    return Flow(
        name=f"migrate_{identifier(f'{source.name}_{target.name}')}"[:63],
        title=f"{', '.join(move.model for move in moves)} from {source.name} to {target.name}",
        mode=mode,
        steps=steps,
    )


def namespace_of(database: str) -> str:
    """The namespace of records that came from a database."""
    return f"migrated_{identifier(database)}"


def _renamed(text: str) -> tuple[str, str]:
    old, _sign, new = text.partition("=")
    return old.strip(), (new or old).strip()


def _part(move: Move, source: Odoo, target: Odoo, namespace: str) -> _Part:
    wanted = {old: new for old, new in move.fields.items() if old not in ("id", ".id")}
    given = _fields(source, move.model, wanted)
    taken = _fields(target, move.into, wanted.values())
    if "active" not in given and _has_active(source, move.model) and _has_active(target, move.into):
        # Archived records come along, and must not come to life by that.
        wanted["active"] = "active"
        given |= _fields(source, move.model, ["active"])
        taken |= _fields(target, move.into, ["active"])
    mapping, lists, relations = {}, [], set()
    for old, new in wanted.items():
        field = given[_name(old)]
        path, into = old, new
        if field.type in _LINKS:
            relations.add(field.relation or "")
            path = old if "/" in old else f"{old}/id"
            into = new if "/" in new else f"{new}/{path.partition('/')[2]}"
        mapping[into] = path
        if field.type == "many2many":
            lists.append(path)
    _check(mapping, taken, move.into, namespace)
    return _Part(move, mapping, tuple(lists), frozenset(relations))


def _check(mapping: Mapping[str, str], taken: Mapping[str, Field], model: str, space: str) -> None:
    """Raises FlowError (path `<model>.<field>`) for the first field that can't be written."""
    field = ""
    try:
        for one in parse_mapping(mapping):
            field = one.field
            codec(taken[field], one, space)
    except FlowError as error:
        raise FlowError(f"{model}.{field}", error.message) from error


def _fields(odoo: Odoo, model: str, paths: Any) -> dict[str, Field]:
    names = list(dict.fromkeys(map(_name, paths)))
    try:
        return fields_of(odoo[model], names)
    except UnknownField as error:
        server = f"{odoo.connection.database}, Odoo {odoo.version}"
        raise FlowError(error.path, f"{server}: {error.message}") from error


def _has_active(odoo: Odoo, model: str) -> bool:
    return "active" in odoo[model].fields_get(["active"], ["type"])


def _name(path: str) -> str:
    return path.partition("/")[0]


def _ordered(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Models before those that refer to them, so that few rows have to wait; circles as given."""
    left = list(parts)
    while left:
        names = {part.move.model for part in left}
        free = [part for part in left if not part.relations & (names - {part.move.model})]
        part = (free or left)[0]
        left.remove(part)
        yield part


def _steps(
    part: _Part, source: str, target: str, options: Mapping[str, Any], context: Mapping[str, Any]
) -> tuple[ReadStep, WriteStep]:
    move = part.move
    frame = identifier(move.model)
    fields = dict.fromkeys([".id", "id", *part.mapping.values(), "write_date"])
    asked: dict[str, Any] = {"model": move.model, "fields": list(fields), **options}
    if move.domain.to_list():
        asked["domain"] = move.domain.to_list()
    return (
        ReadStep(
            name=f"read_{frame}"[:63],
            format="odoo",
            connection=source,
            output=frame,
            key=".id",
            options=asked,
            relations=part.lists,
        ),
        WriteStep(
            name=f"write_{frame}"[:63],
            input=frame,
            connection=target,
            model=move.into,
            key="id",
            mapping=part.mapping,
            options={"context": dict(context)} if context else {},
        ),
    )
