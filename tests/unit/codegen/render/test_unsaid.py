"""What a version before has said, and this one does not: an upgrade takes it back."""

from copy import deepcopy
from typing import Any

from lxml import etree

from itx_codegen.ir import load
from itx_codegen.render import FileTree, render

BEFORE: dict[str, Any] = {
    "module": {"name": "m", "version": "1.0.0", "depends": ["base", "sales_team"]},
    "groups": [
        {"uid": "g1", "xml_id": "group_one", "name": "One"},
        {"uid": "g2", "xml_id": "group_two", "name": "Two"},
    ],
    "models": [{"uid": "b", "name": "m.b", "fields": [{"uid": "n", "name": "n", "type": "char"}]}],
    "access": [{"uid": "a", "model": "m.b", "group": "group_one"}],
    "rules": [
        {
            "uid": "r",
            "xml_id": "rule_b",
            "name": "B",
            "model": "m.b",
            "domain": "[]",
            "groups": [
                "group_one",
                "group_two",
                "base.group_user",
                "sales_team.group_sale_manager",
            ],
            "perm_read": False,
        }
    ],
    "menus": [{"uid": "m", "xml_id": "menu_b", "name": "B", "groups": ["group_one", "group_two"]}],
    "flows": [
        {
            "uid": "f",
            "name": "load",
            "mode": "delta",
            "keep_days": 5,
            "steps": [
                {
                    "uid": "s",
                    "name": "read",
                    "type": "read",
                    "format": "csv",
                    "path": "a.csv",
                    "key": "id",
                    "columns": {"id": "str"},
                }
            ],
        }
    ],
}


def _after() -> dict[str, Any]:
    """The next version says less, and depends on less."""
    data = deepcopy(BEFORE)
    data["module"].update(version="1.1.0", depends=["base"])
    del data["groups"][1]
    data["rules"][0].update(groups=["group_one"], perm_read=True)
    data["menus"][0]["groups"] = ["group_one"]
    flow = data["flows"][0]
    del flow["mode"], flow["keep_days"], flow["steps"][0]["key"], flow["steps"][0]["columns"]
    return data


def _render(data: dict[str, Any], *bases: dict[str, Any]) -> FileTree:
    return render(load(deepcopy(data)), bases=[load(deepcopy(base)) for base in bases])


def _fields(tree: FileTree, path: str, xml_id: str) -> dict[str, str]:
    root = etree.fromstring(tree.text(path).encode())
    (record,) = root.iterfind(f".//*[@id='{xml_id}']")
    return {
        str(field.get("name")): field.get("eval") or field.text or ""
        for field in record.iterfind("field")
    }


def test_a_flow_gets_its_defaults_back() -> None:
    tree = _render(_after(), BEFORE)

    flow = _fields(tree, "data/m_flows.xml", "flow_load")
    step = _fields(tree, "data/m_flows.xml", "flow_load_step_read")
    assert (flow["mode"], flow["keep_days"]) == ("full", "90")
    assert (step["key"], step["columns"]) == ("False", "False")


def test_links_to_what_is_still_there_are_cut() -> None:
    rule = _fields(_render(_after(), BEFORE), "security/m_rules.xml", "rule_b")

    # Odoo itself takes away the group that went; that of a module one no longer depends on may be.
    assert rule["groups"] == (
        "[Command.link(ref('group_one')), Command.unlink(ref('base.group_user'))]"
    )
    assert rule["perm_read"] == "True"


def test_a_menu_is_taken_from_a_group() -> None:
    after = deepcopy(BEFORE)
    after["module"]["version"] = "1.1.0"
    after["menus"][0]["groups"] = ["group_two"]

    assert 'groups="group_two,-group_one"' in _render(after, BEFORE).text("views/m_menus.xml")


def test_a_rule_that_loses_all_its_groups_holds_for_nobody_alone() -> None:
    after = deepcopy(BEFORE)
    after["module"]["version"] = "1.1.0"
    after["rules"][0]["groups"] = []

    rule = _fields(_render(after, BEFORE), "security/m_rules.xml", "rule_b")
    assert rule["groups"].count("Command.unlink") == 4
    assert "Command.link" not in rule["groups"]


def test_each_version_before_counts() -> None:
    last = _after()
    last["module"]["version"] = "1.2.0"

    flow = _fields(_render(last, _after(), BEFORE), "data/m_flows.xml", "flow_load")
    assert flow["mode"] == "full"


def test_nothing_is_added_to_what_says_the_same_and_without_a_version_before() -> None:
    same = deepcopy(BEFORE)
    same["module"]["version"] = "1.1.0"
    for path in ("data/m_flows.xml", "security/m_rules.xml", "views/m_menus.xml"):
        assert _render(same, BEFORE).text(path) == _render(same).text(path)
    assert "mode" not in _fields(_render(_after()), "data/m_flows.xml", "flow_load")
