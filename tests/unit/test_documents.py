"""What people read leads to what is there."""

import re
from pathlib import Path

import pytest

from itx_codegen.ir import loads
from itx_codegen.ir.kinds_page import kinds_page
from itx_codegen.render import render

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    missing = [link for link in links if not (page.parent / link).exists()]

    assert not missing


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [
        page for folder in ("howto", "reference") for page in (ROOT / "docs" / folder).iterdir()
    ]

    missing = [page.name for page in pages if f"{page.parent.name}/{page.name}" not in index]

    assert not missing


def test_make_targets_and_programs_that_are_named_exist() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert all((ROOT / "bin" / name).exists() for name in re.findall(r"\bbin/([a-z]+)", text))


def test_module_document_that_is_shown_makes_a_module() -> None:
    page = (ROOT / "docs" / "reference" / "module-document.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)

    tree = render(loads(shown))

    assert {"__manifest__.py", "models/library_book.py"} <= set(tree)


def test_the_page_of_kinds_is_that_of_the_code() -> None:
    page = ROOT / "docs" / "reference" / "kinds.md"

    assert (
        page.read_text(encoding="utf-8") == kinds_page()
    ), "run: bin/itx kinds > docs/reference/kinds.md"
