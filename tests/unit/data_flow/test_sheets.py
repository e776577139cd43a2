"""Sheets of workbooks."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS, Request

PEOPLE = pl.DataFrame(
    {
        "code": ["007", "008", "009"],
        "name": ["สมชาย", "Éric", None],
        "born": [date(1990, 1, 2), date(1991, 3, 4), None],
        "score": [1.5, 2.0, -3.0],
    }
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheets") / "people.xlsx"
    PEOPLE.write_excel(path, worksheet="People")
    return path


def _read(path: Path, kind: str = "xlsx", rows: int = 100, **options: object) -> list[pl.DataFrame]:
    return [batch.frame for batch in READERS.make(kind, options).read(Request(path, rows=rows))]


def test_a_sheet_comes_as_it_was_written(workbook: Path) -> None:
    (frame,) = _read(workbook)

    assert_frame_equal(frame, PEOPLE)


def test_a_sheet_has_a_name_and_a_place(workbook: Path) -> None:
    assert_frame_equal(_read(workbook, sheet="People")[0], _read(workbook, sheet=1)[0])


def test_batches_follow_each_other(workbook: Path) -> None:
    parts = _read(workbook, rows=2)

    assert [part.height for part in parts] == [2, 1]
    assert_frame_equal(pl.concat(parts), PEOPLE)


def test_reading_goes_on_where_it_stopped(workbook: Path) -> None:
    reader = READERS.make("xlsx", {})

    first = next(reader.read(Request(workbook, rows=1)))
    rest = list(reader.read(Request(workbook, rows=10, after=first.after)))

    assert [frame.height for frame in (first.frame, rest[0].frame)] == [1, 2]


def test_a_sheet_that_is_not_there_is_told(workbook: Path) -> None:
    with pytest.raises(FlowError) as told:
        _read(workbook, sheet="Nobody")

    message = "options.sheet: people.xlsx has no sheet 'Nobody'; it has 'People'."
    assert str(told.value) == message


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_text("name,born\n")

    with pytest.raises(FlowError, match=r"path: broken\.xlsx is no workbook"):
        _read(path)


def test_open_documents_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "people.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("code", "name"), ("007", "สมชาย")]
    cells = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" '
            f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="A">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )

    (frame,) = _read(path, "ods")

    assert frame.to_dicts() == [{"code": "007", "name": "สมชาย"}]
