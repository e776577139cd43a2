"""Records of data files, as the renderers of several kinds need them."""

from __future__ import annotations

from lxml import etree

from . import xml_source
from .literals import Literal, literal
from .parts import Record, Stage, Term
from .site import Site


def placed(
    site: Site, path: str, stage: Stage, element: etree._Element, noupdate: bool = False
) -> Record:
    """Return a record in the data file `path`, with what it refers to."""
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


def term(site: Site, field: str, xml_id: str, text: str, sort: str = "model") -> Term:
    """Return a text to translate: `field` is `model,field`, `sort` is model or model_terms."""
    return Term(site.path, f"{sort}:{field}:{site.scope.full(xml_id)}", text)
