"""A dialog in steps."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names, Node, Source
from ..roles import DeclaresXmlId, ModelRef, PythonOn, XmlIdRef
from .wizard_step import WizardStep


class Wizard(Node):
    """Asks step by step for the fields of `model`, a model of this module, then runs `code`.

    It is short for a window action with its own XML id, a form, methods that go on and back, and
    access rights; the model becomes transient. With `started_on` it appears in the *Action* menu
    of that model, and the chosen records are in the many2many field `records_field` of the dialog.
    `code` has the dialog in `self`; without any, the model's own method `action_apply` runs.
    `groups` are those who may use it, all employees if there are none.
    """

    kind: ClassVar[str] = "wizard"
    label: ClassVar[Message] = text("Wizard")
    collection: ClassVar[str] = "wizards"
    named_by: ClassVar[str] = "xml_id"
    short: ClassVar[bool] = True
    known_as: ClassVar[str] = "action_window"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    started_on: Annotated[str, ModelRef()] = ""
    records_field: str = "record_ids"
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    apply_label: str = "Apply"
    code: Annotated[Source, PythonOn()] = ""
    steps: tuple[WizardStep, ...] = ()
