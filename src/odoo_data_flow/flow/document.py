"""The flow document: ordered steps that read, transform and write named frames."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from ..read import ColumnType

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
    """Reads the file `path` into the frame `output`.

    `columns` (column → type) is a contract: a column that is not in the file, or a value that is
    not of its type, stops the run. Columns that are not named pass as they are.
    """

    type: Literal["read"] = "read"
    name: Identifier
    format: Text
    path: Text
    output: Identifier = "main"
    options: dict[str, JsonValue] = Field(default_factory=dict)
    columns: dict[str, ColumnType] = Field(default_factory=dict)


class TransformStep(Element):
    """Runs `script` on the frame `input`; a single frame that it returns is stored as `output`."""

    type: Literal["transform"] = "transform"
    name: Identifier
    script: Identifier
    input: Identifier = "main"
    output: Identifier = "main"


class WriteStep(Element):
    """Upserts the frame `input` into a model, or writes it to a file.

    To a model: `key` is the column of external ids, `mapping` says which column fills which field.
    To a file: `format` and `path`.
    """

    type: Literal["write"] = "write"
    name: Identifier
    input: Identifier = "main"
    model: Text | None = None
    key: Text | None = None
    mapping: dict[Text, Text] = Field(default_factory=dict)
    format: Text | None = None
    path: Text | None = None
    options: dict[str, JsonValue] = Field(default_factory=dict)


Step = Annotated[ReadStep | TransformStep | WriteStep, Field(discriminator="type")]


class Flow(Element):
    """Ordered steps over a namespace of named frames, and the scripts that they use."""

    name: Identifier
    title: str = ""
    steps: tuple[Step, ...] = ()
    scripts: tuple[Script, ...] = ()

    def script(self, name: str) -> Script:
        """The script of that name. Raises KeyError."""
        return {script.name: script for script in self.scripts}[name]
