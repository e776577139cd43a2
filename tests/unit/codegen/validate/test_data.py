"""What is wrong with data records."""

from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.validate import check

_FIELDS = [
    {"name": "name", "type": "char", "required": True},
    {"name": "shelf", "type": "selection", "selection": [["a", "A"]]},
    {"name": "day", "type": "date"},
    {"name": "moment", "type": "datetime"},
    {"name": "pages", "type": "integer"},
    {"name": "cover", "type": "binary"},
    {"name": "next_id", "type": "many2one", "comodel_name": "shelf.book"},
    {"name": "tag_ids", "type": "many2many", "comodel_name": "res.partner.category"},
]


def _document(*records: dict[str, Any]) -> dict[str, Any]:
    model = {"name": "shelf.book", "description": "Book", "fields": _FIELDS}
    return {"module": {"name": "shelf"}, "models": [model], "data": list(records)}


def _said(*records: dict[str, Any]) -> list[tuple[str, str]]:
    problems = check(load(_document(*records)))
    return [(problem.path, str(problem.message)) for problem in problems]


def _book(xml_id: str = "a", **values: Any) -> dict[str, Any]:
    return {"xml_id": xml_id, "model": "shelf.book", "values": {"name": "A", **values}}


def test_values_that_fit_are_right() -> None:
    book = _book(
        shelf="a",
        day="2024-02-29",
        moment="2024-02-29 10:00:00",
        pages=3,
        cover="aGVsbG8=",
        next_id={"ref": "b"},
        tag_ids={"refs": ["base.one"]},
    )
    other = _book("b", next_id=None, name={"eval": "str(datetime.now())"})
    found = _book("c", next_id={"search": "[('pages', '=', 3)]"}, name={"html": "<b>C</b>"})
    assert _said(book, other, found) == []


def test_a_record_of_another_module_may_be_changed() -> None:
    record = {"xml_id": "base.main_company", "model": "res.company", "values": {"name": "We"}}
    assert _said(record) == []
    (data,) = load(_document(record)).data
    assert "another module" in data.live_limits()[""]


def test_records_inside_a_record_are_known_and_looked_at() -> None:
    inside = {"xml_id": "line", "model": "shelf.book", "values": {"next_id": {"ref": "nowhere"}}}
    outer = {"xml_id": "o", "model": "x.y", "values": {"l": {"records": [inside]}}}
    (said,) = _said(outer, _book(next_id={"ref": "line"}))
    assert said[0] == "data[o].values.l"
    assert "no element with the XML id nowhere" in said[1]


@pytest.mark.parametrize(
    ("field", "value", "cause"),
    [
        ("shelf", "z", "does not fit"),
        ("day", "2024-02-30", "does not fit"),
        ("moment", "2024-02-29T10:00:00", "does not fit"),
        ("pages", "3", "does not fit"),
        ("pages", True, "does not fit"),
        ("cover", "é", "does not fit"),
        ("next_id", "b", "by XML id"),
        ("next_id", {"refs": ["a"]}, "can't be given a refs"),
        ("next_id", {"ref": "nowhere"}, "no element with the XML id nowhere"),
        ("next_id", {"ref": "tag"}, "is a record of res.partner.category"),
        ("tag_ids", {"ref": "tag"}, "can't be given a ref"),
        ("name", {"eval": "1 +"}, "no Python expression"),
        ("name", {"html": "<b>"}, "no XML"),
        ("next_id", {"search": "[("}, "no Python expression"),
        ("name", {"eval": "env.user.name"}, "Data files know no env"),
        ("nothing", 1, "has no field nothing"),
    ],
)
def test_value_that_does_not_fit(field: str, value: Any, cause: str) -> None:
    tag = {"xml_id": "tag", "model": "res.partner.category", "values": {"name": "T"}}
    said = _said(tag, _book(**{field: value}))
    assert len(said) == 1
    path, message = said[0]
    assert path.startswith("data[a].values")
    assert cause in message


def test_required_field_without_a_value() -> None:
    record = {"xml_id": "a", "model": "shelf.book", "values": {"pages": 1}}
    assert _said(record) == [("data[a].values", "It needs a value in the required field name.")]


def test_a_lasting_record_does_not_lean_on_a_demo_record() -> None:
    demo = {**_book("b"), "demo": True}
    said = _said(_book(next_id={"ref": "b"}), demo)
    assert [path for path, _ in said] == ["data[a].values.next_id"]
    assert "demo record" in said[0][1]


def test_records_that_require_each_other() -> None:
    data = _document(_book("a", next_id={"ref": "b"}), _book("b", next_id={"ref": "shelf.a"}))
    data["models"][0]["fields"][6] = {**_FIELDS[6], "required": True}
    problems = check(load(data))
    assert [problem.path for problem in problems] == ["data[a]", "data[b]"]


@pytest.mark.parametrize(
    "value",
    [
        ["a"],
        {},
        {"ref": 1},
        {"refs": "a"},
        {"refs": [1]},
        {"ref": "a", "refs": []},
        {"x": 1},
        {"ref": "a", "on": "b"},
        {"eval": "a", "on": 1},
        {"on": "b"},
        {"records": [{"values": {}}]},
        {"records": [{"model": "a", "x": 1}]},
        {"records": [{"model": "a", "values": {"b": []}}]},
    ],
)
def test_a_value_of_no_known_shape_is_refused(value: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        load(_document(_book(pages=value)))
    assert "data[a].values.pages" in caught.value.problems[0].path
