"""Modules that exist are taken in and given back: nothing is different, and their tests pass.

All originals stand in one database, all copies in a second, and in a third the copies of which all
that the document says was written anew. They are clones of one base, with demonstration data.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dev import databases, oca_addons
from itx_codegen.extract import Extracted, Kept, extract, read_module
from itx_codegen.ir import Document, load
from itx_codegen.publish import write_folder
from itx_codegen.render import render

from .compare import WHOLE, differences
from .modules import MODULES, needed, sources
from .sides import Installed, Side

_DEMO = ("--with-demo",)
#: How a copy is written: with the text that was taken in, or anew.
WAYS = {"kept": False, "regenerated": True}


#: What the report calls a sort, and where a dump has the same things.
_COUNTED = {
    "field": "field argument",
    "method": "method",
    "constraint": "sql object",
    "view": "ir.ui.view",
    "access right": "ir.model.access",
    "record rule": "ir.rule",
    "menu": "ir.ui.menu",
    "window action": "ir.actions.act_window",
    "cron": "ir.cron",
    "email template": "mail.template",
}
#: Odoo declares these itself, in the class of each new model.
_AUTOMATIC = ("id", "create_uid", "create_date", "write_uid", "write_date")


class Outcome(NamedTuple):
    """What came of one side: what ran while it was installed, and module → dump."""

    installed: Installed
    dumps: Mapping[str, Any]


@pytest.fixture(scope="module")
def extracted() -> dict[str, Extracted]:
    return {name: extract(read_module(path)[1], name) for name, path in sources().items()}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with what the modules depend on."""
    name = f"round_trip_{tmp_path_factory.getbasetemp().name}".replace("-", "_").lower()
    databases.drop(name)
    Side(name, oca_addons.ensure(), _DEMO).install(needed())
    yield name
    databases.drop(name)


@pytest.fixture(scope="module")
def original(base: str) -> Outcome:
    return _outcome(f"{base}_original", base, oca_addons.ensure())


@pytest.fixture(scope="module")
def copies(
    base: str, extracted: Mapping[str, Extracted], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Outcome]:
    """Return what came of the copies that are written in one of the `WAYS`; each is made once."""
    made: dict[str, Outcome] = {}

    def outcome(way: str) -> Outcome:
        if way not in made:
            folder = tmp_path_factory.mktemp(way)
            for name, (document, _report) in extracted.items():
                files = render(_through_json(document), regenerate=WAYS[way])
                write_folder(files, folder / "odoo" / "addons" / name)
            made[way] = _outcome(f"{base}_{way}", base, folder)
        return made[way]

    return outcome


def _outcome(name: str, base: str, addons: Path) -> Outcome:
    databases.copy(base, name)
    try:
        side = Side(name, addons, _DEMO)
        return Outcome(side.install(MODULES, tests=True), side.dump(MODULES))
    finally:
        databases.drop(name)


def _through_json(document: Document) -> Document:
    return load(document.to_json())


@pytest.mark.parametrize("module", [*MODULES, WHOLE])
@pytest.mark.parametrize("way", WAYS)
def test_a_copy_does_not_differ_from_its_module(
    way: str, module: str, original: Outcome, copies: Callable[[str], Outcome]
) -> None:
    found = differences(original.dumps[module], copies(way).dumps[module])

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("way", WAYS)
def test_the_tests_of_the_modules_pass_on_the_copies(
    way: str, original: Outcome, copies: Callable[[str], Outcome]
) -> None:
    on_original, on_copy = original.installed, copies(way).installed

    # All of them pass on the originals here, so that none is let off.
    assert not on_original.failed, on_original.log
    assert not on_copy.failed, on_copy.log
    assert {test.partition(":")[0] for test in on_original.ran} == {*MODULES}
    assert on_copy.ran == on_original.ran


@pytest.mark.parametrize("module", MODULES)
def test_taking_in_a_copy_gives_the_same_document(
    module: str, extracted: Mapping[str, Extracted]
) -> None:
    document = extracted[module].document

    assert extract(render(document), module).document == document


@pytest.mark.parametrize("module", MODULES)
def test_nothing_of_a_module_is_lost(module: str, extracted: Mapping[str, Extracted]) -> None:
    lost = [entry for entry in extracted[module].report.entries if entry.kept is Kept.UNSUPPORTED]

    assert lost == []


@pytest.mark.parametrize("module", MODULES)
def test_the_report_counts_what_odoo_finds(
    module: str, extracted: Mapping[str, Extracted], original: Outcome
) -> None:
    counts = Counter(entry.sort for entry in extracted[module].report.entries)
    dump = original.dumps[module]
    found = {
        sort: sum(1 for name in dump.get(there, {}) if name.rpartition(".")[2] not in _AUTOMATIC)
        for sort, there in _COUNTED.items()
    }

    assert {sort: counts[sort] for sort in _COUNTED} == found
