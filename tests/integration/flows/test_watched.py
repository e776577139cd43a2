"""A person looks at a run in a browser: its form follows, and they can end it there."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from dev import tab
from dev.demo.client import Client
from dev.tab import Tab
from odoo_data_flow.client import D

from .servers import ask, locked
from .site import Site
from .test_two_databases import flow

_PASSWORD = "of-a-test-0815"
_STEPS = ("a", "b")
_STATE = "document.querySelector('.o_statusbar_status [aria-checked=true]')?.textContent.trim()"
_TEXT = "document.querySelector('.o_odf_run_progress small')?.textContent"
_PERCENT = "document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')"
_CANCEL = "document.querySelector('button[name=action_cancel]')"


def _count(name: str) -> str:
    return f"document.querySelector('.o_field_widget[name={name}_count]')?.textContent"


@pytest.fixture(scope="module")
def person(target: Site) -> Client:
    """The Flow Manager, logged in as in a browser."""
    with target.as_("admin") as odoo:
        users = odoo["res.users"]
        users.write(users.search(D("login") == "manager"), {"password": _PASSWORD})
    return Client(target.url, target.database, "manager", _PASSWORD)


@pytest.fixture(scope="module")
def watched(target: Site, folder: Path) -> int:
    """A flow that changes a partner, then another one; the id. They are there already."""
    for step in _STEPS:
        (folder / "files" / f"{step}.csv").write_text(f"key,name\nwatched_{step},First\n")
    reads = [
        {
            "name": f"read_{one}",
            "type": "read",
            "format": "csv",
            "path": f"{one}.csv",
            "output": one,
        }
        for one in _STEPS
    ]
    writes = [
        {"name": f"write_{one}", "type": "write", "input": one, "model": "res.partner"}
        | {"key": "key", "mapping": {"name": "name"}}
        for one in _STEPS
    ]
    with target.as_("manager") as odoo:
        made = flow(odoo, {"name": "watched", "steps": [*reads, *writes]})
        odoo["odf.flow"].call("run", [made])
    return made


def _held(target: Site, step: str) -> AbstractContextManager[None]:
    """The worker has to wait before it can change the partner of a step."""
    partner = f"SELECT res_id FROM ir_model_data WHERE module = 'old' AND name = 'watched_{step}'"
    return locked(target.database, f"SELECT id FROM res_partner WHERE id = ({partner}) FOR UPDATE")


def _begin(target: Site, folder: Path, person: Client, flow_id: int, page: Tab, name: str) -> None:
    """Open the form of a new run that gives the partners another name; then a worker takes it."""
    for step in _STEPS:
        (folder / "files" / f"{step}.csv").write_text(f"key,name\nwatched_{step},{name}\n")
    # As lightly as the foreign keys of those who wake the scheduler allow.
    with locked(target.database, "SELECT id FROM ir_cron FOR NO KEY UPDATE"):
        opened = person.call("odf.flow", "action_run", [flow_id])
        page.ask("Network.setCookie", url=target.url, name="session_id", value=person.session)
        where = f"{target.url}/odoo/action-odf_core.action_run/{opened['res_id']}"
        page.ask("Page.navigate", url=where)
        page.wait(f"{_STATE} === 'Queued' && {_TEXT} === 'Waits for a worker'")
        page.value("window.isThatPage = true")
    ask("postgres", "SELECT pg_notify('cron_trigger', %s)", target.database)


def test_form_shows_how_far_the_run_is_and_its_counts_without_a_reload(
    target: Site, folder: Path, person: Client, watched: int
) -> None:
    with tab.opened() as page:
        with _held(target, "b"):
            with _held(target, "a"):
                _begin(target, folder, person, watched, page, "Second")
                page.wait(f"{_STATE} === 'Running' && {_TEXT} === 'write_a: 0 of 1 rows'")
                assert page.value(_PERCENT) == "50"
            page.wait(f"{_TEXT} === 'write_b: 0 of 1 rows'")
            assert page.value(_PERCENT) == "75"
        page.wait(f"{_STATE} === 'Done' && {_count('updated')} === '2'")

        assert page.value(f"[{_TEXT}, {_CANCEL}, {_count('read')}]") == [None, None, "2"]
        assert page.value("window.isThatPage")


def test_cancel_in_the_form_ends_the_run_after_the_rows_that_it_is_at(
    target: Site, folder: Path, person: Client, watched: int
) -> None:
    with tab.opened() as page:
        with _held(target, "a"):
            _begin(target, folder, person, watched, page, "Third")
            page.wait(f"{_TEXT} === 'write_a: 0 of 1 rows'")
            page.value(f"{_CANCEL}.click()")
            page.wait(f"!{_CANCEL}")
            assert page.value(_STATE) == "Running"
        page.wait(f"{_STATE} === 'Cancelled'")
        assert page.value("window.isThatPage")

    names = dict(
        ask(
            target.database,
            "SELECT data.name, partner.name FROM ir_model_data AS data JOIN res_partner AS partner "
            "ON partner.id = data.res_id WHERE data.name LIKE 'watched_%%'",
        )
    )
    assert names["watched_a"] == "Third"
    assert names["watched_b"] != "Third"
