"""A menu item."""

from __future__ import annotations

from typing import ClassVar

from ..node import Names, Node


class Menu(Node):
    """`parent` and `action` are XML ids; without a module's name they are of this module."""

    kind: ClassVar[str] = "menu"
    label: ClassVar[str] = "Menu"
    collection: ClassVar[str] = "menus"
    named_by: ClassVar[str] = "xml_id"

    xml_id: str
    name: str
    parent: str = ""
    action: str = ""
    sequence: int = 10
    groups: Names = ()
    web_icon: str = ""

    def normalized(self) -> Menu:
        return self.model_copy(update={"groups": tuple(sorted(self.groups))})
