"""The manifest of a module that was taken in, after something in it changed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from itx_codegen.extract import extract
from itx_codegen.ir import load
from itx_codegen.render import render

MANIFEST = """# Ours.
{
    'name': "Library",  # what people see
    'version': '1.2',
    'depends': [
        'base',  # always
        'web',
        'mail',
    ],
    'external_dependencies': {'python': ['lxml']},
    'assets': {
        'web.assets_backend': [
            'lib/static/src/a.js',
            ('remove', 'web/static/b.js'),
        ],
    },
    'license': 'LGPL-3',
}
"""

Edit = Callable[[dict[str, Any]], Any]


def manifest(edit: Edit, source: str = MANIFEST) -> str:
    """Return the manifest after an edit of the document's JSON."""
    tree = {"__manifest__.py": source.encode(), "__init__.py": b"", "static/src/a.js": b"let a;\n"}
    data = extract(tree, "lib").document.to_json()
    edit(data)
    return render(load(data)).text("__manifest__.py")


def setting(**attributes: Any) -> Edit:
    return lambda data: data["module"].update(attributes)


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (setting(title="Books"), '"Library"', '"Books"'),
        (setting(version="1.3"), "'1.2'", "'1.3'"),
        (setting(external_bin=["wkhtmltopdf"]), "{'python': ['lxml']}", None),
        (lambda data: data["module"]["depends"].pop(1), "        'web',\n", ""),
        (
            lambda data: data["module"]["depends"].append({"name": "stock"}),
            "        'mail',\n",
            "        'mail',\n        'stock',\n",
        ),
        (lambda data: data["module"]["depends"][0].update(name="sale"), "'base'", "'sale'"),
        (
            lambda data: data["assets_bundles"].pop(1),
            "            ('remove', 'web/static/b.js'),\n",
            "",
        ),
        (
            lambda data: data["assets_bundles"].append({"path": "static/src/a.js"}),
            "('remove', 'web/static/b.js'),\n",
            "('remove', 'web/static/b.js'),\n            'lib/static/src/a.js',\n",
        ),
        (setting(summary="Books"), "'LGPL-3',\n", "'LGPL-3',\n    'summary': 'Books',\n"),
        (
            setting(description='Two\n"lines"'),
            "'LGPL-3',\n",
            "'LGPL-3',\n    'description': 'Two\\n\"lines\"',\n",
        ),
    ],
)
def test_only_what_changed_is_written_anew(edit: Edit, before: str, after: str | None) -> None:
    written = manifest(edit)
    assert ast.literal_eval(written)
    if after is not None:
        assert written == MANIFEST.replace(before, after)


def test_a_new_data_file_is_listed_before_what_needs_it() -> None:
    menu = {"xml_id": "menu", "name": "M"}
    written = manifest(
        lambda data: data.update(menus=[menu]),
        "{'name': 'L', 'data': ['x.xml'], 'depends': ['web']}",
    )
    assert written == (
        "{'name': 'L', 'data': ['x.xml', 'views/lib_menus.xml'], 'depends': ['web']}"
    )


def test_keys_that_are_missing_are_made() -> None:
    def edit(data: dict[str, Any]) -> None:
        data["menus"] = [{"xml_id": "menu", "name": "M"}]
        data["module"]["depends"] = [{"name": "web"}]
        data["assets_bundles"] = [{"path": "static/src/a.js", "bundle": "a.b"}]

    written = ast.literal_eval(manifest(edit, "{'name': 'L'}\n"))
    assert written == {
        "name": "L",
        "depends": ["web"],
        "assets": {"a.b": ["lib/static/src/a.js"]},
        "data": ["views/lib_menus.xml"],
    }
