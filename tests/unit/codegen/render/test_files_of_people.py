"""Files of which a person wrote the text: tests, migrations, hooks, read-me, icon."""

import ast
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.render import FileTree, render
from itx_codegen.render.literals import Import
from itx_codegen.render.python_file import headed

_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def _files(module: dict[str, Any] | None = None, **lists: Any) -> FileTree:
    return render(load({"module": {"name": "shelf", **(module or {})}, **lists}))


def test_a_test_is_a_class_around_the_code() -> None:
    code = ["    def test_a(self):", "        self.assertEqual('''a", "b''', UserError)"]
    head = ['"""What it shows."""', "from __future__ import annotations", "LIMIT = 3"]

    source = _files(tests=[{"name": "loans", "head": head, "code": code}]).text(
        "tests/test_loans.py"
    )

    assert source.startswith('"""What it shows."""\n\nfrom __future__ import annotations\n')
    assert "from odoo.exceptions import UserError\n" in source
    assert "from odoo.tests import TransactionCase, tagged\n" in source
    assert '@tagged("post_install", "-at_install")\nclass TestLoans(TransactionCase):\n' in source
    assert '"""a\nb"""' in source


def test_tests_are_imported() -> None:
    tests = [{"name": "loans", "code": "def test_a(self):\n    pass"}]
    assert "from . import test_loans" in _files(tests=tests).text("tests/__init__.py")


def test_a_test_does_not_take_the_file_of_a_generated_one() -> None:
    model = {"name": "shelf.book", "fields": [{"name": "name", "type": "char"}]}
    tests = [{"name": "shelf_book", "code": "def test_a(self):\n    pass"}]

    with pytest.raises(DocumentError) as caught:
        _files(models=[model], tests=tests)

    assert [problem.path for problem in caught.value.problems] == ["tests[shelf_book]"]


def test_a_migration_is_a_function_in_the_folder_of_its_version() -> None:
    migration = {
        "name": "fill",
        "version": "1.1.0",
        "phase": "pre",
        "head": "from odoo import api",
        "code": "env = api.Environment(cr, 1, {})\nenv['res.partner'].search([])",
    }
    tree = _files({"version": "1.1.0"}, migrations=[migration])

    source = tree.text("migrations/19.0.1.1.0/pre-fill.py")

    assert source.startswith("from odoo import api\n\n\ndef migrate(cr, version):\n    env =")
    assert source.count("import api") == 1


def test_hooks_are_functions_that_the_manifest_names() -> None:
    module = {
        "hooks_head": "import logging\n\n_logger = logging.getLogger(__name__)",
        "post_init_hook": "_logger.info('%s', env.cr.dbname)",
        "uninstall_hook": "    env['ir.config_parameter'].set_param('a', False)",
        "post_load": "_logger.info('loaded')",
    }
    tree = _files(module)

    hooks = tree.text("hooks.py")
    assert "def post_init_hook(env):\n    _logger.info" in hooks
    assert "def uninstall_hook(env):\n    env[" in hooks
    assert "def post_load():\n" in hooks
    package = "from .hooks import post_init_hook, uninstall_hook, post_load"
    assert tree.text("__init__.py") == f"{package}\n"
    manifest = ast.literal_eval(tree.text("__manifest__.py"))
    assert manifest["post_init_hook"] == "post_init_hook"
    assert "pre_init_hook" not in manifest


def test_the_manifest_has_the_keys_that_are_said() -> None:
    module = {
        "title": "ชั้น",
        "author": "A, B",
        "maintainer": "M",
        "maintainers": ["m"],
        "website": "https://example.com",
        "live_test_url": "https://try.example.com",
        "price": 9.5,
        "currency": "EUR",
        "sequence": 5,
        "installable": False,
        "auto_install": ["base"],
        "countries": ["th"],
        "images": {"static/description/banner.png": _PIXEL},
        "external_dependencies": {"python": ["ldap"], "bin": ["ls"], "apt": {"ldap": "p-ldap"}},
        "further_keys": {"bootstrap": False, "cloc_exclude": ["lib/**/*"]},
        "depends": ["base"],
    }
    tree = _files(module)

    manifest = ast.literal_eval(tree.text("__manifest__.py"))

    assert manifest == {
        "name": "ชั้น",
        "author": "A, B",
        "maintainer": "M",
        "maintainers": ["m"],
        "version": "19.0.1.0.0",
        "website": "https://example.com",
        "live_test_url": "https://try.example.com",
        "category": "Customizations",
        "license": "LGPL-3",
        "price": 9.5,
        "currency": "EUR",
        "sequence": 5,
        "installable": False,
        "auto_install": ["base"],
        "countries": ["th"],
        "images": ["static/description/banner.png"],
        "external_dependencies": {"python": ["ldap"], "bin": ["ls"], "apt": {"ldap": "p-ldap"}},
        "depends": ["base"],
        "bootstrap": False,
        "cloc_exclude": ["lib/**/*"],
    }
    assert tree["static/description/banner.png"].startswith(b"\x89PNG")


def test_read_me_page_and_icon_are_those_of_the_person() -> None:
    tree = _files({"readme": "# {{ x }}\n", "index_html": "<p>&lt;</p>", "icon": _PIXEL})
    assert tree.text("README.md") == "# {{ x }}\n"
    assert tree.text("static/description/index.html") == "<p>&lt;</p>"
    assert len(tree["static/description/icon.png"]) == 68


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "import time"),
        ("import time", "import time"),
        ("import os", "import time\n\nimport os"),
        ('"""Doc."""', '"""Doc."""\n\nimport time'),
        ("from time import time", "import time\n\nfrom time import time"),
        ('"""a\n\nb"""\nx = 1', '"""a\n\nb"""\n\nimport time\n\nx = 1'),
    ],
)
def test_imports_that_a_head_lacks(head: str, expected: str) -> None:
    assert headed(head, [Import("time")]) == expected
