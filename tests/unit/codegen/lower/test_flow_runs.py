"""A module with flows has a menu to their runs."""

from __future__ import annotations

from typing import Any

from itx_codegen.ir import load
from itx_codegen.lower import lowered

FLOW = {"name": "load", "steps": []}
MENU = {"xml_id": "menu_root", "name": "Clinic"}
OPENS = {"type": "window", "xml_id": "action_run", "name": "Loads", "model": "odf.run"}


def added(**lists: Any) -> list[Any]:
    document = load({"module": {"name": "clinic"}, **lists})
    full = lowered(document)
    return [*full.actions[len(document.actions) :], *full.menus[len(document.menus) :]]


def test_the_menu_stands_below_the_first_of_the_module() -> None:
    action, menu = added(flows=[FLOW], menus=[MENU])

    assert action.domain == "[('flow_id.namespace', 'in', ('clinic', 'x_clinic'))]"
    assert (menu.parent, menu.action) == ("menu_root", action.xml_id)
    assert action.groups == menu.groups == ("odf_core.group_flow_user",)


def test_without_a_menu_of_its_own_it_stands_below_that_of_all_flows() -> None:
    _action, menu = added(flows=[FLOW])

    assert menu.parent == "odf_core.menu_root"


def test_nothing_is_added_without_flows_or_where_the_module_opens_its_runs_itself() -> None:
    assert added(menus=[MENU]) == []
    assert added(flows=[FLOW], actions=[OPENS]) == []


def test_names_that_are_taken_are_left_alone() -> None:
    taken = [{**OPENS, "xml_id": "action_flow_run", "model": "clinic.visit"}]

    action, _menu = added(flows=[FLOW], actions=taken)

    assert action.xml_id == "action_flow_run_2"
