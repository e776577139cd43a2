"""One step of a data flow."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import JsonValue

from ...messages import Message, text
from ..node import Node
from ..roles import FieldMapping, ModelRef, ScriptRef


class FlowStep(Node):
    """Reads a source, runs a script, or writes to a destination. Frames pass by name.

    A *read* step fills `output` from `path` in `format`, checked against `columns` (column → type).
    A *transform* step runs `script` on `input` and stores what it returns under `output`.
    A *write* step upserts `input` into `model`: `key` is the column of external ids, `mapping` says
    which column fills which field.
    """

    kind: ClassVar[str] = "flow_step"
    label: ClassVar[Message] = text("Flow step")
    within: ClassVar[bool] = True
    follows: ClassVar[frozenset[str]] = frozenset({"flow"})
    ordered: ClassVar[bool] = True

    name: str
    type: Literal["read", "transform", "write"]
    format: str = ""
    path: str = ""
    options: dict[str, JsonValue] = PydanticField(default_factory=dict)
    columns: dict[str, str] = PydanticField(default_factory=dict)
    script: Annotated[str, ScriptRef()] = ""
    input: str = "main"
    output: str = "main"
    model: Annotated[str, ModelRef()] = ""
    key: str = ""
    mapping: Annotated[dict[str, str], FieldMapping()] = PydanticField(default_factory=dict)
