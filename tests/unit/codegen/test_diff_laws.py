"""The laws of operations, on documents of every kind."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from itx_codegen.diff import Operation, apply, diff, reverse
from itx_codegen.ir import load

from .strategies import documents, edited

pairs = documents().flatmap(lambda document: st.tuples(st.just(document), edited(document)))
quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@quick
@given(pairs)
def test_applying_the_difference_gives_the_other_document(pair):
    base, head = pair
    assert apply(diff(base, head), base) == head


@quick
@given(pairs)
def test_reversing_takes_the_difference_back(pair):
    base, head = pair
    operations = diff(base, head)
    assert apply(reverse(operations), head) == base


@quick
@given(documents())
def test_equal_documents_do_not_differ(document):
    assert diff(document, document) == ()


@quick
@given(documents())
def test_a_document_survives_its_json(document):
    assert load(document.to_json()) == document


@quick
@given(pairs)
def test_operations_survive_their_json(pair):
    adapter = TypeAdapter(tuple[Operation, ...])
    operations = diff(*pair)
    assert adapter.validate_json(adapter.dump_json(operations)) == operations
