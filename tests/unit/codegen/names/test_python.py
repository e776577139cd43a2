"""Code on recordsets: renamed where the model is certain, and nowhere else."""

from __future__ import annotations

import pytest

from itx_codegen.names.python import doubts, python

from .library import LIVE


def check(code: str, live: str) -> None:
    """The code becomes `live`, without a doubt, and comes back as it was."""
    assert python(code, LIVE, "lib.book") == live
    assert doubts(code, LIVE, "lib.book") == ()
    assert python(live, LIVE.reversed(), "x_lib_book") == code


@pytest.mark.parametrize(
    ("code", "live"),
    [
        ("self.name", "self.x_name"),
        (
            "action = {'value': {'name': record.name}, 'warning': {'title': 'name'}}",
            "action = {'value': {'x_name': record.x_name}, 'warning': {'title': 'name'}}",
        ),
        ("action = {'domain': {'reader_id': []}}", "action = {'domain': {'x_reader_id': []}}"),
        ("record.name = payload['name']", "record.x_name = payload['name']"),
        ("record.name + records.name", "record.x_name + records.x_name"),
        ("for book in self:\n    book.name", "for book in self:\n    book.x_name"),
        ("for b in self: b.price += b.price", "for b in self: b.x_price += b.x_price"),
        ("self['name'] = self[\"price\"]", "self['x_name'] = self[\"x_price\"]"),
        ("self.reader_id.email", "self.x_reader_id.x_email"),
        ("self.loan_ids.book_id.reader_id.email", "self.x_loan_ids.x_book_id.x_reader_id.x_email"),
        ("self.part_of_id.part_of_id.name", "self.x_part_of_id.x_part_of_id.x_name"),
        ("[b.name for b in self if b.price]", "[b.x_name for b in self if b.x_price]"),
        (
            "sum(loan.days for b in self for loan in b.loan_ids)",
            "sum(loan.x_days for b in self for loan in b.x_loan_ids)",
        ),
        ("{b.name: b.price for b in self}", "{b.x_name: b.x_price for b in self}"),
        ("{b.name for b in self}", "{b.x_name for b in self}"),
        ("self.mapped('loan_ids.days')", "self.mapped('x_loan_ids.x_days')"),
        ("self.mapped(lambda b: b.name)", "self.mapped(lambda b: b.x_name)"),
        (
            "self.mapped(lambda b: b.reader_id).email",
            "self.mapped(lambda b: b.x_reader_id).x_email",
        ),
        ("self.filtered('price').name", "self.filtered('x_price').x_name"),
        (
            "self.filtered(lambda b: b.price > 1).name",
            "self.filtered(lambda b: b.x_price > 1).x_name",
        ),
        ("self.sorted(key=lambda b: b.date)", "self.sorted(key=lambda b: b.x_date)"),
        ("self.sorted('date desc, id')", "self.sorted('x_date desc, id')"),
        (
            "sorted(self, key=lambda b: b.date)[0].name",
            "sorted(self, key=lambda b: b.x_date)[0].x_name",
        ),
        ("max(self, key=lambda b: b.price).name", "max(self, key=lambda b: b.x_price).x_name"),
        (
            "self[0].name; self[:1].name; self[-1].name",
            "self[0].x_name; self[:1].x_name; self[-1].x_name",
        ),
        ("(self | self.part_of_id).name", "(self | self.x_part_of_id).x_name"),
        ("(self or self.part_of_id).name", "(self or self.x_part_of_id).x_name"),
        ("self.env['lib.reader'].browse(1).email", "self.env['x_lib_reader'].browse(1).x_email"),
        ("env['lib.loan'].sudo().days", "env['x_lib_loan'].sudo().x_days"),
        ("self.env(su=True)['lib.loan']", "self.env(su=True)['x_lib_loan']"),
        (
            "env['lib.book'].search([('reader_id.email', '=', 'name')], order='date desc')",
            "env['x_lib_book'].search([('x_reader_id.x_email', '=', 'name')], order='x_date desc')",
        ),
        (
            "env['lib.book'].search([('loan_ids', 'any', [('days', '>', 3)])], limit=1).name",
            "env['x_lib_book'].search([('x_loan_ids', 'any', [('x_days', '>', 3)])], limit=1).x_name",
        ),
        (
            "for row in env['lib.loan'].search_read([], ['days']):\n    row['days']",
            "for row in env['x_lib_loan'].search_read([], ['x_days']):\n    row['x_days']",
        ),
        (
            "self._read_group([], ['date:month'], ['price:sum', '__count'])",
            "self._read_group([], ['x_date:month'], ['x_price:sum', '__count'])",
        ),
        (
            "for reader, books in self.grouped('reader_id').items():\n    books.name",
            "for reader, books in self.grouped('x_reader_id').items():\n    books.x_name",
        ),
        ("for i, b in enumerate(self):\n    b.name", "for i, b in enumerate(self):\n    b.x_name"),
        (
            "for b, n in zip(self, self.loan_ids):\n    b.price, n.days",
            "for b, n in zip(self, self.x_loan_ids):\n    b.x_price, n.x_days",
        ),
        ("self.write({'name': 'name', 'x': 1})", "self.write({'x_name': 'name', 'x': 1})"),
        ("self.write(dict(name=1))", "self.write(dict(x_name=1))"),
        (
            "self.write({'loan_ids': [(0, 0, {'name': 1, 'price': 2})]})",
            "self.write({'x_loan_ids': [(0, 0, {'x_name': 1, 'price': 2})]})",
        ),
        (
            "self.create([{'loan_ids': [Command.create({'days': 1})]} for b in self])",
            "self.create([{'x_loan_ids': [Command.create({'x_days': 1})]} for b in self])",
        ),
        (
            "vals = {'name': 1}\nvals['price'] = 2\nself.create(vals)\nvals['date'] = 3",
            "vals = {'x_name': 1}\nvals['x_price'] = 2\nself.create(vals)\nvals['x_date'] = 3",
        ),
        (
            "rows = []\nfor b in self:\n    rows.append({'days': b.price})\nself.loan_ids.create(rows)",
            "rows = []\nfor b in self:\n    rows.append({'x_days': b.x_price})\n"
            "self.x_loan_ids.create(rows)",
        ),
        (
            "domain = [('name', '=', 1)]\ndomain += [('price', '>', 2)]\nself.search(domain)",
            "domain = [('x_name', '=', 1)]\ndomain += [('x_price', '>', 2)]\nself.search(domain)",
        ),
        ("x = y = self\nx.name, y.name", "x = y = self\nx.x_name, y.x_name"),
        (
            "a, b = self, self.loan_ids\na.name, b.days",
            "a, b = self, self.x_loan_ids\na.x_name, b.x_days",
        ),
        (
            "while (b := self.part_of_id):\n    b.name",
            "while (b := self.x_part_of_id):\n    b.x_name",
        ),
        (
            "b = self\nwhile b:\n    b = b.part_of_id\nb.name",
            "b = self\nwhile b:\n    b = b.x_part_of_id\nb.x_name",
        ),
        (
            "with self.env.cr.savepoint():\n    self.name",
            "with self.env.cr.savepoint():\n    self.x_name",
        ),
        ("หนังสือ = self; หนังสือ.name = 'é'", "หนังสือ = self; หนังสือ.x_name = 'é'"),
        (
            "f'é{self.name} {self.name:>{self.price}}'",
            "f'é{self.x_name} {self.x_name:>{self.x_price}}'",
        ),
        ('f"""\n{self.name}\n  {self.price}"""', 'f"""\n{self.x_name}\n  {self.x_price}"""'),
        (
            "x = (\n    self.reader_id\n    .email\n)",
            "x = (\n    self.x_reader_id\n    .x_email\n)",
        ),
        ("env.ref('lib.action_loan')", "env.ref('x_lib.action_loan')"),
        (
            "action = {'res_model': 'lib.book', 'res_id': self.id, 'name': self.name}",
            "action = {'res_model': 'x_lib_book', 'res_id': self.id, 'name': self.x_name}",
        ),
        (
            "'lib.book' in env and env.get('lib.book')",
            "'x_lib_book' in env and env.get('x_lib_book')",
        ),
        (
            "def check(self, n):\n    for b in self:\n        b.name\n        n.name\ncheck(records, 1)",
            "def check(self, n):\n    for b in self:\n        b.x_name\n        n.name\ncheck(records, 1)",
        ),
        (
            "def is_new(b):\n    return b.state == 'state'\nrecords.filtered(is_new)",
            "def is_new(b):\n    return b.x_state == 'state'\nrecords.filtered(is_new)",
        ),
    ],
)
def test_known_models_are_followed(code: str, live: str) -> None:
    check(code, live)


@pytest.mark.parametrize(
    "code",
    [
        "name = 'name'; print(name, 'price')",
        "self.owner_id_name",
        "self.env['res.partner'].browse(1).name",
        "self.env['res.partner'].search([('name', '=', 'x')]).name",
        "self.env.user.name + self.env.company.partner_id.name + self.create_uid.name",
        "self.write_uid.write({'name': 1})",
        "datetime.date.today(); time.name",
        "env.ref('base.main_company'); env.ref('name')",
        "log('lib')",
        "self._fields",
        "x = 'name'.price",
        "{'name': 1}['name']",
    ],
)
def test_what_is_certainly_no_field_of_ours_stays(code: str) -> None:
    check(code, code)


def test_fields_of_other_models_stay_where_names_are_shared() -> None:
    check("self.owner_id.name, self.name", "self.x_owner_id.name, self.x_name")


@pytest.mark.parametrize(
    ("code", "doubtful"),
    [
        ("thing.name", ["thing.name"]),
        ("thing()['price']", ["thing()['price']"]),
        ("x = self if y else self.reader_id\nx.name", ["x.name"]),
        ("if y:\n    x = self\nelse:\n    x = self.reader_id\nx.name", ["x.name"]),
        ("x = self\nif y:\n    x = self.loan_ids\nx.name", ["x.name"]),
        ("x = self\nfor i in range(2):\n    x.name\n    x = self.loan_ids", ["x.name"]),
        ("x = self\ntry:\n    x = self.loan_ids\nexcept E:\n    pass\nx.name", ["x.name"]),
        ("def f(b):\n    return b.name", ["b.name"]),
        ("def f(b):\n    return b.name\nf(self)\nf(self.reader_id)", ["b.name"]),
        ("f = lambda b: b.name", ["b.name"]),
        ("with x() as self:\n    self.name", ["self.name"]),
        ("match self:\n    case {'a': b}:\n        b.name", ["b.name"]),
        ("self.unknown_link.name", ["self.unknown_link.name"]),
        ("self[key].name", ["self[key].name"]),
        ("env.ref('base.x').name", ["env.ref('base.x').name"]),
        ("env['ir.model'].search([('model', '=', 'lib.book')])", ["'lib.book'"]),
        ("a, b = f()\na.name", ["a.name"]),
    ],
)
def test_what_is_not_certain_stays_and_is_told(code: str, doubtful: list[str]) -> None:
    told = doubts(code, LIVE, "lib.book")

    assert [doubt.source for doubt in told] == doubtful
    for doubt in told:
        assert doubt.source in python(code, LIVE, "lib.book")


def test_doubt_tells_its_line() -> None:
    [doubt] = doubts("    x = 1\n    y = thing.name\n", LIVE, "lib.book")
    assert doubt.line == 2


def test_names_of_lambdas_and_comprehensions_end_with_them() -> None:
    check(
        "b = env['res.partner']\nself.filtered(lambda b: b.price)\n[b.date for b in self]\nb.name",
        "b = env['res.partner']\nself.filtered(lambda b: b.x_price)\n[b.x_date for b in self]\nb.name",
    )


def test_methods_called_like_a_field_are_no_field() -> None:
    assert doubts("thing.date()", LIVE, "lib.book") == ()


def test_indented_code_comes_back_at_the_margin_only_if_it_changes() -> None:
    assert python("    self.name\n", LIVE, "lib.book") == "self.x_name"
    assert python("    self.other\n", LIVE, "lib.book") == "    self.other\n"


@pytest.mark.parametrize("code", ["self.name +", "x = '\0'; self.name", "if self.name:"])
def test_code_that_does_not_parse_stays(code: str) -> None:
    assert python(code, LIVE, "lib.book") == code
    assert doubts(code, LIVE, "lib.book") == ()


def test_code_on_no_model_knows_only_the_environment() -> None:
    assert (
        python("env['lib.book'].name; model.name", LIVE, "")
        == "env['x_lib_book'].x_name; model.name"
    )
