"""Each kind is rendered by one function."""

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import all_kinds, load
from itx_codegen.ir.kinds.menu import Menu
from itx_codegen.render import render
from itx_codegen.render.dispatch import Dispatch, DuplicateRendererError, dispatch


def test_every_kind_of_the_ir_has_a_renderer() -> None:
    assert dispatch().kinds() == {name for name, kind in all_kinds().items() if not kind.short}


def test_registering_twice_raises() -> None:
    table = Dispatch()
    table.renders(Menu)(lambda node, site: iter(()))

    with pytest.raises(DuplicateRendererError, match="menu"):
        table.renders(Menu)(lambda node, site: iter(()))


def test_element_without_a_renderer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:

    document = load({"module": {"name": "m"}, "menus": [{"xml_id": "a", "name": "A"}]})
    full = dispatch()
    lacking = Dispatch()
    lacking._table = {kind: full._table[kind] for kind in full.kinds() - {"menu"}}
    monkeypatch.setattr("itx_codegen.render.dispatch", lambda: lacking)

    with pytest.raises(DocumentError) as caught:
        render(document)

    assert [problem.path for problem in caught.value.problems] == ["menus[a]"]
