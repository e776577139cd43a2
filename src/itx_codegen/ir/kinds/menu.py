"""A menu item."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names, Node
from ..roles import DeclaresXmlId, XmlIdRef


class Menu(Node):
    """`parent` and `action` are XML ids; without a module's name they are of this module.

    `enabled` is Odoo's `active`: a menu that is not is kept, and not shown.
    """

    kind: ClassVar[str] = "menu"
    label: ClassVar[Message] = text("Menu")
    follows: ClassVar[frozenset[str]] = frozenset({"action_window", "action_server", "report"})
    collection: ClassVar[str] = "menus"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    parent: Annotated[str, XmlIdRef(("menu",))] = ""
    action: Annotated[str, XmlIdRef(("action_window", "action_server", "report"))] = ""
    sequence: int = 10
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    web_icon: str = ""
    enabled: bool = True

    def normalized(self) -> Menu:
        return self.model_copy(update={"groups": tuple(sorted(self.groups))})
