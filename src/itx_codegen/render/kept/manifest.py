"""The manifest of a module that was taken in: keys and entries that changed, came or went."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from ...ir.kinds.assets_bundle import AssetsBundle
from ...ir.kinds.dependency import Dependency
from ...ir.kinds.source_file import Piece
from ...source import parsed
from ..literals import literal
from ..manifest import values
from ..parts import Asset, Depends, Part, Record, Row
from ..templates import SERIES
from .loom import MANIFEST, DataFile, Loom, State

#: Stands for an entry of a list that goes, until its comma and its line go too.
_GONE = "\0"
_GONE_LINE = re.compile(r"^[ \t]*\0[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n", re.MULTILINE)
_GONE_INLINE = re.compile(r"\0[ \t]*,[ \t]*|,[ \t]*\0|\0")


def claims(path: str) -> bool:
    """Tell whether a file is the manifest."""
    return path == MANIFEST


def home(part: Part, loom: Loom) -> str:
    """Return the manifest for what stands in it."""
    return MANIFEST if isinstance(part, (Asset, Depends)) else ""


def weave(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str:
    """Return the text of the manifest.

    `additions` are new dependencies and lines of bundles, and data files that it has to list.
    """
    text = "".join(_written(piece, loom) for piece in pieces)
    text = _GONE_INLINE.sub("", _GONE_LINE.sub("", text))
    for gone in sorted(loom.gone):
        text = _without_entry(text, gone)
    for name in loom.unsaid(loom.document.module):
        text = _with_key(text, *_key_of(name, loom))
    for part in additions:
        if isinstance(part, Depends):
            text = _with_entry(text, ("depends",), part.module)
        elif isinstance(part, Asset):
            text = _with_entry(text, ("assets", part.bundle), part.line)
        elif isinstance(part, DataFile):
            key = "demo" if part.path.startswith("demo/") else "data"
            text = _with_entry(text, (key,), part.path, _needing(part.path, loom))
    return text


def _written(piece: Piece, loom: Loom) -> str:
    state = loom.state(piece)
    if state is State.TRUE:
        return piece.text
    if state is State.GONE:
        return _GONE
    node = loom.scope.elements[piece.of].node
    if isinstance(node, Dependency):
        return _like(piece.text, node.name)
    if isinstance(node, AssetsBundle):
        (line,) = (part.line for part in loom.parts(node.uid) if isinstance(part, Asset))
        return _like(piece.text, line)
    return _like(piece.text, _value(piece, loom))


def _value(piece: Piece, loom: Loom) -> Any:
    """Return the value of the key whose attributes a piece says."""
    _key, value = _key_of(piece.part.split(",")[0], loom)
    if piece.part == "version" and SERIES not in piece.text:
        return loom.document.module.version
    return value


#: Attribute → key of the manifest, where they differ.
_KEYS = {
    "title": "name",
    "auto_install_with": "auto_install",
    "external_apt": "external_dependencies",
    "external_bin": "external_dependencies",
    "external_python": "external_dependencies",
}


def _key_of(part: str, loom: Loom) -> tuple[str, Any]:
    """Return the key, and its value, of which a part of the module is the text."""
    attribute, dot, further = part.partition(".")
    key = further if dot else _KEYS.get(attribute, attribute)
    return key, values(loom.document.module)[key]


def _like(former: str, value: Any) -> str:
    """Return the source of a value, with quotes like those of the text that it replaces."""
    plain = isinstance(value, str) and '"""' not in value and "\\" not in value
    if plain and "\n" in value and not value.endswith('"'):
        return f'"""{value}"""'
    return literal(value, _quote(former)).source


def _quote(text: str) -> str:
    return "'" if text.count("'") > text.count('"') else '"'


def _needing(path: str, loom: Loom) -> tuple[str, ...]:
    """Return the data files with records that refer to those of a new one."""
    given = {
        part.xml_id
        for element in loom.new
        for part in loom.parts(element.node.uid)
        if isinstance(part, (Record, Row)) and part.path == path
    }
    found = []
    for kept, pieces in loom.files.items():
        touched = (piece.of for piece in pieces if loom.state(piece) is State.TOUCHED)
        parts = (part for uid in touched for part in loom.parts(uid))
        if any(isinstance(part, (Record, Row)) and part.refers & given for part in parts):
            found.append(kept)
    return tuple(found)


class _Text:
    """The text of a manifest with the places of its values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.content = text.encode("utf-8")
        self.starts = [0]
        for line in self.content.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        tree = parsed(text)
        held = (one.value for one in tree.body if isinstance(one, ast.Expr))
        self.root = next(one for one in held if isinstance(one, ast.Dict))

    def value(self, keys: Sequence[str]) -> ast.expr | None:
        """Return what stands under keys, one in the other."""
        node: ast.expr = self.root
        for wanted in keys:
            if not isinstance(node, ast.Dict):
                return None
            found = [
                value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and key.value == wanted
            ]
            if not found:
                return None
            node = found[-1]
        return node

    def start(self, node: ast.expr) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr) -> int:
        return self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)

    def margin(self, node: ast.expr) -> str | None:
        """Return what stands before a value that begins its line, None for another."""
        line = self.content[self.starts[node.lineno - 1] : self.start(node)].decode("utf-8")
        return line if not line.strip() else None

    def replaced(self, start: int, end: int, new: str) -> str:
        content = self.content[:start] + new.encode("utf-8") + self.content[end:]
        return content.decode("utf-8")

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def _entries(held: _Text, keys: Sequence[str]) -> list[ast.expr]:
    node = held.value(keys)
    return list(node.elts) if isinstance(node, (ast.List, ast.Tuple)) else []


def _with_entry(text: str, keys: Sequence[str], value: Any, before: Sequence[str] = ()) -> str:
    """Return the text with an entry more in a list: at its end, or before the first of others."""
    held = _Text(text)
    node = held.value(keys)
    if node is None:
        rest: Any = [value]
        for key in reversed(keys[1:]):
            if held.value(keys[:1]) is None:
                rest = {key: rest}
        if len(keys) > 1 and held.value(keys[:1]) is not None:
            return _with_key(text, keys[-1], rest, keys[:-1])
        return _with_key(text, keys[0], rest)
    source = literal(value, _quote(text)).source
    entries = _entries(held, keys)
    if not entries:
        return held.replaced(held.start(node), held.end(node), f"[{source}]")
    needing = [one for one in entries if isinstance(one, ast.Constant) and one.value in before]
    at = needing[0] if needing else entries[-1]
    margin = held.margin(at)
    between = f",{held.newline}{margin}" if margin is not None else ", "
    if needing:
        return held.replaced(held.start(at), held.start(at), f"{source}{between}")
    return held.replaced(held.end(at), held.end(at), f"{between}{source}")


def _without_entry(text: str, value: str) -> str:
    """Return the text of a manifest that does not list a data file any more."""
    for key in ("data", "demo"):
        held = _Text(text)
        for one in _entries(held, (key,)):
            if isinstance(one, ast.Constant) and one.value == value:
                marked = held.replaced(held.start(one), held.end(one), _GONE)
                text = _GONE_INLINE.sub("", _GONE_LINE.sub("", marked))
                break
    return text


def _with_key(text: str, key: str, value: Any, above: Sequence[str] = ()) -> str:
    """Return the text with a key more, behind the last one; or with another value for it."""
    held = _Text(text)
    source = literal(value, _quote(text)).source
    former = held.value([*above, key])
    if former is not None:
        return held.replaced(held.start(former), held.end(former), source)
    holder = held.value(above)
    quoted = literal(key, _quote(text)).source
    if not isinstance(holder, ast.Dict) or not holder.values:
        where = holder if holder is not None else held.root
        return held.replaced(held.start(where), held.end(where), f"{{{quoted}: {source}}}")
    last, last_key = holder.values[-1], holder.keys[-1]
    margin = held.margin(last_key) if last_key is not None else None
    between = f",{held.newline}{margin}" if margin is not None else ", "
    return held.replaced(held.end(last), held.end(last), f"{between}{quoted}: {source}")
