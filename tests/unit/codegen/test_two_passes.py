"""Records in the order in which they can be made, and what has to wait."""

import pytest

from itx_codegen.ir import load
from itx_codegen.ir.kinds.data import Data
from itx_codegen.two_passes import RequiredRingError, in_order, required_in


def _records(**links: dict[str, object]) -> tuple[Data, ...]:
    data = [{"xml_id": name, "model": "m", "values": held} for name, held in links.items()]
    return load({"module": {"name": "shelf"}, "data": data}).of(Data)


def _order(records: tuple[Data, ...], *required: str) -> list[tuple[str, list[str]]]:
    pairs = in_order(records, lambda _record, field: field in required, "shelf")
    return [(record.xml_id, list(later)) for record, later in pairs]


def test_a_record_stands_after_those_it_refers_to() -> None:
    records = _records(a={"x": {"ref": "c"}}, b={}, c={"y": {"refs": ["shelf.b"]}})
    assert _order(records) == [("b", []), ("c", []), ("a", [])]


def test_the_given_order_holds_where_nothing_refers() -> None:
    assert _order(_records(b={}, a={}, c={})) == [("b", []), ("a", []), ("c", [])]


def test_links_that_close_a_ring_wait() -> None:
    records = _records(a={"x": {"ref": "b"}}, b={"x": {"ref": "c"}}, c={"x": {"ref": "a"}})
    assert _order(records) == [("a", ["x"]), ("c", []), ("b", [])]


def test_a_required_link_does_not_wait() -> None:
    records = _records(a={"must": {"ref": "b"}}, b={"may": {"ref": "a"}})
    assert _order(records, "must") == [("b", ["may"]), ("a", [])]


def test_a_link_to_itself_waits() -> None:
    assert _order(_records(a={"x": {"ref": "a"}, "y": 1})) == [("a", ["x"])]


def test_only_records_in_the_ring_are_split() -> None:
    records = _records(outside={"x": {"ref": "a"}}, a={"x": {"ref": "b"}}, b={"x": {"refs": ["a"]}})
    assert _order(records) == [("a", ["x"]), ("outside", []), ("b", [])]


def test_an_expression_is_not_split_off() -> None:
    records = _records(a={"x": {"eval": "[(6, 0, [ref('b')])]"}}, b={"x": {"ref": "a"}})
    assert _order(records) == [("b", ["x"]), ("a", [])]


def test_a_ring_of_required_links_is_refused() -> None:
    records = _records(a={"x": {"ref": "b"}}, b={"x": {"ref": "a"}}, c={})
    with pytest.raises(RequiredRingError) as caught:
        _order(records, "x")
    assert [record.xml_id for record in caught.value.members] == ["a", "b"]


def test_what_is_required_is_known_of_own_models_only() -> None:
    document = load(
        {
            "module": {"name": "shelf"},
            "models": [{"name": "m", "fields": [{"name": "x", "type": "char", "required": True}]}],
            "data": [{"xml_id": "a", "model": "m"}, {"xml_id": "b", "model": "res.partner"}],
        }
    )
    required = required_in(document)
    own, foreign = document.of(Data)
    assert (required(own, "x"), required(own, "y"), required(foreign, "x")) == (True, False, False)


def test_many_records_are_quick() -> None:
    links = {f"r{n}": {"x": {"ref": f"r{(n + 1) % 2000}"}} for n in range(2000)}
    order = _order(_records(**links))
    assert [name for name, _ in order[:3]] == ["r0", "r1999", "r1998"]
