"""The flow document: ordered steps that read, transform and write named frames."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from ..contract import ColumnType, Contract

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]*$", max_length=63)]
Text = Annotated[str, StringConstraints(min_length=1)]


class Element(BaseModel):
    """Base of everything in a flow document: frozen, and no key is accepted that means nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Script(Element):
    """Python source that defines `transform(df, ctx)`.

    It returns a polars DataFrame or LazyFrame, or a dict of frame name → frame.
    """

    name: Identifier
    code: Text


class ReadStep(Element):
    """Reads a source into the frame `output`: a file (`path`), or what a `connection` leads to.

    `columns` (column → type) and `contract`: what the rows must be. `key`: the column that tells
    rows apart; what finds changes needs it. `deleted`: the frame that gets the keys that were there
    in the last run and are not any more. `relations`: columns whose changes leave no mark on a
    row's `write_date`; they are compared row by row.
    """

    type: Literal["read"] = "read"
    name: Identifier
    format: Text
    path: Text | None = None
    connection: Text | None = None
    output: Identifier = "main"
    options: dict[str, JsonValue] = Field(default_factory=dict)
    columns: dict[str, ColumnType] = Field(default_factory=dict)
    contract: Contract = Contract()
    key: Text | None = None
    deleted: Identifier | None = None
    relations: tuple[Text, ...] = ()


class TransformStep(Element):
    """Runs `script` on the frame `input`; a single frame that it returns is stored as `output`.

    `row_wise`: the script makes what it returns from each row alone, so that it may get some rows
    at a time; else it gets them all. `columns` and `contract`: what the rows that it returns as
    `output` must be. `on_error`: what becomes of rows that a row-wise script fails on.
    """

    type: Literal["transform"] = "transform"
    name: Identifier
    script: Identifier
    input: Identifier = "main"
    output: Identifier = "main"
    row_wise: bool = False
    columns: dict[str, ColumnType] = Field(default_factory=dict)
    contract: Contract = Contract()
    on_error: Literal["stop", "quarantine"] = "stop"


class WriteStep(Element):
    """Upserts the frame `input` into a model, or writes it to a file.

    To a model: `key` is the column of external ids, `mapping` says which column fills which field,
    `connection` where it is (none: where the flow runs). `compare`: with what rows are compared to
    find out if there is anything to write: with the destination as it is, or with the `state`,
    what was written last. `options`: see `write.UpsertOptions`. To a file: `format`, `path` and the
    `options` of the format.
    """

    type: Literal["write"] = "write"
    name: Identifier
    input: Identifier = "main"
    connection: Text | None = None
    model: Text | None = None
    key: Text | None = None
    mapping: dict[Text, Text] = Field(default_factory=dict)
    compare: Literal["destination", "state"] = "destination"
    format: Text | None = None
    path: Text | None = None
    options: dict[str, JsonValue] = Field(default_factory=dict)


Step = Annotated[ReadStep | TransformStep | WriteStep, Field(discriminator="type")]


class Flow(Element):
    """Ordered steps over a namespace of named frames, and the scripts that they use.

    `mode`: read everything, or only what has changed since the last run. `max_rejects`: the run
    stops when more rows than that were quarantined; none means that it goes on.
    """

    name: Identifier
    title: str = ""
    mode: Literal["full", "delta"] = "full"
    max_rejects: Annotated[int, Field(ge=0)] | None = None
    steps: tuple[Step, ...] = ()
    scripts: tuple[Script, ...] = ()

    def script(self, name: str) -> Script:
        """The script of that name. Raises KeyError."""
        return {script.name: script for script in self.scripts}[name]
