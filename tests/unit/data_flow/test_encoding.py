"""The encoding of a file is right, or refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo_data_flow.errors import FlowError
from odoo_data_flow.read.encoding import encoding_of

THAI = [
    "บริษัท", "จำกัด", "มหาชน", "ห้างหุ้นส่วน", "กรุงเทพมหานคร", "เชียงใหม่", "ขอนแก่น",
    "ภูเก็ต", "สมชาย", "สมหญิง", "นางสาว", "ใจดี", "แสนสุข", "ถนน", "ซอย", "ตำบล", "อำเภอ",
    "จังหวัด", "โทรศัพท์", "ลูกค้า", "สินค้า", "ราคา", "หน่วย", "ชิ้น", "กล่อง", "น้ำมัน",
    "เครื่อง", "อุปกรณ์", "ปากกา", "กระดาษ", "หมึก", "ไฟฟ้า", "ที่อยู่", "รหัส", "ชื่อ", "พ.ศ.",
    "ก.ค.", "ฯลฯ", "๑๒๓", "เกาะ", "ฤดู", "ทฤษฎี",
]  # fmt: skip
LATIN = [
    "Müller", "Jäger", "Köln", "Straße", "Größe", "François", "Besançon", "Société", "Générale",
    "hôtel", "île", "Orléans", "Nîmes", "Muñoz", "García", "Peña", "Málaga", "João", "São",
    "Conceição", "Città", "Perù", "Århus", "Sørensen", "Malmö", "Göteborg", "l’été", "€5",
    "20°C", "Zoë", "naïf", "cœur", "crème", "brûlée", "élève", "Noël", "Aÿ",
]  # fmt: skip
PLAIN = [
    "name", "city", "London", "42", "A4", "12.50", "x@example.com", "Ltd.", "2024-12-31", "LED",
]  # fmt: skip


def file(folder: Path, content: bytes) -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content)
    return path


def lines(words: list[str]) -> str:
    return "name\n" + "".join(f"{word},1\n" for word in words)


@pytest.mark.parametrize("encoding", ["cp874", "tis-620", "utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_thai_is_known_in_every_encoding_that_it_is_written_in(
    tmp_path: Path, encoding: str
) -> None:
    text = lines([*PLAIN, *THAI, "LEDหลอดไฟ", "กระดาษA4"])

    found = encoding_of(file(tmp_path, text.encode(encoding)))

    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_western_text_is_known(tmp_path: Path, encoding: str) -> None:
    text = lines([*PLAIN, *LATIN])

    found = encoding_of(file(tmp_path, text.encode(encoding)))

    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("naam,x\nสมชาย,1\n", "cp874"),
        ("name,x\nJosé,1\n", "cp1252"),
        (
            "nazwa\nŻółć\nMałgorzata Wójcik\nStanisław Dąbrowski\nŚwiątek Łódź Gdańsk Częstochowa",
            "cp1250",
        ),
        ("Name\nMüller\nKöln\nJäger\n", "cp850"),
        ("Name\nMüller\nKöln\nJäger\n", "mac-roman"),
        ("名前\n田中太郎\n株式会社山田商店\n", "shift-jis"),
        ("名称\n北京科技有限公司\n上海贸易公司\n", "gb2312"),
        ("name\n", "ascii"),
        ("t\n10°\n20°C\n", "utf-8"),
        ("ชื่อ,a\nก,1\n", "utf-16-le"),
        ("a,b\n1,é\n", "utf-16-be"),
        ("", "utf-8"),
    ],
)
def test_short_texts_that_tell(tmp_path: Path, text: str, encoding: str) -> None:
    found = encoding_of(file(tmp_path, text.encode(encoding)))

    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a\nPère\n".encode("cp1252"), "fits several encodings; name it here. It may be cp1252 "
         "('Père'), cp1250 ('Pčre')."),
        ("a\nยกยก\n".encode("cp874"), "It may be utf-8 ('¡¡'), cp874 ('ยกยก')"),
        ("имя\nИван\n".encode("cp1251"), "in no encoding that can be told by itself; name it here"),
        ("имя\nИван\n".encode("cp1251"), "cp1251 ('имя')"),
        (b"a\n\x81\x8d\x90\n", "in no encoding"),
        (b"a\0\0\0b", "holds null characters"),
    ],
)  # fmt: skip
def test_what_the_bytes_do_not_tell_is_refused_with_what_it_may_be(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(FlowError) as caught:
        encoding_of(file(tmp_path, content))

    assert caught.value.path == "options.encoding"
    assert said in caught.value.message


@given(
    st.lists(st.sampled_from([*THAI, *PLAIN]), max_size=8)
    | st.lists(st.sampled_from([*LATIN, *PLAIN]), max_size=8),
    st.sampled_from(
        ["cp874", "cp1252", "iso8859-15", "cp850", "mac-roman", "utf-8", "utf-8-sig", "utf-16"]
    ),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_accepted_is_read_as_it_was_written(
    tmp_path: Path, words: list[str], encoding: str
) -> None:
    text = lines(words)
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return

    try:
        found = encoding_of(file(tmp_path, content))
    except FlowError:
        return

    assert content.decode(found) == text


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_of_any_kind_lose_nothing_or_are_refused(tmp_path: Path, content: bytes) -> None:
    try:
        found = encoding_of(file(tmp_path, content))
        text = content.decode(found)
    except (FlowError, UnicodeDecodeError):
        return

    plain = content.removeprefix(codecs.BOM_UTF8)
    assert text.encode(found).removeprefix(codecs.BOM_UTF8) in (plain, content)


def test_what_stands_far_behind_counts(tmp_path: Path) -> None:
    content = b"name\n" + b"plain,1\n" * 300_000 + lines(THAI).encode("cp874")

    assert encoding_of(file(tmp_path, content)) == "cp874"
