"""The laws of operations, on documents of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from itx_codegen.diff import Operation, apply, diff, reverse
from itx_codegen.errors import CodegenError
from itx_codegen.ir import Document, load
from tests.unit.codegen.strategies import documents, pairs, quick

Pair = tuple[Document, Document]


@quick
@given(pairs())
def test_applying_the_difference_gives_the_other_document(pair: Pair) -> None:
    base, head = pair
    assert apply(diff(base, head), base) == head


@quick
@given(pairs())
def test_reversing_takes_the_difference_back(pair: Pair) -> None:
    base, head = pair
    operations = diff(base, head)
    assert apply(reverse(operations), head) == base


@quick
@given(documents())
def test_equal_documents_do_not_differ(document: Document) -> None:
    assert diff(document, document) == ()


@quick
@given(documents())
def test_a_document_survives_its_json(document: Document) -> None:
    assert load(document.to_json()) == document


@quick
@given(pairs())
def test_operations_survive_their_json(pair: Pair) -> None:
    adapter: TypeAdapter[tuple[Operation, ...]] = TypeAdapter(tuple[Operation, ...])
    operations = diff(*pair)
    assert adapter.validate_json(adapter.dump_json(operations)) == operations


@quick
@given(documents())
def test_all_is_new_where_nothing_was(document: Document) -> None:
    operations = diff(None, document)
    bare = document.model_copy(
        update={
            "module": document.module.model_copy(update={"depends": ()}),
            **dict.fromkeys(document.collection_names, ()),
        }
    )
    assert {operation.op for operation in operations} <= {"add"}
    assert len(operations) == len(document.by_uid()) - 1
    assert apply(operations, bare) == document


def test_another_module_is_no_later_version() -> None:
    one, other = load({"module": {"name": "a"}}), load({"module": {"name": "b"}})
    with pytest.raises(CodegenError, match="two different modules"):
        diff(one, other)
