"""The scripts that three versions of a module bring are the expected ones, file by file."""

import shutil
from pathlib import Path

import pytest

from itx_codegen.publish import write_folder
from itx_codegen.render import FileTree, render
from tests.integration.upgrades.versions import documents

_EXPECTED = Path(__file__).parent / "upgrades" / "expected"


def test_scripts_are_the_expected_ones(request: pytest.FixtureRequest) -> None:
    *bases, head = documents()
    tree = render(head, bases=bases)
    scripts = {path: tree[path] for path in tree if path.startswith("migrations/")}
    if request.config.getoption("--update-goldens"):
        shutil.rmtree(_EXPECTED, ignore_errors=True)
        write_folder(FileTree(scripts), _EXPECTED)

    expected = {
        path.relative_to(_EXPECTED).as_posix(): path.read_bytes()
        for path in _EXPECTED.rglob("*.py")
    }

    assert scripts == expected
    for path, content in scripts.items():
        compile(content, path, "exec")


def test_scripts_that_run_before_the_models_are_the_same_in_every_later_version() -> None:
    first, second, third = documents()
    former, later = render(second, bases=[first]), render(third, bases=[second, first])

    scripts = [path for path in former if "/19.0.1.1.0/pre-" in path]

    assert len(scripts) == 9
    for path in scripts:
        assert later[path] == former[path]
