"""What reading a model of Odoo does with the names of its columns."""

from __future__ import annotations

import polars as pl
import pytest

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS
from odoo_data_flow.read.odoo.options import ModelReader
from odoo_data_flow.read.reader import Request


def _reader(**options: object) -> ModelReader:
    given = {"model": "x_part", "fields": ["x_name", "x_code", "write_date"], **options}
    reader = READERS.make("odoo", given)
    assert isinstance(reader, ModelReader)
    return reader


def test_columns_are_called_like_their_fields_or_as_it_is_said() -> None:
    reader = _reader(names={"x_name": "x_code", "x_code": "name"})
    frame = pl.DataFrame({"x_name": ["a"], "x_code": ["b"], "write_date": ["c"], "~mark": [True]})
    batch = reader.parted(frame, 1, "~mark")
    assert batch.behind is not None
    assert batch.behind.to_dicts() == [{"x_code": "a", "name": "b", "write_date": "c"}]
    assert reader.parted(frame.drop("~mark"), 1, None).frame.columns == batch.frame.columns


def test_what_is_asked_for_is_asked_by_the_names_of_columns() -> None:
    reader = _reader(names={"x_name": "name"})
    assert reader.paths(Request(columns=("name", "x_code"))) == ["x_name", "x_code"]
    assert reader.paths(Request(columns=("x_name",))) == []


@pytest.mark.parametrize("names", [{"x_price": "price"}, {"x_name": "x_code"}])
def test_names_are_those_of_fields_that_are_read_each_another(names: dict[str, str]) -> None:
    with pytest.raises(FlowError) as refused:
        _reader(names=names)
    assert refused.value.path == "options.names"
