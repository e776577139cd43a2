"""Where elements stand in XML, to the byte."""

from __future__ import annotations

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from itx_codegen.data_files.positions import Element, NotWellFormedError, parsed

_NAMES = st.sampled_from(["a", "field", "xpath", "t"])
_TEXTS = st.sampled_from(
    [
        "",
        " ",
        "\n  ",
        "ไทย",
        "🛩",
        "&amp;&lt;",
        "<![CDATA[<b> ]] > &amp;]]>",
        "<!-- <a> -->",
        "<?p ?>",
    ]
)
_VALUES = st.sampled_from(["", "x > y", "'", "&quot;", "a\n b", "/", "ก"])


@st.composite
def _elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(_NAMES)
    given_ = "".join(
        f'{draw(st.sampled_from([" ", "  ", chr(10)]))}{key}="{draw(_VALUES)}"'
        for key in draw(st.sets(st.sampled_from(["id", "name", "expr"])))
    )
    if draw(st.booleans()) and draw(st.booleans()):
        return f"<{name}{given_} />"
    inner = draw(_TEXTS)
    for _ in range(draw(st.integers(0, 2)) if depth else 0):
        inner += draw(_elements(depth=depth - 1)) + draw(_TEXTS)
    return f"<{name}{given_}>{inner}</{name} >"


@given(_elements())
def test_each_element_is_the_text_between_its_places(source: str) -> None:
    content = f"<?xml version='1.0' encoding='utf-8'?>\n<!-- ก -->{source}\n".encode()
    known = etree.fromstring(content)
    found = parsed(content)
    for element, wanted in zip(found.iter(), known.iter(etree.Element), strict=True):
        alone = etree.fromstring(content[element.start : element.end])
        assert _text(alone) == _text(wanted)
        assert element.attributes == dict(wanted.attrib)
        assert element.text == (wanted.text or "")
        assert element.line == content[: element.start].count(b"\n") + 1
        _check_inside(element, content, wanted)


def _text(element: etree._Element) -> bytes:
    copied = copy(element)
    copied.tail = None
    return etree.tostring(copied, method="c14n")


def _check_inside(element: Element, content: bytes, wanted: etree._Element) -> None:
    inside = content[element.inside : element.closes].decode()
    assert inside.startswith("<") == bool(len(wanted))
    assert content[element.closes : element.end].startswith(b"</") or element.inside == element.end


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("<a>", "no element found"),
        ("<a>&nbsp;</a>", "undefined entity"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><a/>", "encoding iso-8859-1"),
    ],
)
def test_what_can_not_be_cut_is_refused(source: str, cause: str) -> None:
    with pytest.raises(NotWellFormedError, match=cause):
        parsed(source.encode())
