"""What an upgrade from an older version of the module has to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ..node import Node, Side, Source
from ..roles import FreePython


class Migration(Node):
    """A script that runs when the module comes from before `version` (its own: 1.1.0).

    `code` is the body of `migrate(cr, version)`, `head` what stands above it: imports, helpers.
    *pre* runs before the models are loaded, *post* after the data, *end* when all modules are.
    """

    kind: ClassVar[str] = "migration"
    label: ClassVar[Message] = text("Migration script")
    collection: ClassVar[str] = "migrations"
    side: ClassVar[Side] = Side.EXPORT

    name: str
    version: str
    phase: Literal["pre", "post", "end"] = "post"
    head: Annotated[Source, FreePython(top=True)] = ""
    code: Annotated[Source, FreePython()]

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("name") and data.get("version"):
            version = str(data["version"]).replace(".", "_")
            data = {**data, "name": f"{data.get('phase', 'post')}_{version}"}
        return data
