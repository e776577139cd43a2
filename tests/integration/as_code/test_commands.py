"""Documents in a folder, modules in a database: pull, push, plan, apply and export between them."""

import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.publish import zip_bytes
from itx_codegen.render import render

from .conftest import Site

Write = Callable[[str, dict[str, Any]], str]

_BOOK: dict[str, Any] = {
    "name": "book",
    "description": "Book",
    "fields": [
        {"name": "name", "type": "char", "required": True},
        {"name": "isbn", "type": "char"},
        {"name": "pages", "type": "integer"},
    ],
}


def library(name: str) -> dict[str, Any]:
    """A small document as a person writes it, of a module that no other test has."""
    document = {
        "module": {"name": name, "depends": ["base"]},
        "models": [{**deepcopy(_BOOK), "name": f"{name}.book"}],
        "access": [{"model": f"{name}.book", "group": "base.group_user", "perm_read": True}],
    }
    return document


def without(document: dict[str, Any], field: str) -> dict[str, Any]:
    """The same document without a field of its model."""
    changed = deepcopy(document)
    fields = changed["models"][0]["fields"]
    changed["models"][0]["fields"] = [one for one in fields if one["name"] != field]
    return changed


def live(site: Site, document: dict[str, Any], file: str) -> str:
    """Bring a document to life; return its file."""
    plan = site.told("manager", "plan", file)
    assert site.told("manager", "apply", file, "--plan", plan["fingerprint"])["state"] == "applied"
    return file


def test_what_was_pushed_comes_back_and_changes_nothing_when_pushed_again(
    site: Site, tmp_path: Path, write: Write, repository: Path
) -> None:
    examples = [write("fix", library("fix_library"))]
    examples += [str(repository / "examples" / f"{name}.json") for name in ("kitchen_sink",)]
    for file in examples:
        name = json.loads(Path(file).read_text())["module"]["name"]
        first, second = tmp_path / "first.json", tmp_path / "second.json"

        made = site.told("analyst", "push", file)
        again = site.told("analyst", "push", file)
        site.told("analyst", "pull", name, "-o", str(first))
        third = site.told("analyst", "push", str(first))
        site.told("analyst", "pull", name, "-o", str(second))

        assert (made["outcome"], made["version"], made["state"]) == ("created", 1, "draft")
        assert [again["outcome"], third["outcome"]] == ["unchanged", "unchanged"]
        assert third["version"] == 1
        assert first.read_bytes() == second.read_bytes()


def test_another_content_is_the_next_version_and_says_what_changed(
    site: Site, write: Write, tmp_path: Path
) -> None:
    document = library("next_library")
    site.told("analyst", "push", write("one", document))

    done = site.itx("analyst", "push", write("two", without(document, "pages")))

    assert done.stdout.splitlines()[0].startswith("next_library, version 2 (draft): made")
    assert "models[next_library.book].fields[pages]" in done.stdout
    old = tmp_path / "old.json"
    site.told("analyst", "pull", "next_library", "--version", "1", "-o", str(old))
    assert "pages" in old.read_text()


def test_planning_writes_nothing_and_says_by_its_status_what_is_to_do(
    site: Site, write: Write, tmp_path: Path
) -> None:
    document = library("plan_library")
    file = write("one", document)

    new = site.itx("analyst", "plan", file)
    assert (new.returncode, new.stderr) == (3, "")
    assert "models[plan_library.book]" in new.stdout
    unknown = site.itx("analyst", "pull", "plan_library", "-o", str(tmp_path / "x.json"))
    assert unknown.returncode == 1

    live(site, document, file)
    assert site.itx("analyst", "plan", file).returncode == 0
    assert site.itx("analyst", "plan", "plan_library").returncode == 0
    assert site.itx("analyst", "plan", write("two", without(document, "isbn"))).returncode == 4


def test_an_analyst_pushes_and_plans_and_a_manager_applies_that_very_plan(
    site: Site, write: Write
) -> None:
    file = write("one", library("people_library"))
    site.told("analyst", "push", file)
    of_file = site.told("analyst", "plan", file)
    plan = site.told("analyst", "plan", "people_library")
    assert plan["fingerprint"] == of_file["fingerprint"]
    command = ("apply", "people_library", "--plan", plan["fingerprint"])

    refused = site.itx("analyst", *command)
    applied = site.told("manager", *command)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Only Moduler managers" in refused.stderr
    assert (applied["outcome"], applied["version"]) == ("applied", 1)
    now = site.told("manager", "plan", file)
    again = site.told("manager", "apply", file, "--plan", now["fingerprint"])
    assert (again["outcome"], again["version"]) == ("unchanged", 1)


def test_a_plan_that_is_out_of_date_is_refused_and_nothing_happens(
    site: Site, write: Write
) -> None:
    document = library("stale_library")
    plan = site.told("analyst", "plan", write("one", document))
    changed = write("two", without(document, "pages"))

    done = site.itx("manager", "apply", changed, "--plan", plan["fingerprint"])

    assert done.returncode == 1
    assert "The plan is out of date" in done.stderr
    # The document was not pushed either.
    assert site.told("analyst", "push", changed)["outcome"] == "created"


def test_a_plan_of_another_state_of_the_database_is_refused(site: Site, write: Write) -> None:
    document = library("moved_library")
    first = write("one", document)
    second = write("two", without(document, "pages"))
    seen = site.told("analyst", "plan", second)["fingerprint"]
    live(site, document, first)

    done = site.itx("manager", "apply", second, "--plan", seen, "--accept")

    assert (done.returncode, "out of date" in done.stderr) == (1, True)


@pytest.mark.parametrize("answer", ["--accept", "--keep"])
def test_what_destroys_data_needs_an_answer(site: Site, write: Write, answer: str) -> None:
    name = f"loss_library_{answer.strip('-')}"
    document = library(name)
    live(site, document, write("one", document))
    poorer = write("two", without(document, "isbn"))
    seen = site.told("analyst", "plan", poorer)
    assert seen["status"] == 4
    command = ("apply", poorer, "--plan", seen["fingerprint"])

    refused = site.itx("manager", *command)
    done = site.told("manager", *command, answer)

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"models[{name}.book].fields[isbn]: This destroys data.")
    assert "--accept" in refused.stderr
    assert (done["outcome"], done["version"]) == ("applied", 2)


def test_the_export_is_what_the_document_renders(site: Site, write: Write, tmp_path: Path) -> None:
    document, target = library("zip_library"), tmp_path / "zip_library.zip"
    site.told("analyst", "push", write("one", document))

    told = site.told("analyst", "export", "zip_library", "-o", str(target))

    described = load(document)
    assert target.read_bytes() == zip_bytes(render(described), "zip_library")
    assert told["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()


def test_what_is_wrong_with_a_document_is_told_as_path_and_sentence(
    site: Site, write: Write, tmp_path: Path
) -> None:
    document = library("wrong_library")
    document["models"][0]["fields"].append(
        {"name": "author_id", "type": "many2one", "comodel_name": "no.model"}
    )
    file = write("one", document)

    planned = site.itx("analyst", "plan", file)
    site.told("analyst", "push", file)
    exported = site.itx("analyst", "export", "wrong_library", "-o", str(tmp_path / "x.zip"))

    for done in (planned, exported):
        assert done.returncode == 1
        assert done.stderr.startswith("models[wrong_library.book].fields[author_id]"), done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.zip").exists()
