"""A programmer and an analyst work on one module in a Git repository."""

import json
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from dev.paths import VENV

_ONE: dict[str, Any] = {
    "module": {"name": "lending", "depends": ["base"]},
    "models": [
        {
            "uid": "book",
            "name": "lending.book",
            "fields": [
                {"uid": "name", "name": "name", "type": "char", "required": True},
                {"uid": "pages", "name": "pages", "type": "integer"},
            ],
        }
    ],
    "access": [
        {"uid": "access", "model": "lending.book", "group": "base.group_user", "perm_read": True}
    ],
}

_METHOD = """
    def action_lend(self):
        self.name = f"{self.name} (lent)"
"""
_TEST = """from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestMine(TransactionCase):
    def test_lending_a_volume(self):
        volume = self.env["lending.volume"].create({"name": "It", "isbn": "1"})
        volume.action_lend()
        self.assertEqual(volume.name, "It (lent)")
        self.assertTrue(self.env.ref("lending.access_mine").perm_unlink)
"""


def two() -> dict[str, Any]:
    """The analyst's next version: the model has another name, and there is more of everything."""
    document = deepcopy(_ONE)
    document["models"][0]["name"] = "lending.volume"
    document["models"][0]["fields"].append({"uid": "isbn", "name": "isbn", "type": "char"})
    document["models"].append(
        {
            "uid": "reader",
            "name": "lending.reader",
            "fields": [{"uid": "reader_name", "name": "name", "type": "char"}],
        }
    )
    document["access"][0]["model"] = "lending.volume"
    document["access"].append(
        {"uid": "more", "model": "lending.reader", "group": "base.group_user", "perm_read": True}
    )
    return document


class Repository:
    """A Git repository with a module in it, and documents beside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.module = folder / "lending"

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=programmer", "-c", "user.email=p@example.com")
        return subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            text=True,
            capture_output=True,
            check=True,
        ).stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def export(self, document: dict[str, Any], *options: str) -> subprocess.CompletedProcess[str]:
        """Export a document into the module's folder, by the command."""
        file = self.folder / "lending.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return subprocess.run(
            [str(VENV / "bin" / "itx"), "render", str(file), "-o", str(self.module), *options],
            cwd=self.folder,
            text=True,
            capture_output=True,
            check=False,
        )

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.module / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """What was exported and committed first."""
    made = Repository(tmp_path / "addons")
    made.folder.mkdir()
    made.git("init", "--quiet")
    assert made.export(_ONE, "--update").returncode == 0
    made.commit("Export")
    return made


def test_what_both_have_done_is_a_module_that_odoo_installs(
    repository: Repository,
    database: str,
    odoo: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    repository.edit("models/lending_book.py", lambda text: text + _METHOD)
    row = "access_mine,mine,base.model_res_country,base.group_user,1,0,0,1\n"
    repository.edit("security/ir.model.access.csv", lambda text: text + row)
    repository.edit("tests/__init__.py", lambda text: text + "from . import test_mine\n")
    (repository.module / "tests" / "test_mine.py").write_text(_TEST)
    (repository.module / "README.md").unlink()
    repository.commit("Program")

    # Somebody else takes the repository, and exports there: all that is needed is in it.
    elsewhere = Repository(repository.folder.parent / "clone")
    repository.git("clone", "--quiet", ".", str(elsewhere.folder))
    same_readme = {**two(), "module": {**_ONE["module"], "readme": "# lending\n"}}
    conflicting = elsewhere.export(same_readme, "--update")
    assert conflicting.returncode == 1
    assert conflicting.stderr == (
        "README.md:1: You have deleted this, and the new export changes it.\n"
    )
    (elsewhere.module / "README.md").unlink()

    again = elsewhere.export(same_readme, "--update")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    status = elsewhere.git("status", "--short", "--no-renames").split("\n")
    assert " D lending/models/lending_book.py" in status
    installed = odoo(
        *("-d", database, "-i", "lending", "--test-tags", "/lending", "--stop-after-init"),
        "--no-http",
        env={"ODOO_EXTRA_ADDONS": str(elsewhere.folder)},
    )
    assert installed.returncode == 0, installed.stderr
    assert "test_lending_a_volume" in installed.stderr
    assert "0 failed, 0 error(s)" in installed.stderr


def test_the_base_can_be_a_document_of_the_history(repository: Repository) -> None:
    repository.edit("models/lending_book.py", lambda text: text + _METHOD)
    (repository.module / ".itx-export.json").unlink()
    repository.commit("Program, and tidy up too much")
    former = repository.folder / "former.json"

    refused = repository.export(two(), "--update")
    former.write_text(repository.git("show", "HEAD~1:lending.json"))
    done = repository.export(two(), "--update", "--base", str(former))

    assert refused.returncode == 1
    assert "--base DOC" in refused.stderr
    assert (done.returncode, done.stderr.count("README")) == (0, 0)
    assert "action_lend" in (repository.module / "models" / "lending_volume.py").read_text()


def test_a_conflict_is_marked_and_told_and_git_takes_it_back(repository: Repository) -> None:
    repository.edit("models/lending_book.py", lambda text: text.replace("r()", 'r("Sheets")'))
    repository.commit("Program")
    required = deepcopy(_ONE)
    required["models"][0]["fields"][1]["required"] = True

    done = repository.export(required, "--update", "--format", "json")

    assert done.returncode == 1
    [conflict] = json.loads(done.stdout)["conflicts"]
    assert (conflict["path"], conflict["line"]) == ("models/lending_book.py", 9)
    text = (repository.module / conflict["path"]).read_text().splitlines()
    assert text[conflict["line"] - 1] == "<<<<<<< yours"
    repository.git("checkout", "--", ".")
    assert repository.git("status", "--short") == ""


def test_only_a_folder_with_code_can_be_updated(repository: Repository) -> None:
    assert repository.export(_ONE, "--update", "--data").returncode == 2
    assert repository.export(_ONE, "-o", "x.zip", "--update").returncode == 2
