"""Records of data files, as the renderers of several kinds need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from ..ir.record_node import RecordNode
from ..ir.record_values import kind_of
from ..ir.xml import parse_fragment
from ..messages import text
from . import xml_source
from .literals import Literal, UnwritableError, literal
from .parts import Record, Stage, Term
from .site import Site


def placed(
    site: Site, path: str, stage: Stage, element: etree._Element, noupdate: bool = False
) -> Record:
    """Return a record in the data file `path`, with what it refers to.

    Where it is that of the element itself, it gets the element's `further` fields.
    """
    node = site.element.node
    if isinstance(node, RecordNode) and element.get("id") == node.ident:
        _add_further(site, element, node.further)
    return Record(
        origin=site.path,
        path=path,
        stage=stage,
        xml_id=str(element.get("id")),
        refers=frozenset(site.scope.local(name) for name in xml_source.references(element)),
        element=element,
        noupdate=noupdate,
    )


def optional(name: str, value: str) -> etree._Element | None:
    """Return a `<field>` with a text, or None for an empty one."""
    return xml_source.text(name, value) if value else None


def model_link(site: Site, name: str, model: str) -> etree._Element:
    """Return a `<field>` that links to a model.

    Which module a foreign model comes from is known to the database only, so it is searched there.
    """
    xml_id = site.scope.model_xml_id(model)
    if xml_id is None:
        return xml_source.found(name, [("model", "=", model)])
    return xml_source.reference(name, xml_id)


def optional_link(site: Site, name: str, xml_id: str) -> etree._Element | None:
    """Return a `<field>` that links to the record with an XML id, or None for an empty one."""
    return xml_source.reference(name, site.scope.local(xml_id)) if xml_id else None


def ref(site: Site, xml_id: str) -> Literal:
    """Return the source of the id of the record with an XML id, for an `eval`."""
    name = literal(site.scope.local(xml_id), "'").source
    return Literal(f"ref({name})")


def links(site: Site, name: str, xml_ids: tuple[str, ...]) -> etree._Element | None:
    """Return a `<field>` that links to several records, or None for none."""
    if not xml_ids:
        return None
    commands = [Literal(f"Command.link({ref(site, xml_id).source})") for xml_id in xml_ids]
    return xml_source.evaluated(name, commands)


def offered(site: Site, model: str, view_types: tuple[str, ...]) -> Iterator[etree._Element | None]:
    """Yield the `<field>`s that say in which model's menu an action stands, on which views."""
    if model:
        yield model_link(site, "binding_model_id", model)
    if view_types != ("list", "form"):
        yield xml_source.text("binding_view_types", ",".join(view_types))


def term(site: Site, field: str, xml_id: str, source: str, sort: str = "model") -> Term:
    """Return a text to translate: `field` is `model,field`, `sort` is model or model_terms."""
    return Term(site.path, f"{sort}:{field}:{site.scope.full(xml_id)}", source)


def _add_further(site: Site, element: etree._Element, further: Mapping[str, Any]) -> None:
    """Put fields into a record, in the place of those that attributes make; or into a template."""
    if element.tag == "template":
        for name, value in further.items():
            element.set(name, str(value))
        return
    for name, value in further.items():
        made = valued(site, name, value)
        for field in element.findall("field"):
            if field.get("name") == name:
                element.replace(field, made)
                break
        else:
            element.append(made)


def valued(site: Site, name: str, value: Any) -> etree._Element:
    """Return a `<field>` with a value as documents hold it (`itx_codegen.ir.record_values`).

    Raises UnwritableError for markup that is no XML.
    """
    kind = kind_of(value)
    if kind:
        element = _WRITERS[kind](site, name, value[kind])
        if "on" in value:
            element.set("model", value["on"])
        return element
    if isinstance(value, str):
        return xml_source.text(name, value)
    return xml_source.evaluated(name, False if value is None else value)


def _set_of(site: Site, name: str, xml_ids: list[str]) -> etree._Element:
    found = ", ".join(ref(site, xml_id).source for xml_id in xml_ids)
    return xml_source.evaluated(name, Literal(f"[Command.set([{found}])]"))


def _holding(value_type: str) -> Callable[[Site, str, str], etree._Element]:
    def holding(site: Site, name: str, source: str) -> etree._Element:
        try:
            content = parse_fragment(source)
        except etree.XMLSyntaxError as error:
            raise UnwritableError(text("its XML is broken: %(error)s.", error=error)) from error
        return xml_source.marked_up(name, value_type, list(content), site.scope.xml_ids)

    return holding


def _nested(site: Site, name: str, held: list[dict[str, Any]]) -> etree._Element:
    element = etree.Element("field", name=name)
    for one in held:
        values = one.get("values", {})
        fields = [valued(site, key, value) for key, value in values.items()]
        record = xml_source.record(one["model"], one.get("xml_id", ""), fields)
        if not one.get("xml_id"):
            del record.attrib["id"]
        element.append(record)
    return element


#: Kind of value → how it is written.
_WRITERS: Mapping[str, Callable[[Site, str, Any], etree._Element]] = {
    "ref": lambda site, name, held: xml_source.reference(name, site.scope.local(held)),
    "refs": _set_of,
    "model": model_link,
    "json": lambda site, name, held: xml_source.evaluated(name, held),
    "html": _holding("html"),
    "xml": _holding("xml"),
    "eval": lambda site, name, held: xml_source.evaluated(name, Literal(held.strip())),
    "search": lambda site, name, held: etree.Element("field", name=name, search=held),
    "file": lambda site, name, held: etree.Element("field", name=name, type="base64", file=held),
    "text_file": lambda site, name, held: xml_source.from_file(name, held),
    "records": _nested,
}
