"""Every conversion of values, in PostgreSQL: what comes in, what must come out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from itx_codegen.ir import Document, load
from itx_codegen.ir.kinds.field import Field
from itx_codegen.ir.kinds.model import Model
from itx_codegen.migrate import storage
from itx_codegen.render import render

_AB = [{"uid": "o1", "value": "a", "name": "Apple"}, {"uid": "o2", "value": "50%", "name": "It's"}]


#: It has a field with a column.
_MIXIN = "mail.thread.main.attachment"


class Case(NamedTuple):
    """The attributes of a field before and after, and its values: text of SQL → text of SQL."""

    old: dict[str, Any]
    new: dict[str, Any]
    values: dict[str | None, str | None]


CASES = {
    "text to integer": Case(
        {"type": "char"},
        {"type": "integer"},
        {" 12 ": "12", "12.6": "13", "-3": "-3", "many": None, "": None, "9999999999": None},
    ),
    "text to float": Case(
        {"type": "text"}, {"type": "float"}, {"1.25": "1.25", "1,25": None, "+2": "2", None: None}
    ),
    "text to money": Case(
        {"type": "char"},
        {"type": "monetary", "currency_field": "currency_id"},
        {"1.25": "1.25", "x": None},
    ),
    "integer to float": Case({"type": "integer"}, {"type": "float"}, {"3": "3"}),
    "float to integer": Case({"type": "float"}, {"type": "integer"}, {"2.5": "3", "-1.2": "-1"}),
    "float to exact float": Case(
        {"type": "float"}, {"type": "float", "digits": [16, 2]}, {"2.25": "2.25"}
    ),
    "boolean to integer": Case({"type": "boolean"}, {"type": "integer"}, {"t": "1", "f": "0"}),
    "integer to boolean": Case(
        {"type": "integer"}, {"type": "boolean"}, {"2": "true", "0": "false", None: None}
    ),
    "text to boolean": Case(
        {"type": "char"}, {"type": "boolean"}, {"Yes": "true", "n": "false", "maybe": None}
    ),
    "integer to text": Case({"type": "integer"}, {"type": "char"}, {"7": "7"}),
    "date to text": Case({"type": "date"}, {"type": "char"}, {"2024-02-29": "2024-02-29"}),
    "date to moment": Case(
        {"type": "date"}, {"type": "datetime"}, {"2024-02-29": "2024-02-29 00:00:00"}
    ),
    "moment to date": Case(
        {"type": "datetime"}, {"type": "date"}, {"2024-02-29 23:59:59": "2024-02-29"}
    ),
    "text to date": Case(
        {"type": "char"},
        {"type": "date"},
        {
            "2024-02-29": "2024-02-29",
            "2024-02-29 10:00": "2024-02-29",
            "2023-02-29": None,
            "2024-13-01": None,
            "29.2.2024": None,
            "0000-01-01": None,
        },
    ),
    "text to moment": Case(
        {"type": "char"},
        {"type": "datetime"},
        {"2024-02-29 10:30": "2024-02-29 10:30:00", "2024-02-30 10:30": None, "2024-02-29x": None},
    ),
    "text to markup": Case(
        {"type": "text"}, {"type": "html"}, {"a < b\nc": "<p>a &lt; b<br>c</p>"}
    ),
    "markup to text": Case({"type": "html"}, {"type": "text"}, {"<p>a</p>": "a"}),
    "text to options": Case(
        {"type": "char"},
        {"type": "selection", "selection": _AB},
        {"a": "a", "APPLE": "a", "50%": "50%", "it's": "50%", "pear": None},
    ),
    "options to text": Case(
        {"type": "selection", "selection": _AB}, {"type": "char"}, {"50%": "50%"}
    ),
    "options that exchange their values": Case(
        {"type": "selection", "selection": _AB},
        {
            "type": "selection",
            "selection": [{**_AB[0], "value": "50%"}, {**_AB[1], "value": "a"}],
        },
        {"a": "50%", "50%": "a", None: None},
    ),
    "an option that goes": Case(
        {"type": "selection", "selection": _AB},
        {"type": "selection", "selection": _AB[:1], "default": "a"},
        {"50%": "a", None: None},
    ),
    "longer to shorter": Case(
        {"type": "char"}, {"type": "char", "size": 3}, {"abcdef": "abc", "ab": "ab"}
    ),
    "text to translated text": Case(
        {"type": "char"}, {"type": "char", "translate": True}, {"x": '{"en_US": "x"}', None: None}
    ),
    "required text": Case(
        {"type": "char"},
        {"type": "char", "required": True, "default": "100% 'new'"},
        {None: "100% 'new'", "": ""},
    ),
    "required translated text": Case(
        {"type": "char"},
        {"type": "char", "translate": True, "required": True, "default": "é'"},
        {None: '{"en_US": "é\'"}', "x": '{"en_US": "x"}'},
    ),
    "required number of text": Case(
        {"type": "char"}, {"type": "integer", "required": True, "default": 5}, {"x": "5", "1": "1"}
    ),
    "required boolean": Case(
        {"type": "boolean"}, {"type": "boolean", "required": True}, {None: "false", "t": "true"}
    ),
    "number of each company": Case(
        {"type": "integer"},
        {"type": "integer", "company_dependent": True},
        {"3": '{"1": 3, "2": 3}', None: None},
    ),
    "moment of each company": Case(
        {"type": "datetime"},
        {"type": "datetime", "company_dependent": True},
        {"2024-02-29 10:30:00": '{"1": "2024-02-29 10:30:00", "2": "2024-02-29 10:30:00"}'},
    ),
    "number of the first company": Case(
        {"type": "float", "company_dependent": True},
        {"type": "float"},
        {'{"1": 2.5, "2": 4}': "2.5", '{"2": 4}': None},
    ),
    "text of the first company": Case(
        {"type": "char", "company_dependent": True}, {"type": "char"}, {'{"1": "x"}': "x"}
    ),
    "options of each company": Case(
        {"type": "selection", "selection": _AB, "company_dependent": True},
        {
            "type": "selection",
            "selection": [{**_AB[0], "value": "b"}],
            "company_dependent": True,
        },
        {'{"1": "a", "2": "50%"}': '{"1": "b"}', '{"1": "a"}': '{"1": "b"}'},
    ),
}

_RUN = """
import importlib.util, json, pathlib
cr = env.cr
cr.execute("INSERT INTO res_company (id, name, currency_id, partner_id, active, layout_background,"
           " font) SELECT 2, 'Second', currency_id, partner_id, TRUE, layout_background, font"
           " FROM res_company WHERE id = 1")
cases = json.loads(CASES)
for table, column_type, values in cases:
    cr.execute(f'CREATE TABLE {table} (id serial PRIMARY KEY, name varchar, f {column_type})')
    for value in values:
        cr.execute(f'INSERT INTO {table} (f) VALUES (%s)', [value])
cr.execute('''
    CREATE TABLE case_tag (id serial PRIMARY KEY);
    CREATE TABLE case_links (id serial PRIMARY KEY, message_main_attachment_id int);
    CREATE TABLE case_links_case_tag_rel (case_links_id int, case_tag_id int);
    INSERT INTO case_tag SELECT FROM generate_series(1, 3);
    INSERT INTO case_links (message_main_attachment_id) VALUES (7), (8), (9);
    INSERT INTO case_links_case_tag_rel VALUES (1, 3), (2, 1), (2, 2);
''')
def run():
    for path in sorted(pathlib.Path(FOLDER).glob("pre-*.py")):
        spec = importlib.util.spec_from_file_location("script", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(cr, "19.0.1.0.0")
    found = []
    for table, _type, values in cases:
        cr.execute(f'SELECT f::text FROM {table} ORDER BY id')
        values = [value for value, in cr.fetchall()]
        cr.execute("SELECT udt_name || coalesce('(' || character_maximum_length || ')', '')"
                   " FROM information_schema.columns WHERE table_name = %s AND column_name = 'f'",
                   [table])
        found.append([*cr.fetchone(), values])
    return found
found = [run(), run()]
cr.execute(f"SELECT tag_ids, moduler_kept_1_1_0_{MAIN} FROM case_links ORDER BY id")
print("TOLD" + json.dumps([*found, cr.fetchall()]))
"""


def _links(which: str) -> dict[str, Any]:
    """A model whose links become one link, and which no longer has the fields of another."""
    kind, mixins = ("many2many", [_MIXIN]) if which == "old" else ("many2one", [])
    tags = {"uid": "tags", "name": "tag_ids", "type": kind, "comodel_name": "case.tag"}
    return {"uid": "links", "name": "case.links", "inherit": mixins, "fields": [tags]}


def _document(version: str, which: str) -> dict[str, Any]:
    currency = {"name": "currency_id", "type": "many2one", "comodel_name": "res.currency"}
    return {
        "module": {"uid": "cases", "name": "cases", "version": version},
        "models": [
            {
                "uid": f"m{number}",
                "name": f"case.n{number}",
                "fields": [
                    {"uid": f"n{number}", "name": "name", "type": "char"},
                    {"uid": f"c{number}", **currency},
                    {"uid": f"f{number}", "name": "f", **_numbered(getattr(case, which), number)},
                ],
            }
            for number, case in enumerate(CASES.values())
        ]
        + [_links(which), {"uid": "tag", "name": "case.tag"}],
    }


def _numbered(attributes: dict[str, Any], number: int) -> dict[str, Any]:
    """Give options uids that no other case has."""
    if "selection" not in attributes:
        return attributes
    options = [{**one, "uid": f"{one['uid']}_{number}"} for one in attributes["selection"]]
    return {**attributes, "selection": options}


def test_values_come_out_as_they_must(
    tmp_path: Path, database: str, odoo_shell: Callable[[str, str], str]
) -> None:
    base, head = load(_document("1.0.0", "old")), load(_document("1.1.0", "new"))
    tree = render(head, bases=[base])
    for path in (path for path in tree if path.startswith("migrations/")):
        (tmp_path / path.rpartition("/")[2]).write_bytes(tree[path])
    tables = [
        (f"case_n{number}", _column(base, number), list(case.values))
        for number, case in enumerate(CASES.values())
    ]
    code = _RUN.replace("CASES", repr(json.dumps(tables))).replace("FOLDER", repr(str(tmp_path)))
    code = code.replace("{MAIN}", "message_main_attachment_id")

    told = odoo_shell(database, code)

    line = next(line for line in told.splitlines() if line.startswith("TOLD"))
    first, again, links = json.loads(line.removeprefix("TOLD"))
    for number, (name, case) in enumerate(CASES.items()):
        column_type, values = first[number]
        assert (name, values) == (name, list(case.values.values()))
        assert (name, column_type) == (name, _column(head, number))
        # What is exchanged can't tell that it was: Odoo runs a script once.
        assert again[number] == first[number] or "exchange" in name
    assert links == [[3, 7], [None, 8], [None, 9]]


def _column(document: Document, number: int) -> str:
    field: Field = document.of(Model)[number].fields[2]
    size = f"({field.size})" if field.size else ""
    return storage.column_type(field) + size
