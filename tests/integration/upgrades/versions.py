"""One module in three versions, in which every sort of change happens to rows that exist."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from itx_codegen.ir import Document, load

MODULE = "upgrade_case"
_GROUP = "base.group_user"
_ALL = {"perm_read": True, "perm_write": True, "perm_create": True, "perm_unlink": True}


def _field(uid: str, name: str, kind: str, **further: Any) -> dict[str, Any]:
    return {"uid": uid, "name": name, "type": kind, **further}


def _option(uid: str, value: str) -> dict[str, Any]:
    return {"uid": uid, "value": value, "name": value.title()}


def _access(uid: str, model: str) -> dict[str, Any]:
    return {"uid": uid, "xml_id": uid, "model": model, "group": _GROUP, **_ALL}


_LOANS = "for book in self:\n    book.length = len(book.%s or '')%s"

FIRST: dict[str, Any] = {
    "module": {"uid": "module", "name": MODULE, "version": "1.0.0", "depends": ["mail"]},
    "models": [
        {
            "uid": "author",
            "name": "library.author",
            "fields": [_field("author_name", "name", "char", required=True)],
        },
        {
            "uid": "shelf",
            "name": "library.shelf",
            "fields": [
                _field("shelf_name", "name", "char", required=True),
                _field("shelf_active", "active", "boolean", default=True),
            ],
        },
        {
            "uid": "loan",
            "name": "library.loan",
            "fields": [
                _field("loan_day", "day", "date"),
                _field("loan_book", "book_id", "many2one", comodel_name="library.book"),
                _field("loan_by", "author_ids", "many2many", comodel_name="library.author"),
            ],
        },
        {
            "uid": "book",
            "name": "library.book",
            "inherit": ["mail.thread"],
            "rec_name": "title",
            "fields": [
                _field("title", "title", "char", required=True, tracking=True, index=True),
                _field("subtitle", "subtitle", "char", index=True),
                _field("mark", "shelf_mark", "char"),
                _field("pages", "pages", "char"),
                _field("price", "price", "integer"),
                _field("bought", "bought", "datetime"),
                _field(
                    "state",
                    "state",
                    "selection",
                    default="draft",
                    selection=[
                        _option("s_draft", "draft"),
                        _option("s_lent", "lent"),
                        _option("s_lost", "lost"),
                    ],
                ),
                _field(
                    "writer", "author_id", "many2one", comodel_name="library.author", index=True
                ),
                _field("others", "co_author_ids", "many2many", comodel_name="library.author"),
                _field("place", "shelf_id", "many2one", comodel_name="library.shelf"),
                _field("note", "note", "text"),
                _field("blurb", "blurb", "char", translate=True),
                _field("rating", "rating", "integer"),
                _field("isbn", "isbn", "char"),
                _field("code", "code", "char", index=True),
                _field("cover", "cover", "binary"),
                _field("about", "about", "reference", selection=[_option("r_a", "library.author")]),
                _field("length", "length", "integer", compute="_compute_length", store=True),
            ],
            "methods": [
                {
                    "uid": "compute",
                    "name": "_compute_length",
                    "depends": ["title"],
                    "code": _LOANS % ("title", ""),
                }
            ],
            "constraints": [
                {
                    "uid": "unique",
                    "name": "code_unique",
                    "definition": "UNIQUE(code)",
                    "message": "There is one already.",
                },
                {
                    "uid": "positive",
                    "name": "price_positive",
                    "definition": "CHECK(price >= 0)",
                    "message": "It costs something.",
                },
                {
                    "uid": "two",
                    "name": "two_index",
                    "type": "index",
                    "definition": "(state, id)",
                },
            ],
        },
    ],
    "groups": [{"uid": "group", "xml_id": "group_reader", "name": "Reader"}],
    "actions": [
        {
            "uid": "action",
            "type": "window",
            "xml_id": "action_book",
            "name": "Books",
            "model": "library.book",
        }
    ],
    "menus": [{"uid": "menu", "xml_id": "menu_book", "name": "Books", "action": "action_book"}],
    "access": [
        _access("access_author", "library.author"),
        _access("access_shelf", "library.shelf"),
        _access("access_loan", "library.loan"),
        _access("access_book", "library.book"),
    ],
    "rules": [
        {
            "uid": "rule",
            "xml_id": "rule_book",
            "name": "Books with a title",
            "model": "library.book",
            "domain": "[('title', '!=', False)]",
            "groups": [_GROUP],
        }
    ],
    "data": [
        {
            "uid": f"data_{name}",
            "xml_id": f"shelf_{name}",
            "model": "library.shelf",
            "values": {"name": name.title()},
        }
        for name in ("main", "old")
    ],
}


def _second() -> dict[str, Any]:
    """Rename a model, fields, options, XML ids; change types; let things go."""
    data = deepcopy(FIRST)
    data["module"]["version"] = "1.1.0"
    models = {model["uid"]: model for model in data["models"]}
    data["models"].remove(models["loan"])
    models["author"]["name"] = "library.writer"
    book = models["book"]
    book["rec_name"] = "name"
    fields = {field["uid"]: field for field in book["fields"]}
    for uid in ("subtitle", "mark"):
        book["fields"].remove(fields[uid])
    fields["title"]["name"] = "name"
    fields["pages"]["type"] = "integer"
    fields["price"]["type"] = "float"
    fields["bought"]["type"] = "date"
    fields["state"]["selection"][1]["value"] = "out"
    fields["writer"] |= {"name": "writer_id", "comodel_name": "library.writer"}
    fields["others"]["comodel_name"] = "library.writer"
    fields["about"]["selection"][0]["value"] = "library.writer"
    fields["blurb"]["translate"] = False
    fields["isbn"] |= {"required": True, "default": "100% unknown"}
    fields["cover"]["name"] = "picture"
    book["fields"].append(_field("summary", "summary", "char", default="None."))
    book["methods"][0] |= {"depends": ["name"], "code": _LOANS % ("name", "")}
    book["constraints"][0]["name"] = "one_code"
    book["constraints"][2]["name"] = "state_index"
    data["groups"][0]["xml_id"] = "group_visitor"
    data["access"] = [row for row in data["access"] if row["uid"] != "access_loan"]
    data["access"][0]["model"] = "library.writer"
    data["rules"][0]["domain"] = "[('name', '!=', False)]"
    data["data"] = [data["data"][0] | {"xml_id": "shelf_central"}]
    return data


def _third() -> dict[str, Any]:
    """Rename the model with the rows; bring a field back; change what the second one changed."""
    data = _second()
    data["module"]["version"] = "1.2.0"
    book = next(model for model in data["models"] if model["uid"] == "book")
    book["name"] = "library.volume"
    fields = {field["uid"]: field for field in book["fields"]}
    fields["state"]["selection"].pop()
    fields["place"] |= {"name": "shelf_ids", "type": "many2many"}
    fields["note"]["translate"] = True
    fields["rating"]["company_dependent"] = True
    fields["code"] |= {"name": "number", "index": False}
    fields["summary"]["name"] = "abstract"
    book["fields"].append(_field("mark", "shelf_mark", "char"))
    book["methods"][0]["code"] = _LOANS % ("name", " * 2")
    book["constraints"][0]["definition"] = "UNIQUE(number)"
    data["actions"][0] |= {"xml_id": "action_volume", "model": "library.volume"}
    data["menus"][0] |= {"xml_id": "menu_volume", "action": "action_volume"}
    data["access"][-1] |= {"xml_id": "access_volume", "model": "library.volume"}
    data["rules"][0]["model"] = "library.volume"
    data["migrations"] = [
        {
            "uid": "by_hand",
            "name": "by_hand",
            "version": "1.2.0",
            "phase": "post",
            "code": "cr.execute(\"UPDATE library_writer SET name = name || '.'\")",
        }
    ]
    return data


def documents() -> tuple[Document, Document, Document]:
    """Return the three versions, the first one first."""
    return load(deepcopy(FIRST)), load(_second()), load(_third())
