"""One step of a wizard."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names, Node
from ..roles import FieldPaths


class WizardStep(Node):
    """What a wizard asks for at once: fields of its model, with a `help` above them."""

    kind: ClassVar[str] = "wizard_step"
    label: ClassVar[Message] = text("Wizard step")
    within: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    short: ClassVar[bool] = True

    name: str
    title: str = ""
    help: str = ""
    field_names: Annotated[Names, FieldPaths("../model")] = ()
