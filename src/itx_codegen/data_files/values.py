"""What the fields of records say, as documents hold it (`itx_codegen.ir.record_values`)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from ..ir.xml import parse_fragment
from ..messages import Message, text
from ..source import expression
from .positions import Element


class NotSaidError(Exception):
    """Something has no words in a document; the message (`reason`) says what."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


#: Gives the name of the module's own model whose `ir.model` record has a local XML id, or nothing.
OwnModel = Callable[[str], str]


class Values:
    """Reads the values of the records of one file; `source` is its text."""

    def __init__(self, source: bytes, own_model: OwnModel, local: Callable[[str], str]) -> None:
        self.source = source
        self.own_model = own_model
        self.local = local

    def of_record(self, record: Element) -> dict[str, Any]:
        """Return field → value for a `<record>`. Raises NotSaidError."""
        found: dict[str, Any] = {}
        for child in record.children:
            name = child.attributes.get("name", "")
            if child.tag != "field" or not name:
                raise NotSaidError(
                    text("It holds what is no field of it: <%(tag)s>.", tag=child.tag)
                )
            found[name] = self.of_field(child)
        return found

    def of_field(self, field: Element) -> Any:
        """Return the value of a `<field>`, read as `odoo.tools.convert` does."""
        given = {key: held for key, held in field.attributes.items() if held and key != "name"}
        on = {"on": given.pop("model")} if "model" in given else {}
        if set(given) == {"search"}:
            return {"search": given["search"], **on}
        if set(given) == {"ref"}:
            return self.reference(given["ref"])
        if set(given) == {"eval"}:
            return evaluated(given["eval"], on, self.reference)
        value_type = given.pop("type", "char")
        path = given.pop("file", "")
        if given:
            raise NotSaidError(
                text("A field has the attribute %(name)s.", name=", ".join(sorted(given)))
            )
        if value_type in ("xml", "html"):
            held = self.markup(field)
            # Blanks in the end mean nothing in XML.
            return {value_type: held.rstrip() if value_type == "xml" else held}
        if path and value_type in ("base64", "char"):
            return {"file" if value_type == "base64" else "text_file": path}
        if value_type in ("int", "float") and not path:
            return _number(field.text, value_type)
        if value_type == "char" and field.children:
            return self._inside(field)
        if value_type == "char":
            return field.text
        raise NotSaidError(text("A field is of the type %(type)s.", type=value_type))

    def reference(self, xml_id: str) -> Any:
        """Return a link to a record, or to a model of the module itself."""
        local = self.local(xml_id)
        model = self.own_model(local)
        return {"model": model} if model else {"ref": local}

    def markup(self, field: Element) -> str:
        """Return the XML in a field, with single percent signs. Raises NotSaidError."""
        held = self.source[field.inside : field.closes].decode("utf-8")
        held = held.replace("%%", "%")
        try:
            parse_fragment(held)
        except etree.XMLSyntaxError as error:
            reason = text("Its markup can't stand alone: %(cause)s.", cause=error.msg)
            raise NotSaidError(reason) from error
        return held

    def _inside(self, field: Element) -> Any:
        records = []
        for child in field.children:
            if child.tag != "record" or set(child.attributes) - {"id", "model"}:
                raise NotSaidError(text("A field holds <%(tag)s>.", tag=child.tag))
            one: dict[str, Any] = {"model": child.attributes.get("model", "")}
            if child.attributes.get("id"):
                one["xml_id"] = self.local(child.attributes["id"])
            one["values"] = self.of_record(child)
            records.append(one)
        return {"records": records}


def evaluated(source: str, on: dict[str, str], reference: Callable[[str], Any]) -> Any:
    """Return what an `eval` gives where that is known: a plain value, or just these records."""
    try:
        tree = expression(source.strip())
    except SyntaxError as error:
        reason = text("Its `eval` is no Python: %(cause)s.", cause=error.msg)
        raise NotSaidError(reason) from error
    if isinstance(tree, ast.Constant) and isinstance(tree.value, (str, int, float, type(None))):
        return tree.value
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        operand = tree.operand.value if isinstance(tree.operand, ast.Constant) else None
        if isinstance(operand, (int, float)) and not isinstance(operand, bool):
            return -operand
    found = linked(tree, {"set"})
    if found is not None:
        names = [reference(name) for name in found]
        if all("ref" in name for name in names):
            return {"refs": [name["ref"] for name in names]}
    called = _ref(tree)
    if called is not None:
        return reference(called)
    return {"eval": source, **on}


def linked(tree: ast.expr, sorts: set[str]) -> list[str] | None:
    """Return the XML ids that a list of commands links to, None if it is none, or does else.

    `sorts` are those of commands that count: `set` or `link`, as `Command` or as triples.
    """
    if not isinstance(tree, (ast.List, ast.Tuple)) or not tree.elts:
        return None
    commands = [_command(one) for one in tree.elts]
    named = {sort for sort, _names in commands}
    if not named <= sorts or ("set" in named and len(commands) > 1):
        return None
    return [name for _sort, names in commands for name in names]


def _command(tree: ast.expr) -> tuple[str, list[str]]:
    """Return which command it is and the XML ids in it; an empty sort where it is neither."""
    sort, held = "", None
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Attribute) and len(tree.args) == 1:
        if isinstance(tree.func.value, ast.Name) and tree.func.value.id == "Command":
            sort, held = tree.func.attr, tree.args[0]
    elif isinstance(tree, (ast.Tuple, ast.List)) and tree.elts:
        number = tree.elts[0].value if isinstance(tree.elts[0], ast.Constant) else None
        if number == 6 and len(tree.elts) == 3:
            sort, held = "set", tree.elts[2]
        elif number == 4 and len(tree.elts) in (2, 3):
            sort, held = "link", tree.elts[1]
    if held is None or sort not in ("set", "link"):
        return "", []
    if sort == "link":
        names = [_ref(held)]
    elif isinstance(held, (ast.List, ast.Tuple)):
        names = [_ref(one) for one in held.elts]
    else:
        return "", []
    known = [name for name in names if name is not None]
    return (sort, known) if len(known) == len(names) else ("", [])


def _ref(tree: ast.expr) -> str | None:
    """Return the XML id in a call `ref('…')`."""
    if (
        isinstance(tree, ast.Call)
        and isinstance(tree.func, ast.Name)
        and tree.func.id == "ref"
        and len(tree.args) == 1
        and not tree.keywords
        and isinstance(tree.args[0], ast.Constant)
        and isinstance(tree.args[0].value, str)
    ):
        return tree.args[0].value
    return None


def _number(held: str, value_type: str) -> Any:
    try:
        if value_type == "int":
            return None if held.strip() == "None" else int(held.strip())
        return float(held.strip())
    except ValueError as error:
        reason = text("%(value)s is no number.", value=repr(held))
        raise NotSaidError(reason) from error


def records_in(field: Element) -> Iterator[Element]:
    """Yield the records that stand inside of an element, at any depth."""
    for child in field.iter():
        if child is not field and child.tag == "record":
            yield child
