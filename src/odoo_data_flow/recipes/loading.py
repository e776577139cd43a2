"""A file into a model: the columns named as Odoo's export names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..client import Odoo
from ..client.fields import Field, fields_of
from ..errors import FlowError
from ..flow import Flow, ReadStep, WriteStep
from .fail_file import OWN_COLUMNS
from .files import SourceFile, identifier, relative

#: Columns that say which record a row is, as Odoo names them.
_KEYS = ("id", ".id")


@dataclass(frozen=True)
class Loading:
    """What to load where.

    `create`: whether rows may become new records. `ignored`: columns that are left out. `deferred`:
    fields that are written when all records are there. `grouped`: see `UpsertOptions.group_by`.
    Columns and fields may be named by each other: `parent_id` and `parent_id/id`.
    """

    source: SourceFile
    connection: str
    model: str
    create: bool = True
    ignored: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


def load_flow_of(loading: Loading, base: Path, odoo: Odoo) -> Flow:
    """The flow that loads a file, for the folder `base`. `odoo`: the destination, to be asked what
    its fields are.

    Raises FlowError, also of the connection.
    """
    source = loading.source
    columns = source.columns()
    _known("--ignore", loading.ignored, columns)
    used = [name for name in columns if name not in (*loading.ignored, *OWN_COLUMNS)]
    key = _key(source.path, used, loading.create)
    mapping = _mapping(loading, [name for name in used if name not in _KEYS], odoo)
    if not mapping:
        raise FlowError(str(source.path), f"has nothing to write besides {key!r}; add columns.")
    deferred = _fields("--deferred-fields", loading.deferred, mapping)
    grouped = _fields("--groupby", loading.grouped, mapping)
    first = {path: name for path, name in mapping.items() if field_of(path) not in deferred}
    later = {path: name for path, name in mapping.items() if field_of(path) in deferred}
    options: dict[str, Any] = {} if key == "id" else {"by": key}
    if loading.context:
        options["context"] = dict(loading.context)
    only_there = options if key == ".id" else {**options, "create": False}
    steps: list[ReadStep | WriteStep] = [
        ReadStep(
            name="read",
            format=source.format,
            path=relative(source.path, base),
            options=source.options,
            contract={"values": "discard_row"},
        )
    ]
    passes = (
        ("load", first, options if loading.create else only_there),
        ("load_deferred", later, only_there),
    )
    for name, part, of_step in passes:
        here = [one for one in grouped if one in map(field_of, part)]
        if part:
            steps.append(
                WriteStep(
                    name=name,
                    connection=loading.connection,
                    model=loading.model,
                    key=key,
                    mapping=part,
                    options={**of_step, "group_by": here} if here else of_step,
                )
            )
    verb = "import" if loading.create else "write"
    title = f"{source.path.name} into {loading.model}"
    return Flow(name=f"{verb}_{identifier(source.path.stem)}"[:63], title=title, steps=steps)


def _key(path: Path, columns: list[str], create: bool) -> str:
    found = [name for name in _KEYS if name in columns]
    if len(found) == 1:
        return found[0]
    if found:
        raise FlowError(
            str(path), "has both 'id' and '.id' to say which record a row is; --ignore one of them."
        )
    remedy = (
        "add 'id' with an external ID for each row, so that a second import finds it again"
        if create
        else "add 'id' (external IDs) or '.id' (ids of the database)"
    )
    raise FlowError(str(path), f"has no column that says which record a row is; {remedy}.")


def _mapping(loading: Loading, columns: Iterable[str], odoo: Odoo) -> dict[str, str]:
    """Field → column. A relation must say what names its records."""
    paths = {name: name.strip() for name in columns}
    model = odoo[loading.model]
    known = model.fields_get()
    mapping: dict[str, str] = {}
    for name, path in paths.items():
        field_name, slash, _sub = path.partition("/")
        if field_name not in known:
            raise FlowError(
                f"{loading.source.path}, column {name!r}",
                f"{loading.model} has no field {field_name!r}, or the user may not see it; correct "
                "the name, or --ignore the column.",
            )
        described = fields_of(model, [field_name])[field_name] if not slash else None
        if described and described.type in ("many2one", "many2many"):
            raise FlowError(f"{loading.source.path}, column {name!r}", _unnamed(described))
        mapping[path] = name
    return mapping


def _unnamed(described: Field) -> str:
    return (
        f"is a relation to {described.relation}; call it {described.name}/id if it holds external "
        f"IDs, {described.name}/.id if it holds ids of the database, or {described.name}/name if "
        "it holds values of the field name."
    )


def _fields(option: str, given: Iterable[str], mapping: Mapping[str, str]) -> set[str]:
    """The fields that an option names, by themselves or by their columns."""
    names = {field_of(one) for one in given}
    _known(option, names, map(field_of, mapping))
    return names


def _known(option: str, names: Iterable[str], columns: Iterable[str]) -> None:
    columns = list(columns)
    for name in names:
        if name not in columns:
            raise FlowError(
                option, f"there is no column {name!r}; there is {', '.join(map(repr, columns))}."
            )


def field_of(path: str) -> str:
    """The field that a column is for: `country_id` of `country_id/code`."""
    return path.partition("/")[0]
