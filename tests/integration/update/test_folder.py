"""A folder is brought up to date whole, or stays as it was."""

import base64
import hashlib
import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.extract import read_module
from itx_codegen.ir import Document, load
from itx_codegen.render import render
from itx_codegen.update import RECORD, last_document, update_folder

_ONE: dict[str, Any] = {
    "module": {"name": "library", "depends": ["base"]},
    "models": [
        {
            "uid": "book",
            "name": "library.book",
            "fields": [{"uid": "name", "name": "name", "type": "char"}],
        }
    ],
}


def one() -> Document:
    return load(_ONE)


def two(name: str = "library.book") -> Document:
    """The next version: another field, and if wanted another name of the model."""
    document = deepcopy(_ONE)
    document["models"][0]["name"] = name
    document["models"][0]["fields"].append({"uid": "isbn", "name": "isbn", "type": "char"})
    return load(document, one())


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What was exported first."""
    target = tmp_path / "library"
    update_folder(one(), target)
    return target


@pytest.fixture
def model(folder: Path) -> Path:
    return folder / "models" / "library_book.py"


def test_the_folder_knows_what_was_exported(folder: Path) -> None:
    assert last_document(folder) == one()


def test_the_record_is_no_part_of_the_module(folder: Path) -> None:
    _name, files = read_module(folder)
    assert dict(files) == dict(render(one()))


def test_edits_survive_and_a_second_time_changes_nothing(
    folder: Path, model: Path, tmp_path: Path
) -> None:
    model.write_text(model.read_text() + "\n    def mine(self):\n        return 1\n")
    model.chmod(0o755)

    done = update_folder(two(), folder)

    text = model.read_text()
    assert not done.conflicts
    assert text.index("isbn = fields") < text.index("def mine")
    assert os.stat(model).st_mode & 0o777 == 0o755
    before = content(folder)
    assert update_folder(two(), folder).written == ()
    assert update_folder(two(), folder, [one()]).written == ()
    assert content(folder) == before
    update_folder(two(), tmp_path / "fresh" / "library")
    assert (folder / RECORD).read_bytes() == (tmp_path / "fresh/library" / RECORD).read_bytes()


def test_edits_move_along_with_a_model_that_is_renamed(folder: Path, model: Path) -> None:
    model.write_text(model.read_text() + "\n    def mine(self):\n        return 1\n")

    done = update_folder(two("library.volume"), folder)

    assert not done.conflicts
    assert not model.exists()
    text = (folder / "models" / "library_volume.py").read_text()
    assert "class LibraryVolume" in text
    assert "def mine" in text


def test_without_a_record_the_last_document_has_to_be_named(folder: Path) -> None:
    (folder / RECORD).unlink()
    before = content(folder)

    with pytest.raises(DocumentError, match="--base DOC"):
        update_folder(two(), folder)

    assert content(folder) == before
    assert update_folder(two(), folder, [one()]).written


def test_a_record_that_git_has_mixed_up_is_told(folder: Path) -> None:
    (folder / RECORD).write_text("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n")
    with pytest.raises(DocumentError, match="--base"):
        update_folder(two(), folder)


def test_conflicts_have_to_be_resolved_before_the_next_time(folder: Path, model: Path) -> None:
    model.write_text(model.read_text().replace("fields.Char()", "fields.Char(size=8)"))
    changed = deepcopy(_ONE)
    changed["models"][0]["fields"][0]["required"] = True
    described = load(changed)

    [conflict] = update_folder(described, folder).conflicts
    assert conflict.path == "models/library_book.py"
    before = content(folder)
    with pytest.raises(DocumentError, match=rf"{conflict.place}: There are conflict markers"):
        update_folder(described, folder)

    assert content(folder) == before
    resolved = [
        line
        for line in model.read_text().splitlines()
        if not line.startswith(("<<<", "|||", "===", ">>>")) and "size=8" not in line
    ]
    model.write_text("\n".join(resolved) + "\n")
    assert not update_folder(described, folder).conflicts


def test_a_file_that_could_not_be_merged_has_to_be_decided_about(folder: Path) -> None:
    (folder / "static/description/icon.png").write_bytes(b"\0mine")
    document = deepcopy(_ONE)
    other = render(load({"module": {"name": "zebra"}}))["static/description/icon.png"]
    document["module"]["icon"] = base64.b64encode(other).decode()
    described = load(document)

    [conflict] = update_folder(described, folder).conflicts

    assert conflict.path == "static/description/icon.png.exported-now"
    with pytest.raises(DocumentError, match="Choose between it"):
        update_folder(described, folder)
    (folder / conflict.path).unlink()
    assert not update_folder(described, folder).conflicts
    assert (folder / "static/description/icon.png").read_bytes() == b"\0mine"


def test_nothing_is_written_where_the_disk_refuses_one_file(
    folder: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.write_text(model.read_text() + "\n    def mine(self):\n        return 1\n")
    before = content(folder)
    replace = os.replace
    moved = []

    def full(source: Path, target: Path) -> None:
        moved.append(target)
        if target.name == "test_library_volume.py" and target.is_relative_to(folder):
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        update_folder(two("library.volume"), folder)

    assert len(moved) > 4
    assert content(folder) == before
    assert [file.name for file in folder.parent.iterdir()] == ["library"]


def test_a_link_out_of_the_folder_is_not_followed(
    folder: Path, model: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.py"
    outside.write_bytes(model.read_bytes())
    model.unlink()
    model.symlink_to(outside)

    with pytest.raises(DocumentError, match=r"models/library_book\.py: It is no file of this"):
        update_folder(two(), folder)


def test_what_older_templates_made_is_no_edit(folder: Path, model: Path) -> None:
    """As if the last export had been made by a release that wrote another comment."""
    record = json.loads((folder / RECORD).read_text())
    model.write_text("# Made by an older release.\n" + model.read_text())
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    record["files"]["models/library_book.py"] = digest
    (folder / RECORD).write_text(json.dumps(record))

    update_folder(two(), folder)

    assert "older release" not in model.read_text()
    assert "isbn" in model.read_text()


def scripts(folder: Path) -> list[str]:
    return sorted(
        str(file.relative_to(folder / "migrations"))
        for file in (folder / "migrations").rglob("*.py")
    )


def test_a_later_version_brings_the_scripts_that_upgrade_and_keeps_the_former(
    folder: Path,
) -> None:
    document = two("library.volume").to_json()
    document["module"]["version"] = "1.1.0"

    update_folder(load(document), folder)
    first = scripts(folder)
    assert first
    assert {name.partition("/")[0] for name in first} == {"19.0.1.1.0"}

    document["models"][0]["fields"][0]["name"] = "title"
    update_folder(load(document), folder)
    assert '"title"' in "".join(
        (folder / "migrations" / name).read_text() for name in scripts(folder)
    )

    document["module"]["version"] = "1.2.0"
    document["models"][0]["fields"][1]["name"] = "number"
    done = update_folder(load(document), folder)
    assert not done.conflicts
    assert {name.partition("/")[0] for name in scripts(folder)} == {"19.0.1.1.0", "19.0.1.2.0"}
    assert set(first) <= set(scripts(folder))


def test_lines_with_the_former_name_of_a_model_are_told(folder: Path, model: Path) -> None:
    model.write_text(model.read_text() + '\n    def mine(self):\n        return "library.book"\n')
    (folder / "mine.xml").write_text('<odoo>\n    <a model="library.book"/>\n</odoo>\n')
    (folder / "mine.csv").write_text("id,model_id:id\nmine,model_library_book\n")
    (folder / "other.py").write_text("# library.book.more\n")

    remarks = update_folder(two("library.volume"), folder).remarks

    assert [one.path for one in remarks] == ["mine.csv", "mine.xml", "models/library_volume.py"]
    assert (remarks[1].line, str(remarks[1].message)) == (2, "library.book is library.volume now.")
