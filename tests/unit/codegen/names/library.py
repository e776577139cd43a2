"""A small module whose names the tests rewrite: books, their lines and readers."""

from __future__ import annotations

from itx_codegen.ir import Document, load
from itx_codegen.names.renaming import Renaming, live_renaming


def library(**lists: object) -> Document:
    """Return the document of a library, with further lists of elements."""
    return load(
        {
            "module": {"uid": "module", "name": "lib"},
            "models": [
                {
                    "uid": "book",
                    "name": "lib.book",
                    "fields": [
                        {"uid": "book_name", "name": "name", "type": "char"},
                        {"uid": "price", "name": "price", "type": "float"},
                        {"name": "date", "type": "date"},
                        {"name": "state", "type": "selection", "selection": [["new", "New"]]},
                        {"name": "loan_ids", "type": "one2many", "comodel_name": "lib.loan"},
                        {"name": "reader_id", "type": "many2one", "comodel_name": "lib.reader"},
                        {"name": "part_of_id", "type": "many2one", "comodel_name": "lib.book"},
                        {"name": "owner_id", "type": "many2one", "comodel_name": "res.partner"},
                    ],
                },
                {
                    "uid": "loan",
                    "name": "lib.loan",
                    "fields": [
                        {"name": "name", "type": "char"},
                        {"name": "days", "type": "integer"},
                        {"name": "book_id", "type": "many2one", "comodel_name": "lib.book"},
                        {"name": "reader_id", "type": "many2one", "comodel_name": "lib.reader"},
                    ],
                },
                {
                    "uid": "reader",
                    "name": "lib.reader",
                    "fields": [
                        {"name": "email", "type": "char"},
                        {"name": "color", "type": "integer"},
                        {"name": "book_ids", "type": "many2many", "comodel_name": "lib.book"},
                    ],
                },
            ],
            "actions": [
                {"type": "window", "xml_id": "action_loan", "name": "Loans", "model": "lib.loan"}
            ],
            **lists,
        }
    )


LIVE: Renaming = live_renaming(library())
