"""What is carried as text is of the module too."""

from __future__ import annotations

from typing import Any

from itx_codegen.ir import load
from itx_codegen.validate import Nowhere, Owner, check


def _described(carried: str) -> Any:
    return load(
        {
            "module": {"name": "library", "depends": ["base"]},
            "models": [
                {
                    "name": "library.book",
                    "order": "shelf",
                    "fields": [{"name": "x", "type": "char"}],
                }
            ],
            "source_files": [{"path": "models/book.py", "pieces": [carried]}],
        }
    )


def test_a_field_that_carried_text_declares_is_known() -> None:
    assert list(check(_described("shelf = odd.Field()\n"))) == []


def test_a_field_that_stands_nowhere_is_a_problem() -> None:
    (problem,) = check(_described("bookshelf = odd.Field()\n"))
    assert problem.path.startswith("models[library.book]")


def test_a_module_may_have_the_name_of_that_which_it_was_taken_from() -> None:
    class Somebodys(Nowhere):
        def owner(self, module: str) -> Owner | None:
            return Owner.SOMEBODY

    assert list(check(_described("shelf = 1\n"), Somebodys())) == []
