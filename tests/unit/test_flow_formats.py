"""What the validation of documents knows of the engine is what the engine does."""

from typing import get_args

import pytest

from itx_codegen.ir.kinds.flow_step import FlowStep
from itx_codegen.validate import flow_formats
from odoo_data_flow.contract import ColumnType, Contract
from odoo_data_flow.flow import ReadStep, TransformStep, WriteStep
from odoo_data_flow.read import READERS
from odoo_data_flow.write import FILE_WRITERS, UpsertOptions


def test_formats_have_the_options_of_the_engine() -> None:
    for known, engine in ((flow_formats.READ, READERS), (flow_formats.WRITE, FILE_WRITERS)):
        assert set(known) == set(engine.names)
        for name, described in known.items():
            fields = engine.of(name).model_fields
            assert described.options == set(fields), name
            assert described.required == {key for key, f in fields.items() if f.is_required()}
    assert flow_formats.UPSERT.options == set(UpsertOptions.model_fields)


@pytest.mark.parametrize("name", flow_formats.READ)
def test_formats_read_from_what_the_engine_reads_from(name: str) -> None:
    reader, described = READERS.of(name), flow_formats.READ[name]

    assert bool(described.connections) != reader.reads_files
    assert described.knows_changes == reader.knows_changes
    assert described.reads_here == reader.reads_here


def test_contracts_and_columns_may_say_what_the_engine_understands() -> None:
    assert get_args(ColumnType) == flow_formats.COLUMN_TYPES
    assert {
        name: get_args(info.annotation) for name, info in Contract.model_fields.items()
    } == flow_formats.CONTRACT


def test_a_step_has_the_attributes_of_the_engines_steps() -> None:
    steps = (ReadStep, TransformStep, WriteStep)
    assert set(FlowStep.own_attributes()) == {name for one in steps for name in one.model_fields}
