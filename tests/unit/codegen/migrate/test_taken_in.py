"""A module that was taken in is upgraded like any other; what it brings itself stays."""

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.render import render
from tests.unit.codegen.extract.small import LIBRARY, edited, taken

_OWN = {"migrations/19.0.1.0.0/post-own.py": b"def migrate(cr, version):\n    pass  # kept\n"}


def test_scripts_stand_beside_those_that_the_module_has():
    base = taken({**LIBRARY, **_OWN})
    data = base.to_json()
    data["module"]["version"] = "1.1.0"
    data["models"][0]["fields"][1]["name"] = "number"
    data["models"][0]["constraints"][0]["definition"] = "UNIQUE(number)"
    head = load(data)

    tree = render(head, bases=[base])

    assert tree["migrations/19.0.1.0.0/post-own.py"] == _OWN["migrations/19.0.1.0.0/post-own.py"]
    script = tree.text("migrations/19.0.1.1.0/pre-40_fields.py")
    assert '("library.book", "library_book", "isbn", "number")' in script
    assert "number = fields.Char" in tree.text("models/book.py")


def test_nothing_is_added_where_nothing_has_changed():
    base = taken({**LIBRARY, **_OWN})

    assert dict(render(base, bases=[base])) == {**LIBRARY, **_OWN}


def test_a_version_that_is_no_number_is_told():
    base = taken(LIBRARY)

    with pytest.raises(DocumentError) as caught:
        render(base, bases=[edited(base, "module", version="soon")])

    assert [problem.path for problem in caught.value.problems] == ["module.version"]
