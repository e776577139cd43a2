"""What Odoo's own tools and the linters of its community say of generated files."""

import compileall
import os
import subprocess
import sys
from pathlib import Path

import black
import pytest
from lxml import etree

from dev import odoo_source
from itx_codegen.publish import write_folder
from itx_codegen.render import render
from tests.golden.cases import CASES, KITCHEN_SINK

_ODOO_CHECKS = (
    "--load-plugins=pylint_odoo",
    "--disable=all",
    "--enable=odoolint",
    "--valid-odoo-versions=19.0",
    "--score=n",
)
ALL = [*CASES, KITCHEN_SINK]


@pytest.fixture(scope="module")
def addons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the modules of all cases and of the example that uses every kind."""
    folder = tmp_path_factory.mktemp("generated_files")
    for case in ALL:
        write_folder(render(case.document()), folder / case.name)
    return folder


def _odoo() -> Path:
    """The folder of the package `odoo`."""
    return odoo_source.ensure() / "odoo"


def test_every_python_file_compiles(addons: Path) -> None:
    assert compileall.compile_dir(addons, quiet=1, force=True)


def test_every_python_file_but_the_authors_scripts_is_black(addons: Path) -> None:
    files = [file for file in addons.rglob("*.py") if file.parent.name != "scripts"]
    assert len(files) > len(ALL)
    for file in files:
        source = file.read_text(encoding="utf-8")
        assert source == "" or black.format_str(source, mode=black.Mode()) == source, file


def test_every_data_file_is_valid_by_odoos_schema(addons: Path) -> None:
    schema = etree.RelaxNG(etree.parse(_odoo() / "import_xml.rng"))
    files = [f for f in addons.rglob("*.xml") if "static" not in f.parts]
    assert len(files) > len(ALL)
    for file in files:
        assert schema.validate(etree.parse(file)), (file, schema.error_log.last_error)


def test_the_linter_of_odoos_community_finds_no_error(addons: Path) -> None:
    modules = [str(addons / case.name) for case in ALL]
    done = subprocess.run(
        [sys.executable, "-m", "pylint", *_ODOO_CHECKS, *modules],
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in done.stdout.splitlines() if ": E" in line or ": F" in line]
    assert not errors, done.stdout
    assert not done.stderr.strip() or "Traceback" not in done.stderr, done.stderr


#: `odoo upgrade_code` also goes through Odoo's own addons, where one of its scripts fails.
_UPGRADE = """
import sys
from odoo.cli.upgrade_code import FileManager, get_upgrade_code_scripts
from odoo.tools import parse_version
scripts = get_upgrade_code_scripts(parse_version("8.0"), parse_version("19.0"))
assert scripts
files = FileManager([sys.argv[1]], "**/*")
for _name, script in scripts:
    script.upgrade(files)
print(*[file.path for file in files if file.dirty])
"""


def test_odoos_own_upgrade_of_code_would_change_nothing(addons: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _UPGRADE, str(addons)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(odoo_source.ensure())},
    )
    assert done.returncode == 0, done.stderr
    changed = [word for word in done.stdout.split() if word.startswith(str(addons))]
    assert changed == []
