"""Documents of old formats load for ever. The files in `formats` are never changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import FORMAT_VERSION, load, loads, migrations
from itx_codegen.validate import check

FORMATS = Path(__file__).parent / "formats"
OLD = sorted(FORMATS.glob("*/*.json"))


def test_there_is_a_document_of_every_format() -> None:
    assert {int(path.parent.name) for path in OLD} == set(range(1, FORMAT_VERSION + 1))


@pytest.mark.parametrize("path", OLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_document_of_an_old_format_loads(path: Path) -> None:
    document = loads(path.read_text(encoding="utf-8"))

    assert document.format_version == FORMAT_VERSION
    assert check(document) == []


def test_document_of_format_1_holds_what_was_written() -> None:
    document = loads((FORMATS / "1" / "library.json").read_text(encoding="utf-8"))

    book, reader = document.models
    assert [one.name for one in document.module.depends] == ["base", "mail"]
    assert (book.uid, book.order, book.rec_name) == ("book", "title, id desc", "title")
    assert [option.value for option in book.fields[1].selection] == ["in", "out"]
    assert book.fields[2].digits == (9, 2)
    assert book.fields[5].groups == ("group_reader",)
    assert book.methods[0].code == "for book in self:\n    book.label = book.title.upper()"
    assert [field.name for field in reader.fields] == ["name", "active", "book_ids"]
    assert [action.kind for action in document.actions] == [
        "action_window",
        "action_server",
        "action_server",
    ]
    assert document.flows[0].steps[2].mapping == {"title": "title"}


def test_formats_are_brought_up_one_step_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def step(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "module": {"name": data["module"]["name"] + "x"}}

    monkeypatch.setattr(migrations, "STEPS", {1: step, 2: step})
    monkeypatch.setattr(migrations, "FORMAT_VERSION", 3)

    assert migrations.migrated({"format_version": 1, "module": {"name": "m"}}) == {
        "format_version": 3,
        "module": {"name": "mxx"},
    }
    assert migrations.migrated({"module": {"name": "m"}})["module"] == {"name": "m"}
    with pytest.raises(DocumentError):
        migrations.migrated({"format_version": 4, "module": {"name": "m"}})


def test_document_without_a_format_version_is_of_the_present_one() -> None:
    assert load({"module": {"name": "m"}}).format_version == FORMAT_VERSION
