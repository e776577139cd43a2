"""One live app with 100,000 rows; each test works on a copy of its database."""

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev import databases
from itx_codegen.graduate import graduating
from itx_codegen.ir import loads
from itx_codegen.publish import write_folder
from itx_codegen.render import render

from .place import DOCUMENT, Place

ROWS = 100_000


@pytest.fixture(scope="package")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of addons with the module that graduates the app."""
    folder = tmp_path_factory.mktemp("exported")
    document = loads(DOCUMENT.read_text(encoding="utf-8"))
    write_folder(graduating(render(document), document), folder / "kitchen_sink")
    return folder


@pytest.fixture(scope="package")
def live(exported: Path) -> Iterator[Place]:
    """The app, alive and full. Nobody changes it: see `copy_of`."""
    name = _name("live")
    databases.clone(name)
    place = Place(name, exported)
    try:
        place.fill(ROWS)
        yield place
    finally:
        databases.drop(name)


@pytest.fixture(scope="package")
def graduated(live: Place) -> Iterator[Place]:
    """The app after its graduation. Nobody changes it: see `copy_of`."""
    name = _name("graduated")
    databases.copy(live.database, name)
    place = Place(name, live.addons)
    try:
        done = place.install()
        assert done.returncode == 0, done.stderr
        yield place
    finally:
        databases.drop(name)


@pytest.fixture
def copy_of(new_name: Callable[[str], str]) -> Callable[[Place], Place]:
    """Return a copy of a place that a test may change."""

    def copied(place: Place) -> Place:
        name = new_name("copy")
        databases.copy(place.database, name)
        return Place(name, place.addons)

    return copied


def _name(label: str) -> str:
    return f"scenario_graduation_{label}_{os.getpid()}_{secrets.token_hex(3)}"
