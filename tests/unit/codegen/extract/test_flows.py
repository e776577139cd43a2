"""Data flows of a module that is taken in: they come back as flows, with what people changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itx_codegen.extract import Extracted, Kept, extract
from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.action_server import ActionServer
from itx_codegen.ir.kinds.connection import Connection
from itx_codegen.ir.kinds.cron import Cron
from itx_codegen.ir.kinds.flow import Flow
from itx_codegen.ir.kinds.script import Script
from itx_codegen.ir.node import Node
from itx_codegen.ir.normal import normalized
from itx_codegen.render import render
from tests.golden.cases import CASES, KITCHEN_SINK, Case
from tests.unit.codegen.flowing import edited_flows, flowing

_FLOWS = "data/app_flows.xml"
_SCRIPTS = "data/app_scripts.xml"
_CRONS = "data/app_crons.xml"
_ACTIONS = "data/app_server_actions.xml"
_FILE = "scripts/tidy.py"

_few = settings(max_examples=6)


def _app() -> dict[str, Any]:
    return {
        "module": {"name": "app", "depends": ["base"]},
        "connections": [{"name": "old", "type": "odoo", "url": "https://old.example.org"}],
        "scripts": [{"name": "tidy", "code": "def transform(df, ctx):\n    return df"}],
        "flows": [
            {
                "name": "load",
                "title": "Load people",
                "steps": [
                    {
                        "name": "read",
                        "type": "read",
                        "format": "odoo",
                        "options": {"model": "res.partner", "fields": ["id", "name"]},
                    },
                    {"name": "tidy", "type": "transform", "script": "tidy"},
                    {
                        "name": "write",
                        "type": "write",
                        "connection": "old",
                        "model": "res.partner",
                        "key": "id",
                        "mapping": {"name": "name"},
                    },
                ],
            }
        ],
        "crons": [{"xml_id": "cron_load", "name": "Load", "flow": "load"}],
        "actions": [
            {"type": "server", "xml_id": "run_load", "name": "Load all", "flow": "load"},
            {
                "type": "server",
                "xml_id": "run_some",
                "name": "Load these",
                "flow": "load",
                "binding_model": "res.partner",
            },
        ],
    }


@cache
def _files() -> dict[str, bytes]:
    return dict(render(load(_app())))


def _taken(path: str = "", old: str = "", new: str = "", **given: Any) -> Extracted:
    """Return what the module becomes after an edit in one of its files; it must come back."""
    files = _files()
    if path:
        assert old in files[path].decode(), files[path].decode()
        files = {**files, path: files[path].decode().replace(old, new, 1).encode()}
    found = extract(files, "app", **given)
    assert dict(render(found.document)) == files
    return found


def _flow(document: Document) -> Flow:
    (flow,) = document.of(Flow)
    return flow


def _of_flows(document: Document) -> dict[str, list[Any]]:
    """Return what a document says of flows, in the form in which equal meanings are equal."""
    plain = normalized(document)
    kinds: tuple[type[Node], ...] = (Connection, Script, Flow, Cron)
    found: dict[str, list[Any]] = {
        kind.kind: sorted((_said(one) for one in plain.of(kind)), key=repr) for kind in kinds
    }
    starting = (one for one in plain.of(ActionServer) if one.flow)
    return {**found, "actions": sorted((_said(one) for one in starting), key=repr)}


def _said(node: Node) -> dict[str, Any]:
    children = {name: [_said(one) for one in held] for name, held in node.children()}
    own = {
        name: dict(sorted(value.items())) if isinstance(value, dict) else value
        for name, value in node.own_values().items()
    }
    return {**own, **children}


def _reasons(found: Extracted, *sorts: str) -> dict[str, str]:
    return {
        entry.name: str(entry.reason)
        for entry in found.report.of(Kept.MODELLED)
        if entry.sort in sorts and entry.reason
    }


def _is_all_data(document: Document) -> bool:
    """Tell whether the flow is data records, and nothing says that it would be started."""
    models = [record.model for record in document.data]  # type: ignore[attr-defined]
    starts = [*document.of(Cron), *document.of(ActionServer)]
    return (
        not document.of(Flow)
        and models.count("odf.flow.step") == 3
        and all(not one.flow and "flow_load" in one.code for one in starts)
    )


# what was rendered comes back


@pytest.mark.parametrize("case", [CASES[0], KITCHEN_SINK], ids=lambda case: case.name)
def test_flows_of_the_examples_come_back_and_give_the_same_bytes(case: Case) -> None:
    document = case.document()
    tree = render(document)
    found = extract(tree, document.module.name)
    assert _of_flows(found.document) == _of_flows(document)
    assert not [e for e in found.report.entries if e.sort == "data flow" and e.reason]
    assert dict(render(found.document)) == dict(tree)
    again = render(found.document, regenerate=True)
    kept = [path for path in tree if path.startswith("scripts/") or path.endswith("_flows.xml")]
    assert {path: again[path] for path in kept} == {path: tree[path] for path in kept}


@_few
@given(flowing())
def test_any_flows_come_back_kept_and_written_anew(document: Document) -> None:
    tree = render(document)
    taken = extract(tree, "app").document
    assert _of_flows(taken) == _of_flows(document)
    assert dict(render(taken)) == dict(tree)
    assert dict(render(taken, regenerate=True)) == dict(tree)


@_few
@given(flowing(), st.integers(0, 2**32 - 1), st.booleans())
def test_edits_of_flows_that_were_taken_in_are_written(
    document: Document, seed: int, regenerate: bool
) -> None:
    edited = edited_flows(extract(render(document), "app").document, seed)
    again = extract(render(edited, regenerate), "app").document
    assert _of_flows(again) == _of_flows(edited)


def test_each_record_and_file_of_a_flow_is_told_once() -> None:
    found = _taken()
    told = [entry.sort for entry in found.report.entries if entry.path in (_FLOWS, _SCRIPTS, _FILE)]
    assert told.count("flow step") == 3
    assert told.count("data flow") == 1
    assert told.count("transform script") == 2  # the record and the file
    assert len(told) == 6


# what people changed in the files


def test_the_order_of_steps_is_that_of_their_numbers() -> None:
    number = '<field name="sequence">20</field>'
    flow = _flow(_taken(_FLOWS, number, '<field name="sequence">99</field>').document)
    assert [step.name for step in flow.steps] == ["read", "write", "tidy"]


def test_steps_with_numbers_of_their_own_stay_in_order_when_one_comes_between() -> None:
    number = '<field name="sequence">20</field>'
    data = _taken(_FLOWS, number, '<field name="sequence">15</field>').document.to_json()
    step = {"name": "new", "type": "write", "format": "csv", "path": "a.csv"}
    data["flows"][0]["steps"].insert(1, step)
    again = extract(render(load(data)), "app").document
    assert [step.name for step in _flow(again).steps] == ["read", "new", "tidy", "write"]


def test_a_changed_script_is_the_code_of_the_script() -> None:
    (script,) = _taken(_FILE, "return df", "return df.head()").document.of(Script)
    assert script.code == "def transform(df, ctx):\n    return df.head()"


def test_a_changed_interval_is_that_of_the_schedule() -> None:
    days = '<field name="interval_type">days</field>'
    (cron,) = _taken(_CRONS, days, days.replace("days", "hours")).document.of(Cron)
    assert (cron.flow, cron.interval_type) == ("load", "hours")


def test_changed_values_are_those_of_the_flow_and_its_steps() -> None:
    title = _flow(_taken(_FLOWS, "Load people", "Load all").document)
    assert title.title == "Load all"
    mapping = _flow(_taken(_FLOWS, "{'name': 'name'}", "{'name': 'name', 'ref': 'ref'}").document)
    assert mapping.steps[2].mapping == {"name": "name", "ref": "ref"}


def test_an_action_is_said_by_the_flow_and_the_model_that_it_is_offered_on() -> None:
    actions = {one.xml_id: one for one in _taken().document.of(ActionServer)}
    assert actions["run_load"].flow == actions["run_some"].flow == "load"
    assert actions["run_some"].binding_model == "res.partner"
    assert not actions["run_some"].model
    assert not actions["run_some"].code


# what is changed in the document


def test_a_script_with_another_name_has_another_file() -> None:
    data = _taken().document.to_json()
    data["scripts"][0]["name"] = data["flows"][0]["steps"][1]["script"] = "neat"
    tree = render(load(data))
    assert _FILE not in tree
    assert tree["scripts/neat.py"] == _files()[_FILE]
    assert 'file="app/scripts/neat.py"' in tree.text(_SCRIPTS)
    assert '<field name="script_id" ref="script_neat"/>' in tree.text(_FLOWS)


def test_a_new_script_is_no_python_module_of_the_addon() -> None:
    data = _taken().document.to_json()
    data["scripts"].append({"name": "more", "code": "def transform(df, ctx):\n    return df"})
    tree = render(load(data))
    assert "scripts/more.py" in tree
    assert "scripts/__init__.py" not in tree
    assert tree["__init__.py"] == _files()["__init__.py"]


def test_a_changed_title_of_a_script_leaves_its_file_alone() -> None:
    data = _taken(_FILE, "    return df\n", "    return df   # kept\n\n\n").document.to_json()
    data["scripts"][0]["title"] = "Tidy up"
    tree = render(load(data))
    assert tree.text(_FILE).endswith("    return df   # kept\n\n\n")
    assert '<field name="description">Tidy up</field>' in tree.text(_SCRIPTS)


def test_an_action_follows_what_its_flow_reads() -> None:
    data = _taken().document.to_json()
    data["flows"][0]["steps"][0]["options"]["model"] = "res.users"
    text = render(load(data)).text(_ACTIONS)
    assert "records" not in text


def test_a_flow_that_goes_takes_its_records_along() -> None:
    data = _taken().document.to_json()
    for collection in ("flows", "scripts", "crons"):
        del data[collection]
    data["actions"] = [one for one in data["actions"] if not one.get("flow")]
    tree = render(load(data))
    assert _FILE not in tree
    for path in (_FLOWS, _SCRIPTS, _CRONS, _ACTIONS):
        assert "<record" not in tree.text(path)


# what flows have no words for


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</record>", '    <field name="active" eval="False"/>\n    </record>', "active"),
        ('id="flow_load_step_tidy"', 'id="tidied"', "flow_load_step_tidy"),
        ("{'name': 'name'}", "dict(name='name')", "mapping"),
        ('ref="script_tidy"', 'ref="base.script"', "base.script"),
        (">app<", ">shared<", "namespace"),
        ('"type">read<', '"type">look<', "type"),
    ],
)
def test_a_flow_without_words_is_data_with_the_reason(old: str, new: str, reason: str) -> None:
    found = _taken(_FLOWS, old, new)
    assert _is_all_data(found.document)
    reasons = _reasons(found, "data flow", "flow step")
    assert len(reasons) == 4
    assert reason in reasons["flow_load"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (_FILE, "def transform", "def transformed"),
        (_SCRIPTS, 'type="char" file="app/scripts/tidy.py"/>', ">x = 1</field>"),
        ("data/app_connections.xml", "https://old", "https://me:secret@old"),
    ],
)
def test_what_a_flow_needs_is_data_and_so_is_the_flow(path: str, old: str, new: str) -> None:
    found = _taken(path, old, new)
    assert _is_all_data(found.document)
    assert len(_reasons(found, "data flow", "flow step")) == 4
    assert len(_reasons(found, "transform script", "connection")) == 1


def test_a_flow_stays_data_for_who_knows_no_flows() -> None:
    found = _taken(kinds={"module", "data", "cron", "action_server", "source_file"})
    assert _is_all_data(found.document)
    assert "odf_ui_builder" in _reasons(found, "data flow")["flow_load"]


def test_a_record_may_refer_to_a_flow() -> None:
    note = (
        '<record id="note" model="x.note"><field name="flow_id" ref="flow_load"/></record></odoo>'
    )
    document = _taken(_FLOWS, "</odoo>", note).document
    assert [record.xml_id for record in document.data] == ["note"]  # type: ignore[attr-defined]
