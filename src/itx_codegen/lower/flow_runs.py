"""A menu to the runs of the module's data flows."""

from __future__ import annotations

from ..ir import Document
from ..ir.kinds.action_window import ActionWindow
from ..ir.kinds.flow import Flow
from ..ir.kinds.menu import Menu
from ..ir.kinds.source_file import SourceFile
from ..names.renaming import live_module
from .identity import derived_uid, free_xml_id, taken_xml_ids

_NAME = "Data Flow Runs"
_USERS = ("odf_core.group_flow_user",)
#: Behind the menus that have a place of their own.
_LAST = 200


def flow_runs(document: Document) -> Document:
    """Return the document with a menu to the runs of its flows, if it opens runs nowhere itself.

    It stands below the module's first menu, or below that of all flows. A module that was taken in
    has the menus that its author gave it.
    """
    opened = {action.model for action in document.of(ActionWindow)}
    if not document.of(Flow) or document.of(SourceFile) or "odf.run" in opened:
        return document
    taken = taken_xml_ids(document)
    module = document.module
    roots = [menu.xml_id for menu in document.of(Menu) if not menu.parent]
    action = ActionWindow(
        uid=derived_uid(module.uid, "action_window", "flow_runs"),
        xml_id=free_xml_id("action_flow_run", taken),
        name=_NAME,
        model="odf.run",
        view_mode=("list", "form"),
        # Flows have the namespace of the module that they came with, or of the live app.
        domain=f"[('flow_id.namespace', 'in', {(module.name, live_module(module.name))!r})]",
        groups=_USERS,
    )
    menu = Menu(
        uid=derived_uid(module.uid, "menu", "flow_runs"),
        xml_id=free_xml_id("menu_flow_run", taken),
        name=_NAME,
        parent=roots[0] if roots else "odf_core.menu_root",
        action=action.xml_id,
        sequence=_LAST,
        groups=_USERS,
    )
    return document.model_copy(
        update={
            "actions": (*getattr(document, ActionWindow.collection), action),
            "menus": (*document.of(Menu), menu),
        }
    )
