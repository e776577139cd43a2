"""No program, log or dump gives the secret of a connection, whoever asks."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from dev import cluster
from dev.paths import SECRET_KEY
from odoo_data_flow.connect import ConnectError

from .site import PEOPLE, Site

PLAIN = "Tell/No One-0815-é"


@pytest.fixture(scope="module")
def connections(source: Site) -> list[int]:
    """Made by programs of the manager's: one that leads here, one that leads nowhere."""
    values = {"url": source.url, "database": source.database, "secret": PLAIN}
    made = []
    for protocol in ("json2", "jsonrpc", "xmlrpc"):
        with source.as_("manager", protocol) as odoo:
            model = odoo["odf.connection"]
            made += model.create([{**values, "name": protocol, "protocol": protocol}])
            model.write(made[-1:], {"secret": PLAIN})
    return made


def in_any_form(text: bytes) -> list[str]:
    """The names of the forms in which the secret stands in something."""
    raw = PLAIN.encode()
    forms = {
        "plain": raw,
        "json": PLAIN.encode("unicode_escape").replace(b"\\xe9", b"\\u00e9"),
        "escaped": PLAIN.encode("unicode_escape"),
        "url": quote(PLAIN, safe="").encode(),
        "hex": raw.hex().encode(),
        # The middle, which is the same whatever stands before, in one of three places.
        **{f"base64 {n}": base64.b64encode(b"x" * n + raw)[4:-4] for n in range(3)},
    }
    return [name for name, form in forms.items() if form in text]


def test_no_answer_to_a_program_holds_it(source: Site, connections: list[int]) -> None:
    calls = {
        "read": {},
        "search_read": {"domain": []},
        "export_data": {"fields_to_export": ["name", "secret", "sealed_secret"]},
        "copy_data": {},
        "fields_get": {},
        "action_test": {},
    }
    answers = []
    for login in [*PEOPLE, "admin"]:
        for protocol in ("json2", "xmlrpc"):
            with source.as_(login, protocol) as odoo:
                for method, arguments in calls.items():
                    ids = None if method in ("search_read", "fields_get") else connections[:1]
                    try:
                        answer = odoo.connection.call("odf.connection", method, ids, arguments)
                    except ConnectError as error:
                        answer = error
                    answers.append((login, protocol, method, str(answer)))
    assert len(answers) == 72
    assert [answer[:3] for answer in answers if in_any_form(answer[3].encode())] == []
    # The calls were right: who may read the record was told of it.
    assert sum("xmlrpc" in answer[3] or "json2" in answer[3] for answer in answers) > 12


def test_no_dump_of_the_database_holds_it(source: Site, connections: list[int]) -> None:
    program = Path(cluster.psql()).with_name("pg_dump")
    environment = cluster.ensure_running()
    dump = subprocess.run(
        [program, "--inserts", source.database], env=environment, capture_output=True, check=True
    ).stdout
    assert b"json2" in dump
    assert dump.count(b"gAAAA") == len(connections)
    assert in_any_form(dump) == []


def test_server_told_it_to_no_log(source: Site, connections: list[int]) -> None:
    log = source.log.read_bytes()
    assert log.count(b"call odf.connection") >= len(connections)
    assert b'INSERT INTO "odf_connection"' in log
    assert in_any_form(log) == []


def test_connection_that_nobody_can_read_still_connects(
    source: Site, connections: list[int]
) -> None:
    with source.as_("manager") as odoo:
        own = {"secret": source.keys["manager"]}
        odoo["odf.connection"].write(connections[:1], own)
        answer = odoo["odf.connection"].call("action_test", connections[:1])
    assert "Odoo 19" in answer["params"]["message"]
    assert source.keys["manager"] not in source.log.read_text(errors="replace")


def test_key_of_the_checkout_is_its_owners(source: Site) -> None:
    """`bin/odoo` has a key, which nobody else can read."""
    assert SECRET_KEY.stat().st_mode & 0o777 == 0o600
    assert SECRET_KEY.read_text() not in source.log.read_text(errors="replace")
