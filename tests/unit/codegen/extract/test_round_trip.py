"""What was not touched stays, byte for byte; what was is written anew in its place."""

from __future__ import annotations

import pytest

from itx_codegen.ir import load
from itx_codegen.render import render

from .small import BOOK, LIBRARY, book_file, edited, library, normal, taken

TEXT = BOOK.decode()


def test_a_module_that_nobody_touched_is_the_same_bytes() -> None:
    assert dict(render(library())) == dict(LIBRARY)


def test_a_document_that_was_written_down_is_still_that_of_the_module() -> None:
    document = library()
    assert load(document.to_json()) == document
    assert taken(render(document)) == document


def test_pieces_are_the_text_of_the_file() -> None:
    files = {file.path: file for file in library().source_files}
    assert "".join(piece.text for piece in files["models/book.py"].cut()) == TEXT


def test_a_touched_field_changes_its_piece_alone() -> None:
    document = edited(library(), "models", 0, "fields", 1, help="10 digits")
    assert book_file(document) == TEXT.replace("13 digits", "10 digits")


def test_a_changed_option_is_a_changed_field() -> None:
    document = edited(library(), "models", 0, "fields", 2, "selection", 1, name="Worn")
    assert '("old", "Worn")' in book_file(document)


def test_only_the_body_of_a_method_changes_when_its_code_does() -> None:
    document = edited(library(), "models", 0, "methods", 1, code="return  len(self)")
    expected = TEXT.replace("return [book.state for book in self]", "return  len(self)")
    assert book_file(document) == expected


def test_only_the_head_of_a_method_changes_when_its_parameters_do() -> None:
    document = edited(library(), "models", 0, "methods", 0, arguments="self, now=False")
    expected = TEXT.replace("def action_age(self):", "def action_age(self, now=False):")
    assert book_file(document) == expected


def test_a_touched_attribute_of_the_class_changes_its_line_alone() -> None:
    document = edited(library(), "models", 0, description="A Book")
    assert book_file(document) == TEXT.replace("'Book'", '"A Book"')


def test_a_new_attribute_of_the_class_comes_behind_the_others() -> None:
    document = edited(library(), "models", 0, order="title")
    line = "    _rec_names_search = ['title', 'isbn']\n"
    assert book_file(document) == TEXT.replace(line, f'{line}    _order = "title"\n')


def test_a_removed_field_takes_the_comment_above_it_along() -> None:
    data = library().to_json()
    del data["models"][0]["fields"][0]
    text = book_file(load(data))
    assert "title = " not in text
    assert "# what it is called" not in text
    assert "_rec_names_search = ['title', 'isbn']\n\n    isbn = " in text


def test_a_removed_method_leaves_no_hole() -> None:
    data = library().to_json()
    del data["models"][0]["methods"][1]
    start, end = TEXT.index("\n    # also by code"), TEXT.index("\n\ndef helper")
    assert book_file(load(data)) == TEXT[:start] + TEXT[end:]


def test_new_members_stand_with_their_like() -> None:
    data = library().to_json()
    model = data["models"][0]
    model["fields"].append({"name": "pages", "type": "integer"})
    model["methods"].append(
        {
            "name": "_check",
            "type": "constrains",
            "depends": ["pages"],
            "code": "if self.pages < 0:\n    raise ValidationError('no')",
        }
    )
    text = book_file(load(data))
    field = "default='new')\n    pages = fields.Integer()\n"
    method = (
        "        return [book.state for book in self]\n\n"
        '    @api.constrains("pages")\n    def _check(self):\n'
        '        if self.pages < 0:\n            raise ValidationError("no")\n'
    )
    assert field in text
    assert method in text
    assert (
        "from odoo import api, fields, models\nfrom odoo.exceptions import ValidationError\n"
        in text
    )


def test_a_removed_model_takes_its_file_and_its_import_along() -> None:
    text = TEXT.replace("\n\ndef helper():\n    return Book\n", "")
    data = library(book=text).to_json()
    del data["models"]
    tree = render(load(data))
    assert "models/book.py" not in tree
    assert tree.text("models/__init__.py") == ""


def test_a_model_goes_without_the_code_beside_it() -> None:
    data = library().to_json()
    del data["models"]
    text = book_file(load(data))
    assert text.startswith("# Part of the library.\nfrom odoo import fields, models\n")
    assert "class Book" not in text
    assert "def helper():" in text


def test_a_new_model_gets_a_file_and_an_import() -> None:
    data = library().to_json()
    data["models"].append({"name": "library.shelf", "fields": [{"name": "name", "type": "char"}]})
    tree = render(load(data))
    assert '_name = "library.shelf"' in tree.text("models/library_shelf.py")
    package = "from . import book\nfrom . import library_shelf\n"
    assert tree.text("models/__init__.py") == package
    assert tree["models/book.py"] == BOOK


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_all_that_was_modelled_can_be_written_anew(ending: str) -> None:
    document = library(book=TEXT.replace("\n", ending))
    again = render(document, regenerate=True).text("models/book.py")
    assert again.count(ending) == again.count("\n")
    assert normal(again) == normal(TEXT)
