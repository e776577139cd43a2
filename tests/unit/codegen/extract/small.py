"""A small module, as a person would have written it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from itx_codegen.extract import extract
from itx_codegen.extract.python.fields import POSITIONAL
from itx_codegen.ir import Document, load
from itx_codegen.render import render

MANIFEST = b"""{'name': 'Library', 'version': '19.0.1.0.0', 'depends': ['base']}
"""

BOOK = b'''# Part of the library.
from odoo import fields, models


class Book(models.Model):
    """What people read."""
    _name = 'library.book'
    _description = 'Book'
    _rec_names_search = ['title', 'isbn']

    # what it is called
    title = fields.Char('Title',
                        required=True)  # never empty
    isbn = fields.Char(help="13 digits")
    state = fields.Selection([('new', 'New'), ('old', 'Old')], default='new')

    _isbn_unique = models.Constraint('UNIQUE(isbn)', 'The number is taken.')

    # -- actions --

    def action_age(self):
        # all at once
        self.write({'state':  'old'})
        return True

    # also by code
    def age(self, by = 1):
        return [book.state for book in self]


def helper():
    return Book
'''

LIBRARY: Mapping[str, bytes] = {
    "__init__.py": b"from . import models\n",
    "__manifest__.py": MANIFEST,
    "models/__init__.py": b"from . import book\n",
    "models/book.py": BOOK,
    "static/src/logo.png": b"\x89PNG\r\n\x1a\n",
}


def taken(files: Mapping[str, bytes]) -> Document:
    """Return the document of the module `library` with these files."""
    return extract(files, "library").document


def library(**files: str) -> Document:
    """Return the document of the small module, of which the model's file may be another."""
    return taken({**LIBRARY, **({"models/book.py": files["book"].encode()} if files else {})})


def edited(document: Document, *path: str | int, **values: object) -> Document:
    """Return a document in which the element at a path of its JSON has other values."""
    data = document.to_json()
    item: dict = data  # type: ignore[type-arg]
    for step in path:
        item = item[step]  # type: ignore[index]
    item.update(values)
    return load(data)


def book_file(document: Document) -> str:
    """Return the text of the model's file, as the document renders it."""
    return render(document).text("models/book.py")


class _Normal(ast.NodeTransformer):
    """Arguments of fields by name, in the order of the names; decorators in theirs."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        cls = ast.unparse(node.func)
        if cls.startswith("fields."):
            names = POSITIONAL.get(cls.removeprefix("fields.").lower(), ("string",))
            named = [
                ast.keyword(name, value) for name, value in zip(names, node.args, strict=False)
            ]
            node.keywords = sorted([*named, *node.keywords], key=lambda one: one.arg or "")
            node.args = []
        elif cls in ("models.Constraint", "models.Index", "models.UniqueIndex"):
            for one in node.args[:1]:
                if isinstance(one, ast.Constant):
                    one.value = " ".join(str(one.value).split())
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        if all(ast.unparse(one).startswith("api.") for one in node.decorator_list):
            node.decorator_list.sort(key=ast.unparse)
        return node


def normal(source: str) -> str:
    """Return Python in the form in which two sources that mean the same are the same text."""
    return ast.unparse(_Normal().visit(ast.parse(source.removeprefix("\ufeff"))))
