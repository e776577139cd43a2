"""Reading files, and the contract that they must keep."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import ColumnType, read_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def read(path: Path, columns: dict[str, ColumnType] | None = None, **options: Any) -> pl.DataFrame:
    return read_file(path, "csv", options, columns or {})


def error(path: Path, columns: dict[str, ColumnType] | None = None, **options: Any) -> FlowError:
    with pytest.raises(FlowError) as caught:
        read(path, columns, **options)
    return caught.value


def test_values_are_text_as_they_stand(path: Path) -> None:
    path.write_text('zip,name\n00123,"a ""b"",\nc"\n99999999999999999999999999999999999,\n')

    assert read(path).to_dicts() == [
        {"zip": "00123", "name": 'a "b",\nc'},
        {"zip": "99999999999999999999999999999999999", "name": None},
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found_in_the_header(path: Path, separator: str) -> None:
    path.write_text(f"a{separator}b\n1{separator}2\n")

    assert read(path).to_dicts() == [{"a": "1", "b": "2"}]


def test_byte_order_mark_is_no_part_of_the_first_name(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")

    assert read(path).columns == ["a", "b"]


def test_named_encoding_is_used(path: Path) -> None:
    path.write_bytes("name\nสมชาย\n".encode("cp874"))

    assert read(path, encoding="cp874")["name"].to_list() == ["สมชาย"]


def test_encoding_separator_and_quote_are_found_out(path: Path) -> None:
    path.write_bytes("'รหัส';'ชื่อ, สกุล'\n1;'สมชาย; ใจดี'\n".encode("cp874"))

    assert read(path).to_dicts() == [{"รหัส": "1", "ชื่อ, สกุล": "สมชาย; ใจดี"}]
    assert read(path, quote=None, separator="|").columns == ["'รหัส';'ชื่อ, สกุล'"]


def test_wrong_encoding_is_told_with_its_line_and_the_right_one(path: Path) -> None:
    path.write_bytes("name,x\nสมชาย,1\n".encode("cp874"))

    assert str(error(path, encoding="utf-8")) == (
        "options.encoding: rows.csv, line 2 is not UTF-8; by its words the file is cp874."
    )


def test_line_that_is_not_in_the_encoding_of_the_others_is_named(path: Path) -> None:
    words = "ชื่อ\n" + "สมชาย ใจดี\n" * 10_000
    path.write_bytes(words.encode("cp874") + b"\xdb\xdc\n")

    assert error(path).message == (
        "rows.csv, line 10002 is not cp874, as the rest of the file is; correct that line."
    )


def test_unknown_encoding_and_option_are_refused(path: Path) -> None:
    path.write_text("a\n1\n")

    assert "there is no encoding 'klingon'" in error(path, encoding="klingon").message
    assert error(path, colour="red").path == "options.colour"
    with pytest.raises(FlowError, match="use one of csv, jsonl, odoo"):
        read_file(path, "xls", {}, {})


def test_lines_before_the_header_are_skipped(path: Path) -> None:
    path.write_text("exported today\n\na,b\n1,2\n")

    assert read(path, skip_rows=2).to_dicts() == [{"a": "1", "b": "2"}]


def test_null_values_are_named(path: Path) -> None:
    path.write_text("a,b\n-,n/a\n")

    assert read(path, null_values=["-"]).to_dicts() == [{"a": None, "b": "n/a"}]


@pytest.mark.parametrize(("line", "count"), [("1", 1), ("1,2,3", 3)])
def test_ragged_row_is_refused_with_its_line(path: Path, line: str, count: int) -> None:
    path.write_text(f'exported today\na,b\n"1\n1",2\n\n{line}\n')

    message = error(path, skip_rows=1).message

    assert f"rows.csv, line 6 has {count} fields, its header has 2" in message


def test_quote_that_is_not_closed_is_refused_with_its_line(path: Path) -> None:
    path.write_text('a,b\n1,"2\n')

    assert error(path).message.startswith("rows.csv, line 2 is no proper CSV: unexpected end")


def test_blank_lines_are_no_rows_but_empty_fields_are(path: Path) -> None:
    path.write_text("a,b\r\n\r\n1,2\r\n,\r\n\r\n")

    assert read(path).rows() == [("1", "2"), (None, None)]


def test_file_without_header_or_with_a_name_twice_is_refused(path: Path) -> None:
    path.write_text("")
    assert "has no header" in error(path).message
    path.write_text("a,b\n")
    assert read(path).shape == (0, 2)
    path.write_text("a,a\n1,2\n")
    assert "has the column 'a' twice" in error(path).message


def test_column_without_a_name_is_refused(path: Path) -> None:
    path.write_text("id,name,\n1,Anna,\n")

    with pytest.raises(FlowError, match="column 3 has no name"):
        read_file(path, "csv", {}, {})


def test_field_may_be_as_large_as_a_picture(path: Path) -> None:
    path.write_text(f"id,picture\n1,{'A' * 1_000_000}\n")

    assert read_file(path, "csv", {}, {})["picture"].str.len_chars().to_list() == [1_000_000]


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_name_of_a_file_is_no_pattern(tmp_path: Path, kind: str) -> None:
    for name in ("rows[1]", "rows1"):
        frame = pl.DataFrame({"name": [name]})
        path = tmp_path / f"{name}.{kind}"
        (frame.write_parquet if kind == "parquet" else frame.write_ndjson)(path)

    assert read_file(tmp_path / f"rows[1].{kind}", kind, {}, {})["name"].to_list() == ["rows[1]"]


def test_json_lines_that_have_nothing_in_common_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": {"b": 1}}\n{"a": [1]}\n[1]\n')

    with pytest.raises(FlowError, match="no proper JSON lines"):
        read_file(path, "jsonl", {}, {})


def test_missing_file_is_named(path: Path) -> None:
    assert str(error(path)).startswith("path: there is no file 'rows.csv'")


def test_missing_column_is_named_with_file_and_what_is_there(path: Path) -> None:
    path.write_text("a,b\n1,2\n")

    assert str(error(path, {"a": "str", "city": "str"})) == (
        "columns: rows.csv has no column 'city'; it has 'a', 'b'."
    )


def test_contract_gives_types_and_leaves_the_rest(path: Path) -> None:
    path.write_text(
        "i,f,b,d,t,other\n 7 ,1.50,Yes,2024-02-29,2024-02-29T10:30,x\n-1,1e3,0,,2024-01-01,\n"
    )

    rows = read(
        path, {"i": "int", "f": "float", "b": "bool", "d": "date", "t": "datetime"}
    ).to_dicts()

    day = datetime.datetime(2024, 2, 29, 10, 30)
    assert rows[0] == {"i": 7, "f": 1.5, "b": True, "d": day.date(), "t": day, "other": "x"}
    assert rows[1] == {
        "i": -1,
        "f": 1000.0,
        "b": False,
        "d": None,
        "t": datetime.datetime(2024, 1, 1),
        "other": None,
    }


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "1.5"),
        ("int", "9" * 35),
        ("float", "1,5"),
        ("bool", "perhaps"),
        ("date", "2023-02-29"),
        ("datetime", "noon"),
    ],
)
def test_value_of_another_type_is_named_with_row_and_column(
    path: Path, kind: ColumnType, value: str
) -> None:
    path.write_text(f'a,b\n,x\n"{value}",y\n')

    found = error(path, {"a": kind})

    assert found.path == "columns.a"
    assert found.message.startswith(f"rows.csv, row 2: '{value}' is n")
    assert "; write " in found.message


def test_parquet_and_json_lines_keep_their_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [1, None], "tags": [["a"], []]})
    frame.write_parquet(tmp_path / "a.parquet")
    frame.write_ndjson(tmp_path / "a.jsonl")

    assert read_file(tmp_path / "a.parquet", "parquet", {}, {"n": "int"}).equals(frame)
    assert read_file(tmp_path / "a.jsonl", "jsonl", {}, {"n": "float"})["n"].to_list() == [
        1.0,
        None,
    ]


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_file_of_another_format_is_told_as_such(path: Path, kind: str) -> None:
    path.write_text("this is neither\n")

    with pytest.raises(FlowError, match=r"path: rows.csv is no proper"):
        read_file(path, kind, {}, {})


def test_false_is_no_value_in_json_lines_but_in_a_column_of_booleans(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"email": false, "name": "false", "active": false, "n": false}\n'
        '{"email": "x", "name": "y", "active": true, "n": 1}\n'
    )

    frame = read_file(tmp_path / "a.jsonl", "jsonl", {}, {})

    assert frame.row(0) == (None, "false", False, None)
