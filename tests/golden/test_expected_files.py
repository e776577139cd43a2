"""What is generated equals what is expected, file by file, in both directions."""

import shutil

import black
import pytest
from itx_codegen.publish import write_folder
from itx_codegen.render import render

from .cases import CASES, Case

pytestmark = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_files_are_the_expected_ones(case: Case, request: pytest.FixtureRequest) -> None:
    tree = render(case.document())
    if request.config.getoption("--update-goldens"):
        shutil.rmtree(case.expected, ignore_errors=True)
        write_folder(tree, case.expected)

    expected = {
        path.relative_to(case.expected).as_posix(): path.read_bytes()
        for path in case.expected.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert sorted(expected) == sorted(tree)
    for path, content in tree.items():
        assert content == expected[path], path


def test_python_files_compile_and_are_as_black_leaves_them(case: Case) -> None:
    tree = render(case.document())

    for path in (path for path in tree if path.endswith(".py")):
        compile(tree[path], path, "exec")
        if not path.startswith("scripts/"):
            source = tree.text(path)
            assert black.format_str(source, mode=black.Mode(line_length=88)) == source, path


def test_same_document_gives_the_same_bytes(case: Case) -> None:
    assert dict(render(case.document())) == dict(render(case.document()))
