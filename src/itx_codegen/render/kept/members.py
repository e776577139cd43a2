"""What stands in a model's class, written anew in the way of the text that was there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from ...errors import DocumentError, Problem
from ...ir.kinds.method import Method
from ...ir.kinds.model import Model
from ...ir.kinds.source_file import Piece
from ...messages import text
from ...source import parsed
from ..kinds.method import head, head_imports
from ..kinds.model import base_class, class_attributes
from ..literals import Import, literal
from ..parts import Member
from ..python_source import body, formatted, imports_of, indented
from .loom import Loom

#: black breaks lines that are longer.
_LONGEST = 88

_MARGIN = re.compile(r"^[ \t]*(?=[^\s#])", re.MULTILINE)
_BASE = re.compile(r"\bmodels\.\w+")


class Text(NamedTuple):
    """Source of a part of a file, with its lines' ends, and what it needs to have imported."""

    source: str
    imports: frozenset[Import] = frozenset()


def anew(piece: Piece, loom: Loom) -> Text:
    """Return what takes the place of a piece whose element says something else now.

    An empty text where it says nothing there any more. Raises DocumentError where it can't be
    written.
    """
    element = loom.scope.elements[piece.of]
    node = element.node
    margin = margin_of(piece.text)
    if isinstance(node, Model):
        made = _of_model(piece, node, margin)
    elif isinstance(node, Method) and piece.part == "code":
        code = body(node.code)
        made = Text(indented(code, margin) + "\n", imports_of(code))
    elif isinstance(node, Method) and piece.part:
        made = Text(_head(node, margin), head_imports(node))
    else:
        member = next(part for part in loom.parts(piece.of) if isinstance(part, Member))
        made = added(member, margin)
    if "\r\n" in piece.text:
        source = made.source.replace("\r\n", "\n").replace("\n", "\r\n")
        made = Text(source, made.imports)
    return made


def added(member: Member, margin: str) -> Text:
    """Return a member of a class as black lays it out, below the margin of its statements."""
    source = member.source if member.section == "methods" else f"    {member.source}"
    return Text(_laid_out(source, margin, member.origin), member.imports)


def attribute(node: Model, name: str, margin: str) -> Text:
    """Return an attribute of a model's class; an empty text where it needs none."""
    held = dict(class_attributes(node)).get(name)
    if held is None:
        return Text("")
    return Text(_laid_out(f"    {name} = {held.source}", margin, node.name), held.imports)


def new_attributes(node: Model, loom: Loom) -> Iterator[str]:
    """Yield the attributes that a model's class must have and that none of its pieces says.

    Raises DocumentError for what no attribute can say.
    """
    written = dict(class_attributes(node))
    for name, key in dict.fromkeys(_split(part) for part in loom.unsaid(node)):
        if key:
            yield key
        elif f"_{name}" in written:
            yield f"_{name}"
        else:
            message = text(
                "The class of the model that was taken in says this in a way of its own; change it "
                "there."
            )
            raise DocumentError([Problem(f"{loom.scope.elements[node.uid].path}.{name}", message)])


def _split(part: str) -> tuple[str, str]:
    """Return the attribute of a part, and the class attribute if that holds any."""
    name, _dot, key = part.partition(".")
    return name, key if name == "attributes" else ""


def margin_of(source: str) -> str:
    """Return what stands before the first statement of a text."""
    found = _MARGIN.search(source)
    return found[0] if found else ""


def _of_model(piece: Piece, node: Model, margin: str) -> Text:
    if piece.part == "abstract,transient":
        return Text(_BASE.sub(f"models.{base_class(node)}", piece.text, count=1))
    name = piece.text.strip().partition("=")[0].strip()
    if name == "_name":
        return Text(f"{margin}_name = {literal(node.name).source}\n")
    if name == "_inherit":
        source = literal(_parents(piece, node)).source
        return Text(_laid_out(f"    _inherit = {source}", margin, node.name))
    return attribute(node, name, margin)


def _parents(piece: Piece, node: Model) -> str | list[str]:
    """Return what a class inherits from, in the order and form in which it said so before."""
    statement = cast(ast.Assign, parsed(piece.text.strip()).body[0])
    before = ast.literal_eval(statement.value)
    listed = [before] if isinstance(before, str) else list(before)
    if piece.part == "name":
        parents = [node.name]
    elif node.extends:
        wanted = {node.name, *node.inherit}
        own = [one for one in listed if one not in wanted][:1] if node.name not in listed else []
        kept = [node.name if one in own else one for one in listed]
        parents = [one for one in kept if one in wanted]
        parents += [one for one in (node.name, *node.inherit) if one not in parents]
    else:
        parents = list(node.inherit)
    return parents[0] if isinstance(before, str) and len(parents) == 1 else parents


def _head(node: Method, margin: str) -> str:
    """Return the lines above a method's body; parameters stay as a person broke them into lines."""
    lines = [f"{margin}{line}" for line in head(node)]
    if any(len(line) > _LONGEST for line in lines) and "\n" not in node.signature:
        whole = "\n".join(f"    {line}" for line in [*head(node), "    pass"])
        return _laid_out(whole, margin, node.name).rsplit("\n", 2)[0] + "\n"
    return "\n".join(lines) + "\n"


def _laid_out(source: str, margin: str, origin: str) -> str:
    """Return a member (below four blanks) as black lays it out, below the margin."""
    whole = formatted(f"class _:\n{source}\n", origin).decode("utf-8")
    member = whole.partition("\n")[2]
    return member if margin == "    " else indented(body(member), margin) + "\n"
