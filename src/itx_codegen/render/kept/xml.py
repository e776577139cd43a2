"""XML data files that were taken in, after records in them changed, came or went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from ...ir.kinds.access import Access
from ...ir.kinds.data import Data
from ...ir.kinds.source_file import Piece
from ..kinds.access import access_record
from ..parts import Part, Record, Stage
from ..records import placed
from ..site import Site
from . import records
from .homes import home_of, is_like
from .loom import Loom, State
from .nests import CLOSING, Nests, nests, opens

_ROOT_CLOSES = re.compile(r"[ \t]*</(?:data|odoo|openerp)\s*>\s*\Z")
_HOLDER = re.compile(r"<(/?)(?:data|odoo|openerp)\b[^<>]*?(/?)>")
#: So far above a record a comment may begin that belongs to it.
_FAR = 10_000
#: What belongs to a record that goes: blanks before it, and a comment right above it.
_BEFORE = re.compile(r"(?:\n[ \t]*<!--(?:(?!-->).)*-->[ \t]*)?\n?[ \t]*\Z", re.DOTALL)


def claims(path: str) -> bool:
    """Tell whether a file is of XML data."""
    return path.endswith(".xml") and not path.startswith("static/")


def home(part: Part, loom: Loom) -> str:
    """Return the file with the records that are most like a new one."""
    return home_of(part, loom, claims) if isinstance(part, Record) else ""


def weave(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str:
    """Return the text of a data file."""
    unit = records.unit_of("".join(piece.text for piece in pieces))
    nested = nests(pieces, loom)
    behind = _behind(pieces, additions, nested, loom)
    written = ""
    for at, piece in enumerate(pieces):
        state = loom.state(piece)
        if state is State.GONE:
            written = _without_comment(written)
        elif state is State.TOUCHED or (at in nested.flat and piece.of):
            written += _anew(at, pieces, nested, loom, written, unit)
        elif at in nested.flat:
            written += CLOSING.sub("", piece.text)
        else:
            written += piece.text
        for part in behind.get(at, ()):
            margin = _margin_of(pieces[:at])
            made = records.laid_out(part.element, margin, unit)
            gap = "\n" if part.element.tag == "menuitem" else "\n\n"
            written += f"{gap}{margin}{made}"
    settled = {id(part) for held in behind.values() for part in held}
    rest = [one for one in additions if isinstance(one, Record) and id(one) not in settled]
    written = _at_the_end(written, rest, unit)
    if any("\r\n" in piece.text for piece in pieces):
        written = re.sub(r"(?<!\r)\n", "\r\n", written)
    return written


def _anew(
    at: int,
    pieces: Sequence[Piece],
    nested: Nests,
    loom: Loom,
    written: str,
    unit: str,
) -> str:
    """Return the text of a piece whose element says something else now, to stand behind a text."""
    piece = pieces[at]
    margin = _margin(written)
    made = []
    for number, element in enumerate(_elements(piece, loom)):
        if element.tag == "menuitem" and at in nested.around and at not in nested.flat:
            etree.strip_attributes(element, "parent")
        kept = not loom.regenerate and number == 0
        if kept and not opens(piece.text):
            made.append(records.anew(piece.text, element, margin, unit))
        else:
            made.append(records.laid_out(element, margin, unit))
    source = f"\n\n{margin}".join(made)
    if opens(piece.text) and at not in nested.flat:
        return source.removesuffix("/>").rstrip() + ">"
    node = loom.scope.elements[piece.of].node
    if loom.regenerate or not isinstance(node, Data):
        return source
    if node.noupdate != _noupdate(written):
        return f'<data noupdate="{int(node.noupdate)}">\n{margin}{source}\n{margin}</data>'
    return source


def _elements(piece: Piece, loom: Loom) -> Iterator[etree._Element]:
    """Yield the records that an element is written as, to be changed."""
    element = loom.scope.elements[piece.of]
    if isinstance(element.node, Access):
        site = Site(loom.scope, element)
        yield placed(site, "", Stage.ACCESS, access_record(element.node, site)).element
        return
    for part in loom.parts(piece.of):
        if isinstance(part, Record):
            copied = deepcopy(part.element)
            copied.tail = None
            yield copied


def _without_comment(written: str) -> str:
    """Return a text without the comment and the blanks at its end."""
    tail = written[-_FAR:]
    return written[: -len(tail)] + _BEFORE.sub("", tail) if tail else written


def _margin(written: str) -> str:
    """Return the blanks at the end of a text, behind the last line break."""
    return written[len(written.rstrip(" \t")) :]


def _margin_of(pieces: Sequence[Piece]) -> str:
    return _margin("".join(piece.text for piece in pieces[-2:]))


def _noupdate(written: str) -> bool:
    """Tell whether what comes next in a text is left alone by upgrades."""
    flags: list[bool] = [False]
    for tag in _HOLDER.finditer(re.sub(r"<!--.*?-->", "", written, flags=re.DOTALL)):
        if tag[1]:
            flags.pop()
        elif not tag[2]:
            given = re.search(r"noupdate\s*=\s*[\"']\s*(\w+)", tag[0])
            no = ("0", "false", "off")
            flags.append(given[1].lower() not in no if given else flags[-1])
    return flags[-1]


def _behind(
    pieces: Sequence[Piece], additions: Sequence[Part], nested: Nests, loom: Loom
) -> dict[int, list[Record]]:
    """Return place of a piece → the new records that come behind it: those of its like."""
    nodes = {element.path: element.node for element in loom.new}
    found: dict[int, list[Record]] = {}
    for part in additions:
        if not isinstance(part, Record):
            continue
        last = -1
        for at, piece in enumerate(pieces):
            element = loom.element(piece.of) if piece.of else None
            if element is not None and is_like(nodes[part.origin], element.node):
                last = -1 if at in nested.around or opens(piece.text) else at
        if last >= 0:
            found.setdefault(last, []).append(part)
    return found


def _at_the_end(written: str, rest: Sequence[Record], unit: str) -> str:
    """Return a text with records before the tag that closes the file."""
    if not rest:
        return written
    found = _ROOT_CLOSES.search(written)
    at = found.start() if found else len(written)
    before, after = written[:at].rstrip(), written[at:].lstrip()
    flag = _noupdate(before)
    made = ""
    for record in rest:
        source = records.laid_out(record.element, unit, unit)
        if record.noupdate != flag:
            source = f'<data noupdate="{int(record.noupdate)}">\n{unit}{source}\n{unit}</data>'
        made += f"\n\n{unit}{source}"
    return f"{before}{made}\n{after}"
