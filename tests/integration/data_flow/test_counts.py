"""No row is ever lost, whatever the rows are and however they are cut into batches."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import RunReport, run_flow
from odoo_data_flow.write import Inlet, WriteReport
from tests.integration.data_flow.sink import SinkHost, SinkWriter

FLOW = parse_flow(
    {
        "name": "flow",
        "steps": [
            {
                "name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv",
                "columns": {"amount": "int"}, "contract": {"values": "discard_row"},
            },
            {
                "name": "write_rows", "type": "write", "model": "rows", "key": "key",
                "mapping": {"amount": "amount"},
            },
        ],
    }
)  # fmt: skip

keys = st.sampled_from(["", "a", "b", "c", "d", " a"])
lines = st.one_of(
    st.tuples(keys, st.sampled_from(["1", "2", "", "x", "9" * 35])).map(",".join),
    st.sampled_from(["", "a", "a,1,2", '"b\nb",3']),
)


def run(folder: Path, text: str, batch: int) -> tuple[RunReport, list[tuple[object, ...]]]:
    (folder / "rows.csv").write_text(text)
    host = SinkHost(folder)
    return run_flow(FLOW, host, batch=batch), host.rows("rows")


@settings(max_examples=40)
@given(st.lists(lines, max_size=12), st.integers(1, 13))
def test_counts_add_up_and_do_not_depend_on_the_size_of_batches(
    rows: list[str], batch: int
) -> None:
    text = "key,amount\n" + "".join(f"{row}\n" for row in rows)
    results = []
    for size in (batch, 1000):
        with TemporaryDirectory() as folder:
            report, written = run(Path(folder), text, size)
            again, same = run(Path(folder), text, size)
        read, write = report.steps
        assert read.rows_in == sum(bool(row) for row in rows)
        assert read.rows_in == read.rows_out + read.quarantined
        assert report.counts.read == read.rows_out
        assert (again.counts.created, again.counts.updated, same) == (0, 0, written)
        assert write.write is not None
        results.append((report.counts, written, Counter(r.row for r in write.write.rejects)))
    assert results[0] == results[1]


class ForgetfulWriter(SinkWriter):
    """Loses a row of what it was sent."""

    def finish(self) -> tuple[WriteReport, ...]:
        return tuple(
            WriteReport(model=report.model, read=report.read - 1, created=report.created - 1)
            for report in super().finish()
        )

    def open(self, *arguments: object) -> Inlet:
        return super().open(*arguments)  # type: ignore[arg-type]


def test_writer_that_loses_a_row_is_a_loud_error(tmp_path: Path) -> None:
    class Host(SinkHost):
        def writer(self, connection: str | None, dry_run: bool) -> ForgetfulWriter:
            return ForgetfulWriter(self.path, lambda: None, dry_run)

    (tmp_path / "rows.csv").write_text("key,amount\na,1\nb,2\n")

    with pytest.raises(AssertionError, match="2 rows were sent to rows, its writer answers for 1"):
        run_flow(FLOW, Host(tmp_path))
