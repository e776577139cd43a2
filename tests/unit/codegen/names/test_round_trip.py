"""Live names lead back to those of the code: what is applied is found again as described."""

from __future__ import annotations

import pytest
from hypothesis import given

from itx_codegen.ir import Document, normalized
from itx_codegen.ir.kinds.field import Field
from itx_codegen.ir.kinds.model import Model
from itx_codegen.names import from_live, live_field, live_model, to_live
from tests.golden.cases import CASES, Case
from tests.unit.codegen.coherent import coherent
from tests.unit.codegen.strategies import quick


@quick
@given(coherent())
def test_live_names_lead_back(document: Document) -> None:
    plain = normalized(document)
    assert from_live(to_live(plain), plain) == plain


@quick
@given(coherent())
def test_every_model_and_field_has_a_live_name(document: Document) -> None:
    live = to_live(normalized(document))
    assert all(model.name.startswith("x_") for model in live.of(Model))
    assert all(field.name.startswith("x_") for field in live.of(Field))
    assert live.by_uid().keys() == document.by_uid().keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_live_names_of_a_hand_written_document_lead_back(case: Case) -> None:
    plain = normalized(case.document())
    assert from_live(to_live(plain), plain) == plain


def test_what_the_document_does_not_know_keeps_its_live_name() -> None:
    document = normalized(CASES[0].document())
    live = to_live(document)
    model = live.models[0]
    extra = model.fields[0].model_copy(update={"uid": "extra", "name": "x_by_hand"})
    changed = model.model_copy(update={"fields": (*model.fields, extra)})
    found = live.model_copy(update={"models": (changed, *live.models[1:])})

    back = from_live(found, document)

    assert "x_by_hand" in [field.name for field in back.models[0].fields]


@pytest.mark.parametrize(
    ("name", "live"),
    [("library.book", "x_library_book"), ("x_book", "x_book"), ("x.book", "x_x_book")],
)
def test_live_name_of_a_model(name: str, live: str) -> None:
    assert live_model(name) == live


@pytest.mark.parametrize(("name", "live"), [("title", "x_title"), ("x_title", "x_title")])
def test_live_name_of_a_field(name: str, live: str) -> None:
    assert live_field(name) == live
