"""Python source is edited where it stands, and compared in one form."""

import ast

import pytest

from itx_codegen.source import Edits, check_compiles, edited_expression, expression, normal_code


@pytest.mark.parametrize(
    ("code", "normal"),
    [
        ("    record.name = 1", "record['name'] = 1\n"),
        ("\n\n  x = 1\n  y = 2\n\n", "x = 1\ny = 2\n"),
        ("record.name += 'ä'", "record['name'] += 'ä'\n"),
        ("(record).name = 1", "(record)['name'] = 1\n"),
        ("a.b, c.d.e = 1, 2", "a['b'], c.d['e'] = 1, 2\n"),
        ("(a.\n  b) = 1", "(a['b']) = 1\n"),
        ("(a.  # not.\nb) = 1", "(a.  # not.\nb) = 1\n"),
        ("ไทย = record; record.name = ไทย", "ไทย = record; record['name'] = ไทย\n"),
        ("x = record.name", "x = record.name\n"),
        ("if x:\n\ty = '\t'", "if x:\n\ty = '\t'\n"),
        ("  x = '''\n    in\n  '''", "x = '''\n    in\n  '''\n"),
        ("x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"),
    ],
)
def test_code_has_one_normal_form(code: str, normal: str) -> None:
    assert normal_code(code) == normal
    assert normal_code(normal) == normal


@pytest.mark.parametrize("code", ["x = (", "x = '\0'", "(" * 300, "def f(:"])
def test_code_that_does_not_parse_stays_as_it_is(code: str) -> None:
    assert normal_code(code) == code


@pytest.mark.parametrize("code", ["x = (", "x = '\0'", "(" * 300, "-" * 100_000 + "1", "return"])
def test_whatever_the_compiler_raises_is_a_syntax_error(code: str) -> None:
    with pytest.raises(SyntaxError):
        check_compiles(code)


def test_record_id_counts_as_a_number() -> None:
    tree = expression("[('group', 'in', [%(base.group_user)d])]")

    numbers = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and n.value is not None]
    assert any(isinstance(number.value, int) for number in numbers)


def test_record_id_survives_an_edit() -> None:
    def edit(tree: ast.expr, edits: Edits) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                edits.name(node, "new")

    assert edited_expression("[%(base.x)d, old]", edit) == "[%(base.x)d, new]"


@pytest.mark.parametrize(
    ("literal", "new"),
    [
        ("'name'", "'x_name'"),
        ('"name"', '"x_name"'),
        ("r'name'", "r'x_name'"),
        ("u'name'", "u'x_name'"),
        ("'''name'''", "'''x_name'''"),
        (r"'na\x6de'", "'x_name'"),
        ("('na'\n 'me')", "('x_name')"),
        ("'nam' 'e'", "'x_name'"),
    ],
)
def test_string_keeps_its_quotes_where_it_can(literal: str, new: str) -> None:
    edits = Edits(f"x = {literal}")
    node = next(n for n in ast.walk(ast.parse(f"x = {literal}")) if isinstance(n, ast.Constant))

    edits.string(node, "x_name")

    assert edits.result() == f"x = {new}"


def test_text_that_is_not_what_the_tree_says_is_left_alone() -> None:
    edits = Edits("some + text")
    node = ast.parse("other").body[0]
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Name)

    edits.name(node.value, "new")

    assert edits.result() == "some + text"
    assert edits.missed == [node.value]
