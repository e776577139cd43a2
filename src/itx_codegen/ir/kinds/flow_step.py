"""One step of a data flow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import JsonValue

from ...messages import Message, text
from ..node import Names, Node
from ..roles import ConnectionRef, FieldMapping, ModelRef, Role, ScriptRef, StepOptions


class FlowStep(Node):
    """Reads a source, runs a script, or writes to a destination. Frames (tables) pass by name.

    - *read* fills `output` with what `format` (and its `options`) reads from the file at `path`, or
      from what a `connection` leads to; the format *odoo* without one reads from the database that
      the flow runs in; its columns are called like the `fields` of its options, or as their `names`
      say. `key` is the column that tells rows apart, which finding
      changes needs; `deleted` the frame that gets the keys that are not there any more; `relations`
      the columns whose changes leave no mark on a row's `write_date`.
    - *transform* runs `script` on `input` and stores what it returns under `output`. One that makes
      its rows each from one row alone is `row_wise`, and then `on_error` may quarantine rows.
    - *write* upserts `input` into `model`: `key` is the column of external ids, `mapping` says
      which column fills which field, `connection` where the model is (none: here). What rows are
      compared with to find changes is the destination as it is, or what was written last (`compare`
      *state*). Or it writes a file: `format` and `path`.

    `columns` (column → type) says what rows must be after reading or transforming, `contract` what
    becomes of the rest: of unnamed `columns`, and of `values` that are not of their type.
    """

    kind: ClassVar[str] = "flow_step"
    label: ClassVar[Message] = text("Flow step")
    follows: ClassVar[frozenset[str]] = frozenset({"flow"})
    ordered: ClassVar[bool] = True

    name: str
    type: Literal["read", "transform", "write"]
    format: str = ""
    path: str = ""
    connection: Annotated[str, ConnectionRef()] = ""
    options: Annotated[dict[str, JsonValue], StepOptions()] = PydanticField(default_factory=dict)
    columns: dict[str, str] = PydanticField(default_factory=dict)
    contract: dict[str, str] = PydanticField(default_factory=dict)
    script: Annotated[str, ScriptRef()] = ""
    row_wise: bool = False
    on_error: Literal["stop", "quarantine"] = "stop"
    input: str = "main"
    output: str = "main"
    deleted: str = ""
    relations: Names = ()
    model: Annotated[str, ModelRef()] = ""
    key: str = ""
    mapping: Annotated[dict[str, str], FieldMapping()] = PydanticField(default_factory=dict)
    compare: Literal["destination", "state"] = "destination"

    @property
    def model_read_here(self) -> str:
        """The model whose records it reads from the database that the flow runs in; or empty."""
        if self.type != "read" or self.format != "odoo" or self.connection:
            return ""
        return str(self.options.get("model") or "")

    def normalized(self) -> FlowStep:
        return self.model_copy(update={"options": without_plain_names(self.options)})

    def references(self) -> Mapping[str, Role]:
        if not self.connection:
            return self.roles()
        # What a connection leads to has its own models.
        return {name: role for name, role in self.roles().items() if name == "connection"}


def without_plain_names(options: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return options without the names of columns that are called like their fields anyway."""
    names = options.get("names")
    if not isinstance(names, dict):
        return dict(options)
    said = {path: column for path, column in names.items() if path != column}
    bare = {name: value for name, value in options.items() if name != "names"}
    return {**bare, "names": said} if said else bare
