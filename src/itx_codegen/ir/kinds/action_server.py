"""A server action."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..node import Names, Node, Source
from .method import dedented


class ActionServer(Node):
    """Runs `code` on a model, or starts the `flow` of that name; just one of the two.

    `binding_model` names the model in whose *Action* menu it appears.
    """

    kind: ClassVar[str] = "action_server"
    label: ClassVar[str] = "Server action"
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["server"] = "server"
    xml_id: str
    name: str
    model: str = ""
    code: Source = ""
    flow: str = ""
    binding_model: str = ""
    groups: Names = ()

    def normalized(self) -> ActionServer:
        return self.model_copy(
            update={
                "code": dedented(self.code) if self.code.strip() else "",
                "groups": tuple(sorted(self.groups)),
            }
        )
