"""Generated modules in a real Odoo: they install, their tests pass, their texts arrive."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from itx_codegen.ir import Document
from itx_codegen.ir.kinds.model import Model
from itx_codegen.ir.kinds.view import View
from itx_codegen.ir.xml import canonical_arch as _arch
from itx_codegen.lower import lowered
from itx_codegen.publish import write_folder
from itx_codegen.render import render
from itx_codegen.validate.context import AUTOMATIC_FIELDS
from tests.golden.cases import CASES, KITCHEN_SINK, Case

_TEXTS = """
import io, json
from odoo.tools.translate import trans_export
buffer = io.BytesIO()
trans_export(None, [MODULE], buffer, "po", env)
names = env["ir.model.data"].search([("module", "=", MODULE)])
told = {"po": buffer.getvalue().decode(), "names": {}, "arch": {}}
for data in names.filtered(lambda d: d.model not in ("ir.model.fields", "ir.model.constraint")):
    record = env[data.model].browse(data.res_id)
    told["names"][data.name] = record["name"] if "name" in record else ""
    if data.model == "ir.ui.view":
        told["arch"][data.name] = record.arch_db
told["messages"] = {
    c.name: c.message for c in env["ir.model.constraint"].search([("module.name", "=", MODULE)])
}
print("TOLD" + json.dumps(told))
"""


@pytest.fixture(scope="module")
def addons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the modules of all golden cases."""
    folder = tmp_path_factory.mktemp("generated")
    for case in [*CASES, KITCHEN_SINK]:
        write_folder(render(case.document()), folder / case.name)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_module_installs_and_its_tests_pass(
    case: Case, addons: Path, database: str, odoo: Callable[..., object]
) -> None:
    _install(case, addons, database, odoo)
    env = {"ODOO_EXTRA_ADDONS": str(addons)}
    _check_texts(lowered(case.document()), _texts(case, database, odoo, env), addons / case.name)


def test_a_module_with_every_kind_installs_and_its_tests_pass(
    addons: Path, database: str, odoo: Callable[..., object]
) -> None:
    _install(KITCHEN_SINK, addons, database, odoo)


def _install(case: Case, addons: Path, database: str, odoo: Callable[..., object]) -> None:
    env = {"ODOO_EXTRA_ADDONS": str(addons)}

    done = odoo(
        "-d",
        database,
        "-i",
        case.name,
        "--test-tags",
        f"/{case.name}",
        "--no-http",
        "--stop-after-init",
        env=env,
    )

    said = done.stderr
    assert done.returncode == 0, said
    names = "|".join([case.name, *(model.name for model in case.document().of(Model))])
    assert not re.search(rf" (ERROR|WARNING|CRITICAL) .*({names})", said), said
    counts = re.search(r"0 failed, 0 error\(s\) of (\d+) tests", said)
    assert counts is not None, said
    assert int(counts[1]) == _written_tests(addons / case.name)


def _written_tests(module: Path) -> int:
    files = (module / "tests").glob("test_*.py")
    return sum(file.read_text(encoding="utf-8").count("def test_") for file in files)


def _texts(case: Case, database: str, odoo: Callable[..., object], env: dict[str, str]) -> dict:
    code = _TEXTS.replace("MODULE", repr(case.name))
    done = odoo("shell", "-d", database, "--log-level=error", "--no-http", stdin=code, env=env)
    assert "TOLD" in done.stdout, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("TOLD"))
    return json.loads(line.removeprefix("TOLD"))


def _check_texts(document: Document, told: dict, module: Path) -> None:
    """The database holds the texts of the document, and Odoo finds the same terms as we wrote."""
    for name in ("groups", "rules", "actions", "menus", "crons"):
        for element in getattr(document, name):
            assert told["names"][element.xml_id] == element.name
    number = r'(<button name=")(\d+|%\([\w.]+\)d)'
    for view in document.of(View):
        found = told["arch"][view.xml_id]
        assert _arch(re.sub(number, r"\1ID", found)) == _arch(re.sub(number, r"\1ID", view.arch))
    messages = {
        f"{model.name.replace('.', '_')}_{constraint.name}": constraint.message
        for model in document.of(Model)
        for constraint in model.constraints
        if constraint.message
    }
    assert {name: told["messages"][name] for name in messages} == messages
    written = module / "i18n" / f"{document.module.name}.pot"
    found = _terms(polib.pofile(told["po"])) - _inherited(document, told["po"])
    assert found == _terms(polib.pofile(written.read_text(encoding="utf-8")))


def _inherited(document: Document, po: str) -> set[tuple[str, str]]:
    """The terms of fields that the document's models have from elsewhere, such as `mail.thread`."""
    own = {
        f"field_{model.name.replace('.', '_')}__{name}"
        for model in document.of(Model)
        for name in (*AUTOMATIC_FIELDS, *(field.name for field in model.fields))
    }
    return {
        (text, place)
        for text, place in _terms(polib.pofile(po))
        if place.startswith("model:ir.model.fields,")
        and place.rpartition(":")[2].partition(".")[2] not in own
    }


def _terms(catalogue: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgid, place) for entry in catalogue for place, _ in entry.occurrences}
