"""A tree reaches a ZIP or a folder as it is."""

import io
import zipfile
from pathlib import Path

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.publish import write_folder, zip_bytes

_TREE = {"b.txt": b"b", "a/c.txt": "ไทย".encode()}


def test_zip_holds_the_files_below_the_root() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(_TREE, "mod"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "mod/a/c.txt": "ไทย".encode(),
            "mod/b.txt": b"b",
        }


def test_zip_depends_on_the_files_alone() -> None:
    reverse = dict(reversed(_TREE.items()))

    assert zip_bytes(_TREE, "mod") == zip_bytes(reverse, "mod")


def test_folder_holds_the_files(tmp_path: Path) -> None:
    write_folder(_TREE, tmp_path / "out" / "mod")

    assert (tmp_path / "out" / "mod" / "a" / "c.txt").read_text(encoding="utf-8") == "ไทย"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mod"]


def test_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")

    with pytest.raises(DocumentError, match="not empty"):
        write_folder(_TREE, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_path_that_leads_out_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="leads out"):
        write_folder({"ok.txt": b"", "../../evil.txt": b""}, tmp_path / "mod")

    assert list(tmp_path.iterdir()) == []
