"""What a module brings to take a live app over."""

import ast
import sys
from typing import Any

from itx_codegen.graduate import graduating, taking
from itx_codegen.graduate.manifest import hooks_of, with_hooks
from itx_codegen.ir import Document, load
from itx_codegen.names import live_renaming
from itx_codegen.plan import live_projection
from itx_codegen.render import FileTree, render
from tests.golden.cases import KITCHEN_SINK

_HOOKS = {
    "pre_init_hook": "begin_graduation",
    "post_init_hook": "finish_graduation",
    "uninstall_hook": "undo_graduation",
}


def _library(**module: Any) -> Document:
    return load(
        {
            "module": {"name": "library", "depends": ["base"], **module},
            "groups": [{"xml_id": "group_reader", "name": "Reader"}],
            "models": [
                {
                    "name": "library.book",
                    "fields": [
                        {"name": "title", "type": "char"},
                        {"name": "x_kept", "type": "char", "default": "a"},
                        {"name": "about", "type": "reference", "selection": [["res.partner", "P"]]},
                        {
                            "name": "tag_ids",
                            "type": "many2many",
                            "comodel_name": "res.partner.category",
                            "relation_table": "book_tag",
                            "column1": "book_id",
                            "column2": "tag_id",
                        },
                    ],
                    "attributes": {"_table": "'library_of_books'"},
                },
                {"name": "library.mixin", "abstract": True, "fields": []},
                {
                    "name": "res.partner",
                    "extends": True,
                    "fields": [
                        {"name": "book_id", "type": "many2one", "comodel_name": "library.book"}
                    ],
                },
            ],
            "access": [{"model": "library.book", "group": "group_reader", "perm_read": True}],
            "data": [
                {"xml_id": "first", "model": "library.book", "values": {"title": "One"}},
                {"xml_id": "place", "model": "ir.sequence", "values": {"name": "P", "padding": 3}},
            ],
        }
    )


def _graduating(document: Document) -> FileTree:
    return graduating(render(document), document)


def test_names_are_those_of_the_live_app() -> None:
    found = taking(_library())

    assert (found.module, found.namespace) == ("library", "x_library")
    assert found.models == {"x_library_book": "library.book"}
    assert found.without_rows == ["x_library_mixin"]
    assert found.tables == {"library.book": "library_of_books"}
    assert found.link_tables == ["book_tag"]
    assert found.fields == {
        "x_library_book": {
            "x_title": "title",
            "x_kept": "x_kept",
            "x_about": "about",
            "x_tag_ids": "tag_ids",
        },
        "res.partner": {"x_book_id": "book_id"},
    }
    assert found.texts == {"x_library_book": ["x_about"]}
    assert found.taken_over == {
        "group_reader": {"fields": [], "noupdate": False},
        "first": {"fields": [], "noupdate": False},
        "place": {"fields": ["name", "padding"], "noupdate": False},
    }
    assert found.defaulted == [("x_library_book", "x_kept")]


def test_names_agree_with_the_one_table_of_names() -> None:
    live = live_projection(KITCHEN_SINK.document())[0]
    found, names = taking(KITCHEN_SINK.document()), live_renaming(live)

    for live_name, name in found.models.items():
        assert names.model(name) == live_name
        for live_field, field in found.fields[live_name].items():
            assert names.field(name, field) == live_field


def test_all_else_is_as_without_graduation() -> None:
    plain = render(_library())
    tree = graduating(plain, _library())

    more = {path for path in tree if path.startswith("graduation/")}
    changed = {path for path in plain if plain[path] != tree[path]}
    assert set(tree) - set(plain) == more
    assert {"graduation/__init__.py", "graduation/names.py", "graduation/there.py"} <= more
    assert changed == {"__init__.py", "__manifest__.py"}


def test_hooks_of_the_package_stand_where_odoo_looks() -> None:
    tree = _graduating(_library())

    manifest = ast.literal_eval(tree.text("__manifest__.py"))
    assert {name: manifest[name] for name in _HOOKS} == _HOOKS
    assert tree.text("__init__.py").endswith(
        f"from .graduation import {', '.join(_HOOKS.values())}\n"
    )
    assert manifest["name"] == "library"


def test_own_hooks_are_called_by_those_of_the_package() -> None:
    hooks = {"post_init_hook": "env.cr", "uninstall_hook": "env.uid", "post_load": "print(1)"}
    tree = _graduating(_library(**hooks))

    source = tree.text("graduation/__init__.py")
    assert "from .. import post_init_hook as own_post_init_hook" in source
    assert source.index("    finish(env)") < source.index("    own_post_init_hook(env)")
    assert source.index("    take_back(env)") < source.index("    own_uninstall_hook(env)")
    assert "own_pre_init_hook" not in source
    manifest = ast.literal_eval(tree.text("__manifest__.py"))
    assert {name: manifest[name] for name in _HOOKS} == _HOOKS
    assert manifest["post_load"] == "post_load"


def test_a_manifest_that_a_person_wrote_keeps_its_text() -> None:
    written = """# mine
{
    'name': "ไทย",  # a comment
    'post_init_hook': 'mine',
    'data': [],  # the last, without a comma
}
""".replace(
        "[],", "[]"
    )

    text = with_hooks(written, _HOOKS)

    assert hooks_of(written) == {"post_init_hook": "mine"}
    assert hooks_of(text) == _HOOKS
    assert text.startswith(
        "# mine\n{\n    'name': \"ไทย\",  # a comment\n    'post_init_hook': \"f"
    )
    assert "# the last" in text


def test_it_needs_nothing_of_the_authoring_tool() -> None:
    tree = _graduating(_library())

    for path in (path for path in tree if path.startswith("graduation/")):
        compile(tree.text(path), path, "exec")
        roots = {name.partition(".")[0] for name in _imported(tree.text(path))}
        assert roots <= {"odoo", "psycopg2", "contextlib", *sys.stdlib_module_names}, path


def test_same_document_gives_the_same_bytes() -> None:
    assert dict(_graduating(_library())) == dict(_graduating(_library()))


def _imported(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(node.module or "")
    return found
