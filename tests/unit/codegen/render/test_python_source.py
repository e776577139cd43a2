"""Bodies that people wrote keep their text, whatever stands in them."""

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.render.literals import Import, UnwritableError
from itx_codegen.render.python_source import (
    body,
    class_name,
    file_stem,
    formatted,
    import_lines,
    imports_of,
    indented,
)


def test_body_loses_its_margin_and_nothing_else() -> None:
    assert body("\n    if x:\n        return  1  # so\n\n    y = 'a'\n") == (
        "if x:\n    return  1  # so\n\ny = 'a'"
    )


def test_lines_inside_of_strings_are_not_moved() -> None:
    code = '    text = """a\n  b\nc"""\n    other = f"""{text}\n    d"""'

    plain = body(code)

    assert plain == 'text = """a\n  b\nc"""\nother = f"""{text}\n    d"""'
    assert indented(plain, "        ") == (
        '        text = """a\n  b\nc"""\n        other = f"""{text}\n    d"""'
    )


def test_tabs_stay() -> None:
    assert body("\tif x:\n\t\ty = 'a\tb'") == "if x:\n\ty = 'a\tb'"


def test_windows_line_ends_are_evened_out() -> None:
    assert body("x = 1\r\ny = 2\r\n") == "x = 1\ny = 2"


def test_broken_body_is_refused() -> None:
    with pytest.raises(UnwritableError, match="mistake"):
        body("if x:")


def test_file_that_is_no_python_names_its_element() -> None:
    with pytest.raises(DocumentError) as caught:
        formatted("def f(:", "models[a]")

    assert caught.value.problems[0].path == "models[a]"


def test_names_of_odoo_and_of_its_evaluator_are_imported_where_used() -> None:
    used = imports_of("x = fields.Date.today()\ny = datetime.date(2025, 1, 1)\nprint(len(z))")

    assert used == {Import("odoo", "fields"), Import("datetime")}


def test_names_that_the_body_makes_itself_are_not_imported() -> None:
    assert imports_of("fields = self._fields\nfor time in fields:\n    pass") == frozenset()


def test_imports_stand_in_blocks() -> None:
    lines = import_lines(
        [
            Import("odoo", "models"),
            Import("odoo", "api"),
            Import("time"),
            Import("dateutil.tz"),
        ]
    )

    assert lines == [["import time"], ["import dateutil.tz"], ["from odoo import api, models"]]


@pytest.mark.parametrize(
    ("model", "cls", "stem"),
    [
        ("airfield.region", "AirfieldRegion", "airfield_region"),
        ("x_1.y", "X1Y", "x_1_y"),
        ("import", "Import", "import_"),
        ("none", "NoneModel", "none"),
    ],
)
def test_names_of_models_become_names_of_python(model: str, cls: str, stem: str) -> None:
    assert (class_name(model), file_stem(model)) == (cls, stem)
