"""A run that is interrupted between two batches of a write sends only the rest when it goes on."""

from pathlib import Path

import pytest

from odoo_data_flow.errors import Interrupted
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import Progress, Workspace, run_flow
from tests.integration.data_flow.sink import ResumableSinkInlet, SinkHost

FLOW = parse_flow(
    {
        "name": "flow",
        "steps": [
            {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"},
            {
                "name": "write_rows",
                "type": "write",
                "model": "rows",
                "key": "key",
                "mapping": {"amount": "amount"},
            },
        ],
    }
)


def test_counts_of_a_write_in_slices_are_those_of_one_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [*(f"k{number}" for number in range(20)), "k3", ""]
    lines = [f"{key},{number}" for number, key in enumerate(keys)]
    (tmp_path / "rows.csv").write_text("\n".join(["key,amount", *lines, ""]))
    host = SinkHost(tmp_path, resumable=True)
    sent: list[int] = []
    write = ResumableSinkInlet.write
    monkeypatch.setattr(
        ResumableSinkInlet,
        "write",
        lambda self, frame: (sent.append(frame.height), write(self, frame)),
    )

    def one_batch_at_a_time(progress: Progress) -> None:
        if progress.step == "write_rows" and progress.rows and not progress.report:
            raise Interrupted("", "the time is over")

    slices = 0
    report = None
    while report is None:
        workspace = Workspace(tmp_path / ".odf", "pipeline")
        slices += 1
        try:
            report = run_flow(FLOW, host, one_batch_at_a_time, workspace=workspace, sent=4)
        except Interrupted:
            assert slices < 20

    assert slices == 8
    assert sum(sent) == len(keys)
    assert report.counts.model_dump() == {
        "read": 22, "created": 19, "updated": 0, "unchanged": 0, "quarantined": 3, "excluded": 0,
    }  # fmt: skip
    (writing,) = report.writes
    assert [reject.row for reject in writing.rejects] == [3, 20, 21]
    assert len(host.rows("rows")) == 19
