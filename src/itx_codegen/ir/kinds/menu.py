"""A menu item."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, XmlIdRef

_ACTIONS = ("action_client", "action_server", "action_url", "action_window", "report")


class Menu(RecordNode):
    """`parent` and `action` are XML ids; without a module's name they are of this module.

    Without a `name` it is called as its action is.
    `enabled` is Odoo's `active`: a menu that is not is kept, and not shown.
    """

    kind: ClassVar[str] = "menu"
    record_model: ClassVar[str] = "ir.ui.menu"
    label: ClassVar[Message] = text("Menu")
    follows: ClassVar[frozenset[str]] = frozenset(_ACTIONS)
    collection: ClassVar[str] = "menus"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str = ""
    parent: Annotated[str, XmlIdRef(("menu",))] = ""
    action: Annotated[str, XmlIdRef(_ACTIONS)] = ""
    sequence: int = 10
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    web_icon: str = ""
    enabled: bool = True

    def normalized(self) -> Menu:
        return self.model_copy(update={"groups": tuple(sorted(self.groups))})
