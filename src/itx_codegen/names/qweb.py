"""New names in QWeb templates, where the model of a variable is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ..ir.start_tags import start_tags
from ..ir.xml import parse_arch
from .python import Expressions
from .renaming import Renaming
from .templates import is_expression, rename_expressions

#: What a report calls the records that it prints.
RECORDS = ("docs", "doc", "o", "object")
_IN_PREDICATE = re.compile(r"""(@(t-[\w-]+)\s*=\s*)(?:"([^"]*)"|'([^']*)')""")


def qweb(text: str, renaming: Renaming, model: str, above: Iterable[str] = ()) -> str:
    """Return a template in new names; `docs`, `doc`, `o` and `object` are of the (old) `model`.

    Other variables are followed from `t-foreach` and `t-set`, through the templates `above` that
    this one changes too. All the rest stays as it is written, and so does what is no XML.
    """
    try:
        root = parse_arch(text)
    except etree.XMLSyntaxError:
        return text
    names = Expressions(renaming, dict.fromkeys(RECORDS, model))
    for arch in above:
        _learn(arch, names)
    edits: list[tuple[int, int, str]] = []
    for element, tag in zip(root.iter(etree.Element), start_tags(text), strict=True):
        before = {str(key): str(value) for key, value in element.attrib.items()}
        rename_expressions(element, names)
        for key, old in before.items():
            new = _attribute(key, str(element.get(key)), renaming, names)
            if new != old:
                held = tag.attributes[key]
                edits.append((held.start, held.end, held.written(new)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _learn(arch: str, names: Expressions) -> None:
    """Let `names` know what another template calls its values."""
    try:
        root = parse_arch(arch)
    except etree.XMLSyntaxError:
        return
    for element in root.iter(etree.Element):
        rename_expressions(element, names)


def _attribute(key: str, value: str, renaming: Renaming, names: Expressions) -> str:
    if key == "t-call":
        return renaming.xml_id(value)
    if key in ("groups", "t-groups"):
        return ",".join(_group(name.strip(), renaming) for name in value.split(","))
    if key == "expr":
        return _IN_PREDICATE.sub(lambda match: _predicate(match, names), value)
    return value


def _predicate(match: re.Match[str], names: Expressions) -> str:
    """Rename in the value that an xpath asks for, as in `//span[@t-field='doc.city']`."""
    quote, value = ('"', match[3]) if match[3] is not None else ("'", match[4])
    new = names.renamed(value) if is_expression(match[2]) else value
    return f"{match[1]}{quote}{new}{quote}"


def _group(name: str, renaming: Renaming) -> str:
    if name.startswith("!"):
        return "!" + renaming.xml_id(name[1:])
    return renaming.xml_id(name)
