"""What a script gets and what it may return. In this process: the walls have tests of their own."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import polars as pl
import pytest

from odoo_data_flow.messages import unpacked
from odoo_data_flow.transform.script import serve
from odoo_data_flow.transform.wire import read_frame, read_header, write_message


def answer(body: str) -> tuple[dict[str, Any], list[pl.DataFrame]]:
    """The reply to a script with this body of `transform`: header and frames."""
    header = {
        "script": "probe",
        "code": f"def transform(df, ctx):\n    {body}\n",
        "flow": "flow",
        "step": "step",
        "input": "main",
        "output": "result",
        "frames": ["main", "other"],
    }
    request, reply = BytesIO(), BytesIO()
    write_message(request, header, [pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"b": ["x"]})])
    request.seek(0)
    serve(request, reply)
    reply.seek(0)
    found = read_header(reply)
    return found, [read_frame(reply) for _name in found.get("frames", ())]


def test_frame_goes_out_and_comes_back_under_the_name_of_the_output() -> None:
    header, (frame,) = answer("return df.with_columns(pl.col('a') * 2)")

    assert header["frames"] == ["result"]
    assert frame.to_dict(as_series=False) == {"a": [2, 4]}


def test_lazy_frames_and_dicts_of_frames_are_taken() -> None:
    header, frames = answer("return {'one': df.lazy().head(1), 'two': ctx.frames['other']}")

    assert header["frames"] == ["one", "two"]
    assert [frame.height for frame in frames] == [1, 1]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("return [1]", None, "`transform` returned list for 'result'"),
        ("return {'no name': df}", None, "a frame with the name 'no name'"),
        ("return df.with_columns(x=pl.Series([object()] * 2))", None, "holds Python objects"),
        ("raise SystemExit(3)", 2, "SystemExit: 3"),
        ("return df.select('z')", 2, "ColumnNotFoundError"),
        ("return df.lazy().select('z')", None, "ColumnNotFoundError"),
        ("return df +", 2, "invalid syntax."),
    ],
)
def test_error_is_told_with_its_line_if_it_has_one(
    body: str, line: int | None, message: str
) -> None:
    header, _frames = answer(body)

    assert header["error"]["line"] == line
    assert message in unpacked(header["error"]["message"])
