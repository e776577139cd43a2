"""The module that takes a live app over rewrites what people have typed: by its own code."""

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itx_codegen


def _shipped(name: str) -> ModuleType:
    folder = Path(itx_codegen.__file__).parent / "codegen_templates" / "19.0" / "graduation"
    spec = importlib.util.spec_from_file_location(f"shipped_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMING = _shipped("rewriting").Naming(
    models={"x_library_book": "library.book", "x_library_author": "library.author"},
    fields={
        "x_library_book": {"x_title": "title", "x_author_id": "author_id", "x_own": "x_own"},
        "x_library_author": {"x_name": "name", "x_book_ids": "book_ids"},
        "res.partner": {"x_book_id": "book_id"},
    },
    texts={},
    relations={
        ("x_library_book", "x_author_id"): "x_library_author",
        ("x_library_author", "x_book_ids"): "x_library_book",
        ("res.partner", "x_book_id"): "x_library_book",
        ("x_library_book", "create_uid"): "res.users",
        ("res.users", "partner_id"): "res.partner",
    },
)
BOOK = "x_library_book"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[]", "[]"),
        ("[('x_title', '=', 'x_title')]", "[('title', '=', 'x_title')]"),
        ("['|', ('x_title','=',1), ('id', '>', 2)]", "['|', ('title','=',1), ('id', '>', 2)]"),
        ('["&", "|", ["x_title", "=", "a"]]', '["&", "|", [\'title\', "=", "a"]]'),
        ("[('x_author_id.x_name', 'ilike', 'x')]", "[('author_id.name', 'ilike', 'x')]"),
        (
            "[('x_author_id', 'any', [('x_book_ids.x_title', '=', 'ไทย')])]",
            "[('author_id', 'any', [('book_ids.title', '=', 'ไทย')])]",
        ),
        (
            "[('create_uid.partner_id.x_book_id.x_title', '!=', False)]",
            "[('create_uid.partner_id.book_id.title', '!=', False)]",
        ),
        (
            "[('x_own', '=', uid), ('x_other', '=', 1)]",
            "[('x_own', '=', uid), ('x_other', '=', 1)]",
        ),
        (
            "[('ไทย', '=', 'ไทย'),\n ('x_title', '=', 1)]",
            "[('ไทย', '=', 'ไทย'),\n ('title', '=', 1)]",
        ),
    ],
)
def test_a_domain_gets_new_names_and_keeps_its_text(old: str, new: str) -> None:
    assert NAMING.domain(BOOK, old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{}", "{}"),
        ("{'group_by': ['x_author_id', 'id:month']}", "{'group_by': ['author_id', 'id:month']}"),
        ("{'default_x_title': 'x_title'}", "{'default_title': 'x_title'}"),
        ("{'pivot_measures': ['x_title'], 'a': 'b'}", "{'pivot_measures': ['title'], 'a': 'b'}"),
        ("{'a': 'x_title'}", "{'a': 'x_title'}"),
        ("{'group_by': 'x_author_id.x_name'}", "{'group_by': 'author_id.name'}"),
    ],
)  # fmt: skip
def test_a_context_gets_new_names(old: str, new: str) -> None:
    assert NAMING.context(BOOK, old) == new


def test_an_order_and_a_path_of_an_export_get_new_names() -> None:
    assert NAMING.order(BOOK, "x_title desc") == "title desc"
    assert NAMING.path(BOOK, "x_author_id/x_name", "/") == "author_id/name"
    assert NAMING.path(BOOK, "x_author_id/.id", "/") == "author_id/.id"


@pytest.mark.parametrize("text", ["[(", "[('x_title', '=', ]", "a b"])
def test_what_is_no_python_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="<unknown>, line 1"):
        NAMING.domain(BOOK, text)


@given(st.lists(st.tuples(st.sampled_from(["x_title", "x_author_id.x_name", "id"]), st.text())))
def test_values_are_never_touched(conditions: list[tuple[str, str]]) -> None:
    old = [(path, "=", value) for path, value in conditions]

    new = ast.literal_eval(NAMING.domain(BOOK, repr(old)))

    assert [condition[1:] for condition in new] == [condition[1:] for condition in old]
    assert [path for path, *_ in new] == [NAMING.path(BOOK, path) for path, _ in conditions]
