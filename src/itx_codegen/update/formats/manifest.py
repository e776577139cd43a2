"""`__manifest__.py`: keys, and the elements of their lists."""

from __future__ import annotations

import ast
import io
import tokenize

from ..keyed import Merger, Piece, by_lines, by_pieces
from ..lines import lines_of
from .python import parsed


def pieces(text: str) -> list[Piece] | None:
    """Return the keys of the one dictionary in a file."""
    module = parsed(text)
    if module is None or len(module.body) != 1 or not isinstance(module.body[0], ast.Expr):
        return None
    value = module.body[0].value
    return _keys(text, value) if isinstance(value, ast.Dict) else None


def _keys(text: str, held: ast.Dict) -> list[Piece] | None:
    """Return the lines before the keys, each key with its comments, and the lines behind them."""
    lines = lines_of(text)
    keys = [str(key.value) for key in held.keys if isinstance(key, ast.Constant)]
    if len(keys) != len(held.keys):
        return None
    found = [Piece("{", "".join(lines[: held.lineno]), by_lines)]
    end = held.lineno
    for key, value in zip(keys, held.values, strict=True):
        last = value.end_lineno or 0
        piece = _with_comma(lines[end:last], value, value is held.values[-1])
        if value.lineno <= end or not piece:
            return None
        found.append(Piece(key, piece, _merger(value)))
        end = last
    return _closed(found, "}", "".join(lines[end:]))


def _closed(found: list[Piece], bracket: str, rest: str) -> list[Piece] | None:
    """Return the pieces with what stands behind them, if that begins with the closing bracket."""
    code = [line.strip() for line in rest.split("\n") if not line.strip().startswith("#")]
    if not "".join(code).startswith(bracket):
        return None
    return [*found, Piece(bracket, rest, by_lines)]


def _with_comma(lines: list[str], value: ast.expr, is_last: bool) -> str:
    """Return the lines of an element with a comma behind it, as its neighbours have.

    Nothing where something else than a comma, or a comment, stands behind it.
    """
    if not lines:
        return ""
    last = lines[-1].encode("utf-8")
    head, rest = last[: value.end_col_offset], last[value.end_col_offset or 0 :]
    following = rest.lstrip()[:1]
    if following != b",":
        if not is_last or following not in (b"", b"#"):
            return ""
        rest = b"," + rest
    return "".join([*lines[:-1], (head + rest).decode("utf-8")])


def _merger(value: ast.expr) -> Merger:
    if isinstance(value, ast.List):
        return by_pieces(_elements)
    return by_pieces(_inner_keys) if isinstance(value, ast.Dict) else by_lines


def _inner_keys(piece: str) -> list[Piece] | None:
    """Return the keys of a dictionary that is the value of a key."""
    value = _value(piece)
    return _shifted(_keys(_wrapped(piece), value)) if isinstance(value, ast.Dict) else None


def _elements(piece: str) -> list[Piece] | None:
    """Return the elements of a list that is the value of a key, one on each line."""
    value = _value(piece)
    if not isinstance(value, ast.List):
        return None
    text = _wrapped(piece)
    lines = lines_of(text)
    ends = [value.lineno, *((element.end_lineno or 0) for element in value.elts)]
    if any(e.lineno <= end for e, end in zip(value.elts, ends, strict=False)) or (
        value.end_lineno == ends[-1]
    ):
        return None if _commented(text) else _elements_of_one_line(text, value)
    found = [Piece("[", "".join(lines[1 : value.lineno]), by_lines)]
    for element, end in zip(value.elts, ends, strict=False):
        held = _with_comma(lines[end : element.end_lineno], element, element is value.elts[-1])
        if not held:
            return None
        found.append(Piece(f"element {ast.unparse(element)}", held, by_lines))
    return _closed(found, "]", "".join(lines[ends[-1] : -1]))


def _elements_of_one_line(text: str, value: ast.List) -> list[Piece] | None:
    """Return the elements as if each stood on a line, as black puts them."""
    margin = " " * (len(lines_of(text)[1]) - len(lines_of(text)[1].lstrip()))
    opening = "".join(lines_of(text)[1 : value.lineno]).encode("utf-8")[: _offset(text, value)]
    inside = [f"{margin}    {ast.get_source_segment(text, element)},\n" for element in value.elts]
    return _elements(f"{opening.decode('utf-8')}[\n{''.join(inside)}{margin}],\n")


def _offset(text: str, value: ast.List) -> int:
    above = "".join(lines_of(text)[1 : value.lineno - 1])
    return len(above.encode("utf-8")) + value.col_offset


def _value(piece: str) -> ast.expr | None:
    """Return the value of the one key in a piece, with line numbers as in `_wrapped`."""
    module = parsed(_wrapped(piece))
    held = module.body[0] if module is not None and module.body else None
    if isinstance(held, ast.Expr) and isinstance(held.value, ast.Dict) and held.value.values:
        return held.value.values[0]
    return None


def _wrapped(piece: str) -> str:
    return f"{{\n{piece}}}"


def _shifted(found: list[Piece] | None) -> list[Piece] | None:
    """Take what `_wrapped` has added off the first and the last piece."""
    if found is None:
        return None
    first, *between, last = found
    return [
        first._replace(text=first.text[2:]),
        *between,
        last._replace(text=last.text[:-1]),
    ]


def _commented(text: str) -> bool:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return any(token.type == tokenize.COMMENT for token in tokens)


merge = by_pieces(pieces)
