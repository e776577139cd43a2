"""Records of any model, in the order in which they can be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from ...ir.kinds.data import Data
from ...ir.kinds.field import Field
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Record, Stage
from ..site import Site
from ..xml_terms import terms


@renders(Data)
def data(node: Data, site: Site) -> Iterator[Part]:
    """One record, and where its links form a ring the same record again with the rest of them."""
    folder = "demo" if node.demo else "data"
    path = f"{folder}/{site.scope.module}_{folder}.xml"
    later = site.scope.postponed.get(node.uid, {})
    first = {name: value for name, value in node.values.items() if name not in later}
    element = _element(node, first, site)
    yield records.placed(site, path, Stage.DATA, element, noupdate=node.noupdate)
    if later:
        again = _element(node, later, site)
        yield Record(
            origin=site.path,
            path=path,
            stage=Stage.DATA,
            xml_id="",
            refers=frozenset(site.scope.local(n) for n in xml_source.references(again))
            | {node.xml_id},
            element=again,
            noupdate=node.noupdate,
        )
    yield from _terms(node, site)


def _element(node: Data, values: Mapping[str, Any], site: Site) -> etree._Element:
    fields = [records.valued(site, name, value) for name, value in values.items()]
    element = xml_source.record(node.model, node.xml_id, fields)
    if not node.forcecreate:
        element.set("forcecreate", "False")
    if node.context:
        element.set("context", node.context)
    return element


def _terms(node: Data, site: Site) -> Iterator[Part]:
    """Yield the texts to translate, as far as it is known which fields of a model are."""
    model = site.scope.models.get(node.model)
    for name, value in node.values.items():
        field = model.field(name) if model is not None else None
        if field is not None and field.translate and isinstance(value, str):
            yield from _term(node, field, value, site)


def _term(node: Data, field: Field, value: str, site: Site) -> Iterator[Part]:
    place = f"{node.model},{field.name}"
    if field.type != "html":
        yield records.term(site, place, node.xml_id, value)
    elif value.strip():
        for found in terms(html.fragment_fromstring(value, create_parent="div"), "html"):
            yield records.term(site, place, node.xml_id, found, "model_terms")
